// Client configuration files among the changes of a run.
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client/base/digest.hpp"
#include "remediate/apply/never_sent.hpp"
#include "remediate/apply/splice_check.hpp"
#include "remediate/apply/splice_places.hpp"
#include "tests/remediate/apply/apply_fixture.hpp"
#include "tests/support/recorded.hpp"
#include "tests/support/temporary_folder.hpp"

namespace remediate {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using tests::create_scope;
using tests::create_server;
namespace fs = std::filesystem;

class ApplyToAFile : public tests::ApplyFixture {
 protected:
  void start() {
    start_org();
    text_ = "CLIENT_SECRET=" + std::string(tests::kClientSecret) +
            "\r\nISSUER=" + org_->base_url() + "\r\nCLIENT_ID=0oa1";
    write(text_);
    files_.folder = web_.path();
    files_.patterns = {"web/.env"};
  }

  void write(const std::string& text) { file_ = web_.write("web/.env", text); }
  [[nodiscard]] std::string text_now() const { return tests::read_file(file_); }

  // Puts `after` behind the issuer of the file.
  [[nodiscard]] Change move_file(const std::string& id, const std::string& after) const {
    Change change;
    change.id = id;
    change.action = Action::rewrite;
    change.target = {ObjectKind::file, {}, "web/.env", {}, {}};
    change.precondition.digest = okta::digest_of(text_);
    change.splices = {{text_.find("\r\nCLIENT_ID"), "", after}};
    change.why = "a test wants it";
    return change;
  }

  [[nodiscard]] std::string moved_text(const std::string& after) const {
    std::string text = text_;
    return text.insert(text.find("\r\nCLIENT_ID"), after);
  }

  tests::TemporaryFolder web_;  // not that of the journal
  std::string text_;
  fs::path file_;
};

TEST_F(ApplyToAFile, PutsInWhatIsPlannedAndKeepsEveryOtherByte) {
  start();
  const ApplyOutcome outcome = apply(plan({move_file("c1", "/oauth2/aus1")}));
  EXPECT_EQ(outcome.ending, Ending::done) << outcome.why;
  EXPECT_EQ(text_now(), moved_text("/oauth2/aus1"));
  EXPECT_TRUE(outcome.run.changes[0].read_back);
  EXPECT_EQ(outcome.run.changes[0].request, "REWRITE web/.env");
  EXPECT_EQ(outcome.run.changes[0].digest, okta::digest_of(text_now()));
  EXPECT_THAT(writes(), IsEmpty());
  EXPECT_THAT(journal_bytes(), Not(HasSubstr(tests::kClientSecret)));
}

TEST_F(ApplyToAFile, NamesTheServerThatTheRunMade) {
  start();
  const ApplyOutcome outcome =
      apply(plan({create_server("c1", "Stock API"), move_file("c2", "/oauth2/${c1.id}")}));
  EXPECT_EQ(outcome.ending, Ending::done) << outcome.why;
  EXPECT_EQ(text_now(), moved_text("/oauth2/" + outcome.run.changes[0].made.id));
}

TEST_F(ApplyToAFile, IsRefusedBeforeAnythingIsWrittenWhereTheFileIsAnother) {
  start();
  const Plan planned = plan({create_scope("c1", "stock.read"), move_file("c2", "/oauth2/aus1")});
  write(text_ + "\r\n");
  const ApplyOutcome outcome = apply(planned);
  EXPECT_EQ(outcome.ending, Ending::stale);
  EXPECT_THAT(outcome.moved, ElementsAre("file 'web/.env': changed"));
  EXPECT_THAT(writes(), IsEmpty());
}

TEST_F(ApplyToAFile, TouchesNothingThatNobodyBinds) {
  start();
  files_.patterns = {"api/*", "web/*.yml"};
  ApplyOutcome outcome = apply(plan({move_file("c1", "/oauth2/aus1")}));
  EXPECT_EQ(outcome.ending, Ending::failed);
  EXPECT_THAT(outcome.why, HasSubstr("binds no such file"));
  files_.patterns = {"**"};
  Change outside = move_file("c1", "/oauth2/aus1");
  outside.target.name = "../" + web_.path().filename().string() + "2/.env";
  outcome = apply(plan({outside}));
  EXPECT_THAT(outcome.why, HasSubstr("binds no such file"));
  EXPECT_EQ(text_now(), text_);
}

TEST_F(ApplyToAFile, PutsInNoHostOfSomebodyElse) {
  start();
  Change change = move_file("c1", "x");
  const std::string host = org_->base_url().substr(std::string("http://").size());
  change.splices = {{text_.find(host), host, "evil.example/oauth2/aus1"}};
  ApplyOutcome outcome = apply(plan({change}));
  EXPECT_EQ(outcome.ending, Ending::failed);
  EXPECT_THAT(outcome.why, HasSubstr("names no authorization server of this org"));
  EXPECT_EQ(text_now(), text_);
  change.splices = {
      {text_.find(org_->base_url()), org_->base_url(), "https://evil.example/oauth2/aus1"}};
  outcome = apply(plan({change}));
  EXPECT_EQ(outcome.ending, Ending::failed);
  EXPECT_THAT(outcome.why, HasSubstr("evil.example is no host of this org"));
  EXPECT_EQ(text_now(), text_);
}

TEST_F(ApplyToAFile, ChangesNothingBesideAUrlOfTheOrg) {
  start();
  Change change = move_file("c1", "x");
  change.splices = {{text_.find("0oa1"), "0oa1", "0oa2"}};
  const ApplyOutcome outcome = apply(plan({change}));
  EXPECT_EQ(outcome.ending, Ending::failed);
  EXPECT_THAT(outcome.why, HasSubstr("names no authorization server of this org"));
  EXPECT_EQ(text_now(), text_);
}

TEST_F(ApplyToAFile, TellsWhereTheDiskRefuses) {
  start();
  const Plan planned = plan({move_file("c1", "/oauth2/aus1")});
  fs::create_hard_link(file_, web_.path() / "other");
  const ApplyOutcome outcome = apply(planned);
  EXPECT_EQ(outcome.ending, Ending::failed);
  EXPECT_FALSE(outcome.run.may_have_written());
  EXPECT_EQ(text_now(), text_);
}

TEST(SpliceCheck, LetsPassWhatAMoveMakes) {
  for (const Splice& each : std::vector<Splice>{
           {1, "", "/oauth2/default"},
           {1, "https:\\/\\/acme.okta.com", "https:\\/\\/acme.okta.com\\/oauth2\\/aus1"},
           {1, "%2Foauth2", "%2Foauth2%2Faus1"},
           {1, "aHR0cHM6Ly9hY21lLm9rdGEuY29t", "aHR0cHM6Ly9hY21lLm9rdGEuY29tL29hdXRoMg=="},
           {1, "/oauth2", ""},
           {1, "", ",\r\n    \"AuthorizationServerId\": \"default\""},
           {1, "", "\n  <add key=\"okta:AuthorizationServerId\" value=\"aus1\" />"},
           {1, "", "\nexport OKTA_AUTHORIZATION_SERVER_ID='${c1.id}'"}}) {
    EXPECT_EQ(why_no_move({each}), "") << each.before << " -> " << each.after;
  }
}

TEST(SpliceCheck, LetsNothingElsePass) {
  for (const Splice& each :
       std::vector<Splice>{{1, "", "/oauth2/default\nADMIN=true"},
                           {1, "a b", "/oauth2"},
                           {1, "", "\"x\": 1"},
                           {1, "", ", \"AuthorizationServerId\": \"a\", \"admin\": \"b\""},
                           {1, "secret\n", ""},
                           {1, "", std::string(3000, 'a')},
                           {1, "", "\x1b[2J"}}) {
    EXPECT_NE(why_no_move({each}), "") << each.before << " -> " << each.after;
  }
}

TEST(SpliceCheck, SeesHostsThroughEveryEncoding) {
  EXPECT_THAT(hosts_put_in({{1, "", "https:\\/\\/A.example:8443\\/x"},
                            {9, "", "https%3A%2F%2Fb.example%2Foauth2"},
                            {20, "", "aHR0cHM6Ly9jLmV4YW1wbGUvb2F1dGgy"},
                            {70, "https://d.example", "/oauth2/aus1"}}),
              ElementsAre("a.example:8443", "b.example", "c.example"));
}

// What the move of a file replaces, to be made to a server of the same org and back.
struct MovedText {
  const char* name;
  const char* before;
  const char* after;
};

Splice difference(std::string_view before, std::string_view after) {
  std::size_t begin = 0;
  while (begin < before.size() && before[begin] == after[begin]) ++begin;
  std::size_t end = before.size();
  std::size_t made_end = after.size();
  for (; end > begin && made_end > begin && before[end - 1] == after[made_end - 1]; --end)
    --made_end;
  return {begin, std::string(before.substr(begin, end - begin)),
          std::string(after.substr(begin, made_end - begin))};
}

const OrgHosts& acme_hosts() {
  static const OrgHosts hosts("https://acme.okta.com", {"login.acme.example"});
  return hosts;
}

TEST(SplicePlaces, AreThoseOfEveryKindOfMoveAndOfItsWayBack) {
  for (const MovedText& each : std::vector<MovedText>{
           {".env", "ISSUER=https://acme.okta.com\n", "ISSUER=https://acme.okta.com/oauth2/aus1\n"},
           {".env", "ISSUER=https://acme.okta.com\n",
            "ISSUER=https://login.acme.example/oauth2/aus1\n"},
           {"a.json", R"({"issuer": "https:\/\/acme.okta.com"})",
            R"({"issuer": "https:\/\/acme.okta.com\/oauth2\/aus1"})"},
           {"a.yaml", "issuer: https://${OKTA_DOMAIN}/oauth2/v1/token\n",
            "issuer: https://${OKTA_DOMAIN}/oauth2/aus1/v1/token\n"},
           {"a.json", R"({"OktaDomain": "https://acme.okta.com", "AuthorizationServerId": ""})",
            R"({"OktaDomain": "https://acme.okta.com", "AuthorizationServerId": "aus1"})"}}) {
    const Splice splice = difference(each.before, each.after);
    EXPECT_TRUE(stay_in_org(each.name, each.before, {splice}, acme_hosts())) << each.after;
    EXPECT_TRUE(stay_in_org(each.name, each.after, reversed({splice}), acme_hosts()))
        << each.before;
  }
}

TEST(SplicePlaces, AreNoneWhereAHostOfSomebodyElseWouldStand) {
  for (const MovedText& each : std::vector<MovedText>{
           {".env", "ISSUER=https://acme.okta.com\n", "ISSUER=https://evil.example/oauth2/aus1\n"},
           {".env", "ISSUER=https://acme.okta.com\n",
            "ISSUER=https://acme.okta.com.evil.example\n"},
           {".env", "ISSUER=https://acme.okta.com\n",
            "ISSUER=https://evil.example/acme.okta.com\n"},
           {".env", "ISSUER=https://acme.okta.com\n",
            "ISSUER=https://u@evil.example/oauth2/aus1\n"},
           {".env", "ISSUER=https://acme.okta.com\n", "ISSUER=https://${OKTA_EVIL}/oauth2/aus1\n"},
           {".env", "ISSUER=https://login.acme.example\n", "ISSUER=https://me.example\n"},
           {"a.yaml", "data:\n  issuer: aHR0cHM6Ly9hY21lLm9rdGEuY29t\n",
            "data:\n  issuer: aHR0cHM6Ly9ldmlsLmV4YW1wbGUv\n"}}) {
    const Splice splice = difference(each.before, each.after);
    EXPECT_FALSE(stay_in_org(each.name, each.before, {splice}, acme_hosts())) << each.after;
  }
}

TEST(NeverSentFile, NeedsADigestAndUrls) {
  Change change;
  change.id = "c1";
  change.action = Action::rewrite;
  change.target = {ObjectKind::file, {}, "web/.env", {}, {}};
  change.splices = {{3, "", "/oauth2/aus1"}};
  EXPECT_THAT(why_never_sent(change), HasSubstr("precondition.digest"));
  change.precondition.digest = "sha256:x";
  EXPECT_EQ(why_never_sent(change), "");
  change.splices[0].after = "\nADMIN=true";
  EXPECT_THAT(why_never_sent(change), HasSubstr("neither a URL nor the name of a server"));
}

}  // namespace
}  // namespace remediate

#include <algorithm>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "remediate/apply/application_writer.hpp"
#include "remediate/kinds/content.hpp"
#include "tests/remediate/apply/apply_fixture.hpp"

namespace remediate {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using tests::create_scope;
using tests::kClientSecret;
using tests::move_app;

constexpr auto kOld = R"("https://acme.example")";
constexpr auto kNew = R"("https://acme.example/oauth2/aus1")";

class ApplyToAnApplication : public tests::ApplyFixture {
 protected:
  [[nodiscard]] nlohmann::json app(const std::string& id) { return app_now(id); }

  // As Okta does with some PUTs, without a word.
  void reset_access_policy() {
    nlohmann::json reset = app("0oa1");
    reset["_links"]["accessPolicy"]["href"] = "https://acme.example/api/v1/policies/rstDefault";
    ASSERT_TRUE(org_->add_seed(nlohmann::json{{"apps", {reset}}}.dump()));
  }
};

TEST_F(ApplyToAnApplication, ChangesThePlannedPathAndKeepsWhatItNeverHeardOf) {
  start_org();
  const nlohmann::json before = app("0oa1");
  const ApplyOutcome outcome = apply(plan({move_app("c1", "0oa1", "/profile/issuer", kOld, kNew)}));
  EXPECT_EQ(outcome.ending, Ending::done) << outcome.why;
  EXPECT_TRUE(outcome.run.changes[0].read_back);

  nlohmann::json expected = before;
  expected["profile"]["issuer"] = "https://acme.example/oauth2/aus1";
  const auto requests = org_->requests();
  const auto put = std::ranges::find(requests, "PUT", &mocks::RecordedRequest::method);
  ASSERT_NE(put, requests.end());
  EXPECT_EQ(nlohmann::json::parse(put->body), expected);
  nlohmann::json now = app("0oa1");
  EXPECT_EQ(now["invented"], "at the top");
  EXPECT_EQ(now["profile"]["invented"], nlohmann::json::parse(R"({"n":1.5,"e":[]})"));
  EXPECT_EQ(now["settings"]["oauthClient"]["invented"],
            before["settings"]["oauthClient"]["invented"]);
  for (nlohmann::json* each : {&now, &expected}) each->erase("lastUpdated");
  EXPECT_EQ(now, expected);
}

TEST_F(ApplyToAnApplication, KeepsTheClientSecretOutOfEverything) {
  start_org();
  const ApplyOutcome outcome = apply(plan({move_app("c1", "0oa1", "/profile/issuer", kOld, kNew)}));
  ASSERT_EQ(outcome.ending, Ending::done) << outcome.why;
  EXPECT_THAT(journal_bytes(), AllOf(HasSubstr("/profile/issuer"), Not(HasSubstr(kClientSecret))));
  EXPECT_THAT(told_, Not(Contains(HasSubstr(kClientSecret))));
  // It was there to be kept: the same PUT by hand.
  auto edit = okta::JsonEdit::of(app("0oa1").dump());
  ASSERT_TRUE(edit);
  const auto answer = client().applications().replace("0oa1", *edit, {});
  ASSERT_TRUE(answer);
  EXPECT_THAT(answer->text, HasSubstr(kClientSecret));
}

TEST_F(ApplyToAnApplication, KeepsTheClientSecretOutOfTheJournalWhenTheAnswerIsCut) {
  start_org({"PUT /apps/ 1 truncate"});
  const ApplyOutcome outcome = apply(plan({move_app("c1", "0oa1", "/profile/issuer", kOld, kNew)}));
  expect_faults_fired();
  EXPECT_EQ(outcome.ending, Ending::done) << outcome.why;
  EXPECT_THAT(journal_bytes(), Not(HasSubstr(kClientSecret)));
}

TEST_F(ApplyToAnApplication, SaysWhenOktaAnswers200AndIgnoresIt) {
  start_org();
  const ApplyOutcome outcome = apply(
      plan({move_app("c1", "0oaCatalogue", "/settings/oauthClient/initiate_login_uri",
                     R"("https://acme.example/oauth2/v1/authorize")", R"("https://x.example")"),
            create_scope("c2", "orders.read")}));
  const auto requests = org_->requests();
  const auto put = std::ranges::find(requests, "PUT", &mocks::RecordedRequest::method);
  ASSERT_NE(put, requests.end());
  EXPECT_EQ(put->answered_status, 200);
  EXPECT_EQ(outcome.ending, Ending::failed);
  EXPECT_THAT(outcome.why, HasSubstr("ignored"));
  EXPECT_EQ(outcome.run.changes[0].state, ChangeState::failed);
  EXPECT_EQ(outcome.run.changes[1].state, ChangeState::planned);
}

TEST_F(ApplyToAnApplication, TellsWhatSomebodyElseChangedWhileItWrote) {
  start_org();
  const okta::Client opened = client();
  ApplicationWriter writer(opened);
  const Change change = move_app("c1", "0oa1", "/profile/issuer", kOld, kNew);
  auto prepared = writer.prepare(change, {});
  ASSERT_TRUE(prepared);
  okta::JsonEdit& edit = *prepared->replacement;
  ASSERT_TRUE(edit.set("/label", "Renamed"));  // by somebody else, in the same moment
  ASSERT_TRUE(opened.applications().replace("0oa1", edit, {}));
  const auto seen = writer.look(change);
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->own, Own::stands);
  EXPECT_THAT(seen->moved, ElementsAre(HasSubstr("/label changed")));
}

TEST_F(ApplyToAnApplication, TellsThatAWriteResetThePolicyThatItSignsInBy) {
  start_org();
  const okta::Client opened = client();
  ApplicationWriter writer(opened);
  const Change change = move_app("c1", "0oa1", "/profile/issuer", kOld, kNew);
  auto prepared = writer.prepare(change, {});
  ASSERT_TRUE(prepared);
  ASSERT_TRUE(opened.applications().replace("0oa1", *prepared->replacement, {}));
  reset_access_policy();
  const auto seen = writer.look(change);
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->own, Own::stands);
  EXPECT_THAT(seen->moved, ElementsAre(HasSubstr("/_links")));
}

TEST_F(ApplyToAnApplication, WritesNothingWhenThePolicyThatItSignsInByChangedSinceThePlan) {
  start_org();
  const Plan wanted = plan({move_app("c1", "0oa1", "/profile/issuer", kOld, kNew)});
  reset_access_policy();
  const ApplyOutcome outcome = apply(wanted);
  EXPECT_EQ(outcome.ending, Ending::stale);
  EXPECT_THAT(writes(), IsEmpty());
}

TEST_F(ApplyToAnApplication, LeavesToAPersonWhatWasTakenOverInPartOnly) {
  start_org();
  Change change = move_app("c1", "0oaCatalogue", "/profile/issuer", kOld, kNew);
  change.diff.push_back({"/settings/oauthClient/initiate_login_uri",
                         R"("https://acme.example/oauth2/v1/authorize")",
                         R"("https://x.example")"});
  const ApplyOutcome outcome = apply(plan({change}));
  EXPECT_EQ(outcome.ending, Ending::drifted);
  EXPECT_EQ(outcome.run.changes[0].state, ChangeState::applied);
  EXPECT_FALSE(outcome.run.changes[0].read_back);
  EXPECT_THAT(outcome.moved, ElementsAre(HasSubstr("initiate_login_uri")));
}

TEST_F(ApplyToAnApplication, WritesNothingWhenAnotherValueStandsThere) {
  start_org();
  const ApplyOutcome outcome =
      apply(plan({move_app("c1", "0oa1", "/profile/issuer", R"("https://other.example")", kNew)}));
  EXPECT_EQ(outcome.ending, Ending::stale);
  EXPECT_THAT(writes(), IsEmpty());
  EXPECT_THAT(outcome.moved, ElementsAre(HasSubstr("/profile/issuer")));
}

TEST_F(ApplyToAnApplication, WritesNothingWhenAnythingElseOfItChangedSinceThePlan) {
  start_org();
  const Plan wanted = plan({move_app("c1", "0oa1", "/profile/issuer", kOld, kNew)});
  nlohmann::json moved = app("0oa1");
  moved["label"] = "Renamed";
  auto edit = okta::JsonEdit::of(moved.dump());
  ASSERT_TRUE(edit);
  ASSERT_TRUE(client().applications().replace("0oa1", *edit, {}));
  org_->forget_requests();
  const ApplyOutcome outcome = apply(wanted);
  EXPECT_EQ(outcome.ending, Ending::stale);
  EXPECT_THAT(writes(), IsEmpty());
}

TEST_F(ApplyToAnApplication, NotesHowItStandsWhenItWasReadBack) {
  start_org();
  const ApplyOutcome outcome = apply(plan({move_app("c1", "0oa1", "/profile/issuer", kOld, kNew)}));
  ASSERT_EQ(outcome.ending, Ending::done) << outcome.why;
  EXPECT_EQ(outcome.run.changes[0].digest, application_digest(app("0oa1").dump()));
}

TEST_F(ApplyToAnApplication, WritesTheIssuerOfAServerThatItMade) {
  start_org();
  const ApplyOutcome outcome =
      apply(plan({tests::create_server("c1", "Stock API"),
                  move_app("c2", "0oa1", "/profile/issuer", kOld, R"("${c1.issuer}")")}));
  EXPECT_EQ(outcome.ending, Ending::done) << outcome.why;
  EXPECT_EQ(app("0oa1")["profile"]["issuer"], outcome.run.changes[0].made.issuer);
  EXPECT_THAT(outcome.run.changes[1].sent, HasSubstr(outcome.run.changes[0].made.issuer));
}

}  // namespace
}  // namespace remediate

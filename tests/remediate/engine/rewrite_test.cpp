#include "remediate/engine/rewrite.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "remediate/engine/owner_of_file.hpp"
#include "remediate/engine/rewrite_target.hpp"
#include "tests/support/recorded.hpp"
#include "tests/support/temporary_folder.hpp"

namespace remediate {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

constexpr std::string_view kBare = "ISSUER=https://acme.okta.com\n";
constexpr std::string_view kOfClient = "ISSUER=https://acme.okta.com\nCLIENT_ID=0oaOrders001\n";

class RewriteCase : public testing::Test {
 protected:
  fs::path add(const std::string& name, std::string_view text) const {
    return folder_.write(name, text);
  }
  void direct(const std::string& yaml) {
    auto parsed = config::parse_directives("applications:\n" + yaml, "oktafix.yaml");
    ASSERT_TRUE(parsed) << parsed.error().describe();
    order_.directives = std::move(*parsed);
    order_.directives.folder = folder_.path();
  }
  Rewrite find() {
    order_.paths = {folder_.path()};
    auto found = find_rewrite(order_, {});
    EXPECT_TRUE(found) << found.error().describe();
    return std::move(*found);
  }
  // Of the only occurrence of the only file.
  MoveDecision decision() {
    const Rewrite found = find();
    if (found.files.size() != 1 || found.files[0].occurrences.size() != 1) {
      ADD_FAILURE() << "not one occurrence";
      return MoveDecision::stays;
    }
    return found.files[0].occurrences[0].decision;
  }
  [[nodiscard]] std::string text(const std::string& name) const {
    return tests::read_file(folder_.path() / name);
  }

  tests::TemporaryFolder folder_;
  RewriteOrder order_{
      {}, OrgHosts("https://acme.okta.com", {}), {"aus1target", {}, {}}, false, {}, {}, {}, {}};
};

TEST_F(RewriteCase, MovesWhatTheFileTiesToAClient) {
  add(".env", kOfClient);
  const Rewrite found = find();
  ASSERT_EQ(found.files.size(), 1U);
  const DecidedOccurrence& moving = found.files[0].occurrences.at(0);
  EXPECT_EQ(moving.decision, MoveDecision::moves);
  EXPECT_EQ(moving.client, "0oaOrders001");
  EXPECT_EQ(moving.bound_by, "file");
  EXPECT_EQ(moving.after, "https://acme.okta.com/oauth2/aus1target");
  EXPECT_EQ(found.files[0].state, FileState::due);
  EXPECT_EQ(text(".env"), kOfClient) << "finding writes nothing";
}

TEST_F(RewriteCase, TellsWhatBelongsToNobodyAndMovesItOnlyWithAll) {
  add(".env", kBare);
  EXPECT_EQ(decision(), MoveDecision::unbound);
  order_.all = true;
  EXPECT_EQ(decision(), MoveDecision::moves);
}

TEST_F(RewriteCase, MovesWhatOktafixYamlBinds) {
  add("web/.env", kBare);
  direct("  - match: Orders\n    files: ['web/*']\n");
  const Rewrite found = find();
  EXPECT_EQ(found.files.at(0).occurrences.at(0).decision, MoveDecision::moves);
  EXPECT_EQ(found.files.at(0).occurrences.at(0).bound_by, "files");
}

TEST_F(RewriteCase, BindsALinkByTheNameOfTheLink) {
  add("shared/okta.env", kBare);
  fs::create_directories(folder_.path() / "web");
  fs::create_symlink("../shared/okta.env", folder_.path() / "web" / ".env");
  direct("  - match: Orders\n    files: ['web/.env']\n");
  EXPECT_EQ(decision(), MoveDecision::moves);
}

TEST_F(RewriteCase, LeavesAnIgnoredClientAlone) {
  add("web/.env", kOfClient);
  direct("  - match: 0oaOrders001\n    ignore: {reason: retired}\n");
  EXPECT_EQ(decision(), MoveDecision::ignored);
}

// Another id in an ignored app's file may be its API's, or a slip.
TEST_F(RewriteCase, LeavesTheFileOfAnIgnoredClientAloneEvenUnderAnotherId) {
  add("web/.env", kOfClient);
  direct(
      "  - match: 0oaOther0001\n    ignore: {reason: retired}\n    files: ['web/.env']\n"
      "  - match: 0oaOrders001\n    files: ['web/.env']\n");
  order_.all = true;
  EXPECT_EQ(decision(), MoveDecision::ignored);
}

TEST_F(RewriteCase, HeedsTheLastDayOfAnIgnore) {
  add("web/.env", kOfClient);
  direct("  - match: 0oaOrders001\n    ignore: {reason: retired, until: 2026-11-29}\n");
  order_.now = *okta::parse_timestamp("2026-11-29T23:59:59.000Z");
  EXPECT_EQ(decision(), MoveDecision::ignored);
  order_.now = *okta::parse_timestamp("2026-11-30T00:00:00.000Z");
  EXPECT_EQ(decision(), MoveDecision::moves);
}

TEST_F(RewriteCase, WarnsOfAnIgnoreThatOnlyTheOrgCouldResolve) {
  add("web/.env", kOfClient);
  direct("  - match: 'Legacy *'\n    ignore: {reason: retired}\n");
  EXPECT_EQ(find().warnings.size(), 1U);
}

TEST_F(RewriteCase, SendsNoClientToAnotherServerThanItsOwner) {
  add("web/.env", kOfClient);
  direct("  - match: 0oaOrders001\n    authorizationServer: ausSomewhereElse\n");
  EXPECT_EQ(decision(), MoveDecision::elsewhere);
  direct("  - match: 0oaOrders001\n    authorizationServer: aus1target\n");
  EXPECT_EQ(decision(), MoveDecision::moves);
}

// Offline nobody knows whether a name is that of the target.
TEST_F(RewriteCase, LeavesAClientWhoseServerIsOnlyNamedToAPerson) {
  add("web/.env", kOfClient);
  direct("  - match: 0oaOrders001\n    authorizationServer: Orders API\n");
  order_.all = true;
  EXPECT_EQ(decision(), MoveDecision::ambiguous);
}

TEST_F(RewriteCase, LeavesAUrlOfSeveralClientsToAPerson) {
  const std::string two =
      std::string(kBare) + "A_CLIENT_ID=0oaOrders001\nB_CLIENT_ID=0oaStock001\n";
  Occurrence shared;
  shared.fate = Fate::moves;
  const std::vector<NamedClient> clients = {{"0oaOrders001", 1, {}, 0}, {"0oaStock001", 2, {}, 0}};
  add("web/.env", two);
  const auto decided = [&](const std::string& yaml) {
    direct(yaml);
    const FileOwners owners(order_);
    const auto found = find_files({{folder_.path()}, {}}, search_for(order_.hosts), {});
    return owners.decide(shared, owners.binding(found->files.at(0)), clients).decision;
  };
  EXPECT_EQ(decided("  - match: 0oaOrders001\n    files: ['web/.env']\n"), MoveDecision::unbound);
  EXPECT_EQ(decided("  - match: Orders\n    files: ['web/.env']\n"), MoveDecision::unbound);
  const std::string both =
      "  - match: 0oaOrders001\n    files: ['web/.env']\n  - match: 0oaStock001\n";
  EXPECT_EQ(decided(both + "    files: ['web/.env']\n"), MoveDecision::moves);
  order_.all = true;
  EXPECT_EQ(decided(both + "    ignore: {reason: retired}\n"), MoveDecision::ignored);
}

TEST_F(RewriteCase, HeedsWhatIsIncludedByTheNameThatBindsTheFile) {
  add("web/.env", kOfClient);
  direct("  - match: Orders\n    files: ['web/*']\n");
  order_.include = {"Orders"};
  EXPECT_EQ(decision(), MoveDecision::moves);
  order_.include.clear();
  order_.exclude = {"Ord*"};
  EXPECT_EQ(decision(), MoveDecision::ignored);
}

TEST_F(RewriteCase, KeepsToTheClientsThatAreIncluded) {
  add("web/.env", kOfClient);
  order_.include = {"0oaOrders*"};
  EXPECT_EQ(decision(), MoveDecision::moves);
  order_.exclude = {"0oaOrders001"};
  EXPECT_EQ(decision(), MoveDecision::ignored);
  order_ = RewriteOrder{{}, order_.hosts, order_.target, true, {}, {"0oaShop*"}, {}, {}};
  EXPECT_EQ(decision(), MoveDecision::ignored);
}

TEST_F(RewriteCase, LeavesAnAmbiguousKeyToAPersonEvenWithAll) {
  add(".env", "ORG_URL=https://acme.okta.com\nCLIENT_ID=0oaOrders001\n");
  order_.all = true;
  EXPECT_EQ(decision(), MoveDecision::ambiguous);
}

TEST_F(RewriteCase, GoesOnAfterAFileThatCannotBeWritten) {
  add("a.env", kOfClient);
  const fs::path second = add("b.env", kOfClient);
  add("c.env", kOfClient);
  ASSERT_EQ(::chmod(second.c_str(), 0444), 0);
  Rewrite found = find();
  EXPECT_EQ(found.files.at(1).problem, "is read-only");
  write_rewrite(found, {});
  EXPECT_EQ(found.files.at(0).state, FileState::written);
  EXPECT_EQ(found.files.at(1).state, FileState::failed);
  EXPECT_EQ(found.files.at(2).state, FileState::written);
  EXPECT_EQ(text("b.env"), kOfClient);
  EXPECT_EQ(text("c.env"),
            "ISSUER=https://acme.okta.com/oauth2/aus1target\nCLIENT_ID=0oaOrders001\n");
  EXPECT_EQ(count_of(find(), FileState::due), 1U) << "only the one that failed is left";
}

TEST_F(RewriteCase, WritesNothingOnceItIsStopped) {
  add(".env", kOfClient);
  Rewrite found = find();
  std::stop_source stop;
  stop.request_stop();
  write_rewrite(found, stop.get_token());
  EXPECT_TRUE(found.interrupted);
  EXPECT_EQ(text(".env"), kOfClient);
}

TEST_F(RewriteCase, RemovesWhatAKilledRunLeft) {
  add("app/.oktafix-0123456789abcdef.tmp", "CLIENT_SECRET=x");
  Rewrite found = find();
  ASSERT_EQ(found.left_out.size(), 1U);
  write_rewrite(found, {});
  EXPECT_TRUE(found.left_out.empty());
  EXPECT_FALSE(fs::exists(folder_.path() / "app" / ".oktafix-0123456789abcdef.tmp"));
}

TEST(RewriteTarget, IsTheIssuerOfACustomServer) {
  const auto target = target_with_issuer("https://acme.okta.com/oauth2/aus1/");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->server, "aus1");
  EXPECT_EQ(target->issuer, "https://acme.okta.com/oauth2/aus1");
  for (const char* wrong :
       {"https://acme.okta.com", "https://acme.okta.com/oauth2/v1", "acme.okta.com/oauth2/aus1",
        "https://acme.okta.com/oauth2/aus1/v1/token", "https://u:p@acme.okta.com/oauth2/aus1",
        "https://acme.okta.com/oauth2/aus1?x=1", "ftp://acme.okta.com/oauth2/aus1", ""})
    EXPECT_FALSE(target_with_issuer(wrong)) << wrong;
}

TEST(RewriteTarget, IsAnIdThatCanStandInAPath) {
  EXPECT_TRUE(target_with_id("default"));
  for (const char* wrong :
       {"", "v1", "Orders API", "https://acme.okta.com/oauth2/aus1", "a/b", "."})
    EXPECT_FALSE(target_with_id(wrong)) << wrong;
}

TEST(RewriteTarget, MovesTheHostOfTheIssuerAndThoseThatAreNamed) {
  const auto target = target_with_issuer("https://login.acme.com/oauth2/aus1");
  const auto alone = hosts_that_move({}, *target);
  ASSERT_TRUE(alone);
  EXPECT_EQ(alone->org_authority(), "login.acme.com");
  const auto both = hosts_that_move({*okta::parse_url("https://acme.okta.com")}, *target);
  ASSERT_TRUE(both);
  EXPECT_EQ(both->org_authority(), "acme.okta.com");
  EXPECT_THAT(both->custom_authorities(), ElementsAre("login.acme.com"));
  EXPECT_FALSE(hosts_that_move({}, *target_with_id("default")));
}

}  // namespace
}  // namespace remediate

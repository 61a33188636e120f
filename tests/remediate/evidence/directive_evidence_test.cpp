#include <chrono>
#include <optional>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "remediate/evidence/find_evidence.hpp"
#include "tests/remediate/evidence/builders.hpp"

namespace remediate {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using tests::declaring;
using tests::demand_of;
using tests::evidence_of;
using tests::failure_with;
using tests::march;
using tests::snapshot_of;

TEST(Approval, OfALoggedScopeIsNeverGivenByTheLogAlone) {
  const Demand demand = demand_of({failure_with("openid, orders.read")});
  EXPECT_THAT(demand.approved, IsEmpty());
  EXPECT_THAT(demand.unapproved, ElementsAre("orders.read"));
}

TEST(Approval, IsGivenByPatternOptionOrDeclaration) {
  const std::vector<LoggedRequest> log{failure_with("orders.read, stock.read, ship.read")};
  config::Directives directives = declaring({});
  directives.scopes.approve = {"orders.*"};
  directives.applications[0].scopes = {"ship.read"};
  const Demand demand = demand_of(log, directives, {{"stock.read"}, {}, {}});
  EXPECT_THAT(demand.approved, ElementsAre("orders.read", "ship.read", "stock.read"));
  EXPECT_THAT(demand.unapproved, IsEmpty());
}

TEST(Approval, OfASuspiciousScopeNeedsItsExactName) {
  const std::vector<LoggedRequest> log{failure_with("opendi, Profile, orders.*")};
  Demand demand = demand_of(log, {}, {{"*", "open*", "orders.*"}, {}, {}});
  EXPECT_THAT(demand.approved, IsEmpty());
  EXPECT_THAT(demand.suspicious, ElementsAre("Profile", "opendi", "orders.*"));

  config::ApplicationDirective directive;
  directive.scopes = {"orders.*"};
  demand = demand_of(log, declaring(directive), {{"opendi"}, {}, {}});
  EXPECT_THAT(demand.approved, ElementsAre("opendi", "orders.*"));
  EXPECT_THAT(demand.unapproved, ElementsAre("Profile"));
}

TEST(Declaration, IsARequestAndItsApproval) {
  config::ApplicationDirective directive;
  directive.scopes = {"orders.read", "openid"};
  directive.groups = {"EVERYONE"};
  directive.authorization_server = "Orders API";
  directive.line = 7;
  const Demand demand = demand_of({}, declaring(directive));
  EXPECT_THAT(demand.custom, ElementsAre("orders.read"));
  EXPECT_THAT(demand.approved, ElementsAre("orders.read"));
  ASSERT_EQ(demand.sets.size(), 1U);
  EXPECT_EQ(demand.sets[0].source, "declared");
  EXPECT_THAT(demand.sets[0].scopes, ElementsAre("openid", "orders.read"));
  ASSERT_EQ(demand.evidence.size(), 1U);
  EXPECT_EQ(demand.evidence[0].source, "declared");
  EXPECT_THAT(demand.groups, ElementsAre("EVERYONE"));
  EXPECT_EQ(demand.target, "Orders API");
}

TEST(Declaration, OfALoggedSetIsNoSecondSet) {
  config::ApplicationDirective directive;
  directive.scopes = {"openid", "orders.read"};
  const Demand demand = demand_of({failure_with("openid, orders.read")}, declaring(directive));
  EXPECT_EQ(demand.sets.size(), 1U);
  EXPECT_EQ(demand.evidence.size(), 2U);
}

TEST(Declaration, ByIdSpeaksBeforeOneByLabel) {
  config::Directives directives;
  directives.applications.resize(2);
  directives.applications[0].match = "Ord*";
  directives.applications[0].authorization_server = "by label";
  directives.applications[1].match = "0oaOrders";
  directives.applications[1].authorization_server = "by id";
  EXPECT_EQ(demand_of({}, directives).target, "by id");
}

TEST(Declaration, ThatMeansNoApplicationIsTold) {
  config::Directives directives;
  directives.applications.resize(3);
  directives.applications[0].match = "Ord*";
  directives.applications[1].match = "0oaMisspelt";
  directives.applications[2].match = "0oaBroken";
  Snapshot snapshot = snapshot_of({});
  snapshot.undecoded_applications = {"0oaBroken"};
  EXPECT_THAT(evidence_of(snapshot, directives).unmatched_directives, ElementsAre("0oaMisspelt"));
}

TEST(Ignore, OfALabelDoesNotMuteAnAppThatIsNamedById) {
  config::Directives directives;
  directives.applications.resize(2);
  directives.applications[0].match = "Ord*";
  directives.applications[0].ignore = config::Ignore{"retired", {}};
  EXPECT_EQ(demand_of({}, directives).ignored_because, "retired");
  directives.applications[1].match = "0oaOrders";
  EXPECT_EQ(demand_of({}, directives).ignored_because, std::nullopt);
  directives.applications[1].ignore = config::Ignore{"known", {}};
  EXPECT_EQ(demand_of({}, directives).ignored_because, "known");
}

TEST(Ignore, TellsNoGapOfTheApp) {
  config::ApplicationDirective directive;
  const Snapshot snapshot = snapshot_of(
      {tests::read(tests::failed_authorize("some_new_scope_reason", "openid, x.read"))});
  EXPECT_FALSE(evidence_of(snapshot, declaring(directive)).gaps.empty());
  directive.ignore = config::Ignore{"retired", {}};
  EXPECT_TRUE(evidence_of(snapshot, declaring(directive)).gaps.empty());
}

TEST(Ignore, HoldsThroughItsLastDay) {
  using namespace std::chrono;
  config::ApplicationDirective directive;
  directive.ignore = config::Ignore{"retired", year(2026) / March / 20};
  Snapshot snapshot = snapshot_of({});
  snapshot.collected_at = march(21) - milliseconds(1);
  Demand demand = evidence_of(snapshot, declaring(directive)).demands[0];
  EXPECT_EQ(demand.ignored_because, "retired");
  EXPECT_FALSE(demand.ignore_expired);

  snapshot.collected_at = march(21);
  demand = evidence_of(snapshot, declaring(directive)).demands[0];
  EXPECT_EQ(demand.ignored_because, std::nullopt);
  EXPECT_TRUE(demand.ignore_expired);
}

TEST(Selection, IgnoresWhatIsExcludedOrNotIncludedAndSaysSo) {
  EXPECT_EQ(demand_of({}, {}, {{}, {"Ord*"}, {}}).ignored_because, std::nullopt);
  EXPECT_EQ(demand_of({}, {}, {{}, {"Stock"}, {}}).ignored_because, "not named by --include");
  EXPECT_EQ(demand_of({}, {}, {{}, {"Ord*"}, {"0oa*"}}).ignored_because,
            "excluded by --exclude 0oa*");
}

}  // namespace
}  // namespace remediate

#include "remediate/apply/placement.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "tests/remediate/apply/apply_fixture.hpp"

namespace remediate {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;
using tests::create_policy;
using tests::create_rule;
using tests::create_scope;
using tests::name_client;

// Policies of priority 3 and 7; the first has a rule of priority 2 and an inactive one of 5.
ServerSnapshot with_gaps() {
  ServerSnapshot server;
  for (const auto& [id, priority] : {std::pair("00pA", 3), std::pair("00pB", 7)}) {
    PolicySnapshot& policy = server.policies.emplace_back();
    policy.policy.id = id;
    policy.policy.priority = priority;
  }
  for (const auto& [priority, status] : {std::pair(2, "ACTIVE"), std::pair(5, "INACTIVE")}) {
    okta::AccessPolicyRule& rule = server.policies[0].rules.emplace_back();
    rule.priority = priority;
    rule.status = status;
  }
  return server;
}

json priority_of(const Change& change) {
  return json::parse(change.body).value("priority", json());
}

Change above(Change policy, const std::string& id) {
  policy.target.above = id;
  return policy;
}

TEST(Placed, TakesTheNumberOfThePolicyThatItStandsAbove) {
  const Change policy = create_policy("c1", "new");
  EXPECT_EQ(priority_of(placed(above(policy, "00pA"), with_gaps())), 3);
  EXPECT_EQ(priority_of(placed(above(policy, "00pB"), with_gaps())), 7);
}

TEST(Placed, ComesLastWithTheNextNumberInactiveOnesIncluded) {
  EXPECT_EQ(priority_of(placed(create_policy("c1", "new"), with_gaps())), 8);
  EXPECT_EQ(priority_of(placed(create_rule("c1", "00pA", "new"), with_gaps())), 6);
}

TEST(Placed, IsNumberOneWhereNothingElseIs) {
  EXPECT_EQ(priority_of(placed(create_policy("c1", "new"), {})), 1);
  EXPECT_EQ(priority_of(placed(create_rule("c1", "00pB", "new"), with_gaps())), 1);
}

TEST(Placed, KeepsTheNumberThatAPlanSays) {
  Change policy = create_policy("c1", "new");
  policy.body = R"({"name":"new","priority":2})";
  EXPECT_EQ(placed(policy, with_gaps()).body, policy.body);
}

TEST(Placed, GivesNoNumberToWhatHasNone) {
  for (const Change& change :
       {create_scope("c1", "orders.read"), name_client("c1", "00pA", "0oa1")})
    EXPECT_EQ(placed(change, with_gaps()).body, change.body);
}

TEST(Placed, LeavesTheRestOfTheBodyAsItIs) {
  const Change policy = create_policy("c1", "new");
  json body = json::parse(placed(policy, with_gaps()).body);
  body.erase("priority");
  EXPECT_EQ(body, json::parse(policy.body));
}

class ApplyWithGaps : public tests::ApplyFixture {
 protected:
  // One more policy, far below the one of the seed.
  void start_with_gaps() {
    start_org();
    nlohmann::json state = json::parse(org_->state_json());
    json server = state["authorizationServers"][0];
    server["policies"][0]["priority"] = 3;
    json second = server["policies"][0];
    second["id"] = "00p2";
    second["name"] = "More others";
    second["priority"] = 7;
    second["rules"] = json::array();
    server["policies"].push_back(second);
    ASSERT_TRUE(org_->add_seed(json{{"authorizationServers", {server}}}.dump()));
  }

  [[nodiscard]] std::vector<std::pair<std::string, std::int64_t>> order_now() {
    std::vector<std::pair<std::string, std::int64_t>> order;
    for (const PolicySnapshot& each : server_now().policies)
      order.emplace_back(each.policy.name, each.policy.priority);
    return order;
  }
};

TEST_F(ApplyWithGaps, PutsTwoClientsAboveTwoPoliciesOneAfterTheOther) {
  start_with_gaps();
  const ApplyOutcome outcome = apply(
      plan({above(create_policy("c1", "Web"), "00p1"), create_rule("c2", "${c1.id}", "sign in"),
            name_client("c3", "${c1.id}", "0oa1"), above(create_policy("c4", "Batch"), "00p2"),
            create_rule("c5", "${c4.id}", "batch"), create_rule("c6", "${c4.id}", "more"),
            name_client("c7", "${c4.id}", "0oa2")}));
  EXPECT_EQ(outcome.ending, Ending::done) << outcome.why;
  EXPECT_THAT(order_now(), ElementsAre(Pair("Web", 3), Pair("Others", 4), Pair("Batch", 7),
                                       Pair("More others", 8)));
  std::vector<json> noted;
  for (const std::size_t each : {0U, 3U, 4U, 5U})
    noted.push_back(json::parse(outcome.run.changes[each].sent)["priority"]);
  EXPECT_THAT(noted, ElementsAre(3, 7, 1, 2));
  EXPECT_EQ(priority_of(outcome.run.changes[0].change), json()) << "the plan stays as it was made";
}

TEST_F(ApplyWithGaps, PutsTwoClientsAboveTheSamePolicy) {
  start_with_gaps();
  const ApplyOutcome outcome =
      apply(plan({above(create_policy("c1", "Web"), "00p2"), name_client("c2", "${c1.id}", "0oa1"),
                  above(create_policy("c3", "Batch"), "00p2"),
                  name_client("c4", "${c3.id}", "0oa2"), create_policy("c5", "Last")}));
  EXPECT_EQ(outcome.ending, Ending::done) << outcome.why;
  EXPECT_THAT(order_now(), ElementsAre(Pair("Others", 3), Pair("Web", 7), Pair("Batch", 8),
                                       Pair("More others", 9), Pair("Last", 10)));
}

TEST_F(ApplyWithGaps, WritesNothingWhenThePolicyToStandAboveIsNotThere) {
  start_with_gaps();
  const ApplyOutcome outcome = apply(plan({above(create_policy("c1", "Web"), "00pGone")}));
  EXPECT_EQ(outcome.ending, Ending::stale);
  EXPECT_THAT(writes(), IsEmpty());
  EXPECT_THAT(outcome.moved, ElementsAre(HasSubstr("stands above is not there")));
}

}  // namespace
}  // namespace remediate

#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/e2e/oktafix_fixture.hpp"
#include "tests/e2e/orgs.hpp"

// From the plan to its undoing, as an admin goes it.
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::SizeIs;
using namespace tests;
using Json = nlohmann::ordered_json;

class WayThrough : public Oktafix {
 protected:
  void apply_orders() {
    const ProgramResult planned = run(org_, with_approval({"plan", "--out", "plan.json"}));
    ASSERT_EQ(planned.exit_code, 3) << planned.out << planned.err;
    const ProgramResult applied = run(org_, {"apply", "plan.json", "--yes"});
    ASSERT_EQ(applied.exit_code, 0) << applied.out << applied.err;
  }

  mocks::FakeOrg org_ = started_with(orders_seed());
};

TEST_F(WayThrough, SendsExactlyThePlannedWritesInOrder) {
  apply_orders();
  const std::string policies = std::string(kServerPath) + "/policies";
  const std::string own = policies + "/" + own_policy(org_, kOrders)["id"].get<std::string>();
  // The rules of the policy that decides for this client today come first, as they are.
  EXPECT_THAT(writes(org_),
              ElementsAre("POST " + std::string(kServerPath) + "/scopes", "POST " + policies,
                          "POST " + own + "/rules", "POST " + own + "/rules", "PUT " + own));
}

TEST_F(WayThrough, SendsWhatTheDryRunShowed) {
  ASSERT_EQ(run(org_, with_approval({"plan", "--out", "plan.json"})).exit_code, 3);
  const Json shown = json_of(org_, {"apply", "plan.json", "--dry-run"});
  EXPECT_THAT(writes(org_), IsEmpty());
  ASSERT_EQ(run(org_, {"apply", "plan.json", "--yes"}).exit_code, 0);

  const std::string own = own_policy(org_, kOrders)["id"];
  const auto sent = write_requests(org_);
  ASSERT_THAT(sent, SizeIs(shown["requests"].size()));
  for (std::size_t i = 0; i < sent.size(); ++i) {
    const Json& each = shown["requests"][i];
    const std::string path =
        std::regex_replace(each["path"].get<std::string>(), std::regex(R"(\$\{c2\.id\})"), own);
    EXPECT_EQ(each["method"], sent[i].method);
    EXPECT_EQ(path, sent[i].path);
    if (sent[i].method == "POST") {
      Json body = Json::parse(sent[i].body);
      if (!each["body"].contains("priority")) body.erase("priority");  // known only when sent
      EXPECT_EQ(each["body"], body);
    }
  }
}

TEST_F(WayThrough, CoversNobodyUntilTheLastWriteNamesTheClient) {
  apply_orders();
  const auto sent = write_requests(org_);
  const Json scope = Json::parse(sent[0].body);
  EXPECT_EQ(scope["name"], "orders.read");
  EXPECT_EQ(scope["default"], false);
  EXPECT_EQ(scope["metadataPublish"], "NO_CLIENTS");
  EXPECT_EQ(Json::parse(sent[1].body)["conditions"]["clients"]["include"], Json::array());
  EXPECT_EQ(Json::parse(sent.back().body)["conditions"]["clients"]["include"],
            Json::array({kOrders}));
}

TEST_F(WayThrough, KeepsTheRulesThatDecideTodayWithMembersNobodyKnows) {
  apply_orders();
  const Json copied = own_policy(org_, kOrders)["rules"][0];
  EXPECT_EQ(copied["name"], "Staff");
  EXPECT_EQ(copied["invented"], Json::parse(R"({"by": ["nobody"]})"));
  EXPECT_EQ(copied["actions"]["token"]["accessTokenLifetimeMinutes"], 30);
}

TEST_F(WayThrough, LeavesTheClientPrepared) {
  apply_orders();
  const Json audit = json_of(org_, with_approval({"audit"}));
  EXPECT_EQ(audit["applications"][0]["verdict"], "prepared");
  EXPECT_EQ(audit["summary"]["affected"], 0);
  EXPECT_EQ(audit["summary"]["awaitingClient"], 1);
}

TEST_F(WayThrough, WritesNothingTheSecondTime) {
  apply_orders();
  org_.forget_requests();
  const ProgramResult again = run(org_, with_approval({"apply", "--yes"}));
  EXPECT_EQ(again.exit_code, 0) << again.out << again.err;
  EXPECT_THAT(writes(org_), IsEmpty());
}

TEST_F(WayThrough, IsProbedBeforeAndAfter) {
  const ProgramResult before = run(org_, with_approval({"verify", "--probe"}));
  EXPECT_EQ(before.exit_code, 3) << before.out << before.err;
  EXPECT_THAT(before.out, HasSubstr("not yet"));
  apply_orders();
  const ProgramResult after = run(org_, {"verify", "--probe"});
  EXPECT_EQ(after.exit_code, 0) << after.out << after.err;
  EXPECT_THAT(after.out, HasSubstr("scopes accepted"));
  EXPECT_EQ(run(org_, {"verify"}).exit_code, 8) << "not probed";
}

TEST_F(WayThrough, IsAnsweredByAccessAsByTheServer) {
  const std::vector<std::string> question = {
      "access",   "--client",          kOrders, "--grant", "authorization_code",
      "--scopes", "openid orders.read"};
  EXPECT_EQ(run(org_, question).exit_code, 3);
  ASSERT_EQ(run(org_, with_approval({"plan", "--out", "plan.json"})).exit_code, 3);
  std::vector<std::string> after_plan = question;
  after_plan.insert(after_plan.end(), {"--plan", "plan.json"});
  EXPECT_EQ(run(org_, after_plan).exit_code, 0);
  ASSERT_EQ(run(org_, {"apply", "plan.json", "--yes"}).exit_code, 0);
  EXPECT_EQ(run(org_, question).exit_code, 0);
}

TEST_F(WayThrough, IsUndoneByRollbackDownToTheLastMember) {
  const Json before = state_of(org_);
  apply_orders();
  EXPECT_NE(moves(before, state_of(org_)), kNoMoves);
  const ProgramResult undone = run(org_, {"rollback", "last", "--yes"});
  EXPECT_EQ(undone.exit_code, 0) << undone.out << undone.err;
  EXPECT_EQ(moves(before, state_of(org_)), kNoMoves);
}

TEST_F(WayThrough, EmptiesThePolicyBeforeRollbackRemovesIt) {
  apply_orders();
  org_.forget_requests();
  ASSERT_EQ(run(org_, {"rollback", "last", "--yes"}).exit_code, 0);
  const auto sent = write_requests(org_);
  ASSERT_EQ(sent.front().method, "PUT");
  EXPECT_EQ(Json::parse(sent.front().body)["conditions"]["clients"]["include"], Json::array());
  EXPECT_EQ(sent.back().method + " " + sent.back().path.substr(0, sent.back().path.rfind('/')),
            "DELETE " + std::string(kServerPath) + "/scopes");
}

TEST_F(WayThrough, WritesNothingWhenTheSamePlanIsAppliedTwice) {
  ASSERT_EQ(run(org_, with_approval({"plan", "--out", "plan.json"})).exit_code, 3);
  ASSERT_EQ(run(org_, {"apply", "plan.json", "--yes"}).exit_code, 0);
  const std::size_t written = writes(org_).size();
  ASSERT_GT(written, 0U);
  const ProgramResult again = run(org_, {"apply", "plan.json", "--yes"});
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_THAT(again.out, HasSubstr("was applied already"));
  EXPECT_EQ(writes(org_).size(), written);
  ASSERT_EQ(run(org_, {"rollback", "last", "--yes"}).exit_code, 0);
  EXPECT_EQ(run(org_, {"apply", "plan.json", "--yes"}).exit_code, 0)
      << "what was undone is due again";
}

TEST_F(WayThrough, IsNotUndoneTwice) {
  apply_orders();
  const std::string run_id = json_of(org_, {"runs"})["runs"][0]["id"];
  ASSERT_EQ(run(org_, {"rollback", "last", "--yes"}).exit_code, 0);
  org_.forget_requests();
  for (const std::string& reference : {std::string("last"), run_id}) {
    const ProgramResult again = run(org_, {"rollback", reference, "--yes"});
    EXPECT_EQ(again.exit_code, 2) << reference << again.out;
    EXPECT_THAT(again.err, HasSubstr("run " + run_id + " was undone already"));
  }
  EXPECT_THAT(writes(org_), IsEmpty());
}

TEST_F(WayThrough, RollsBackWhatWroteAndNotTheRunThatWasRefused) {
  const Json before = state_of(org_);
  ASSERT_EQ(run(org_, with_approval({"plan", "--out", "stale.json"})).exit_code, 3);
  apply_orders();
  ASSERT_EQ(run(org_, {"apply", "stale.json", "--yes"}).exit_code, 7);
  EXPECT_EQ(run(org_, {"rollback", "last", "--yes"}).exit_code, 0);
  EXPECT_EQ(moves(before, state_of(org_)), kNoMoves);
}

TEST_F(WayThrough, IsToldByTheJournal) {
  apply_orders();
  ASSERT_EQ(run(org_, {"rollback", "last", "--yes"}).exit_code, 0);
  const Json runs = json_of(org_, {"runs"});
  EXPECT_EQ(runs["schema"], "oktafix.runs/1");
  ASSERT_THAT(runs["runs"], SizeIs(2));
  EXPECT_EQ(runs["runs"][0]["state"], "rolledBack");
  EXPECT_EQ(runs["runs"][0]["changes"],
            Json::parse(R"({"planned": 5, "applied": 5, "failed": 0, "unknown": 0})"));
  EXPECT_EQ(runs["runs"][1]["state"], "done");
  EXPECT_EQ(runs["runs"][1]["undoes"], runs["runs"][0]["id"]);
}

TEST_F(WayThrough, StartsOverAfterRollback) {
  apply_orders();
  const Json after_first = state_of(org_);
  ASSERT_EQ(run(org_, {"rollback", "last", "--yes"}).exit_code, 0);
  ASSERT_EQ(run(org_, with_approval({"apply", "--yes"})).exit_code, 0);
  EXPECT_EQ(own_policy(org_, kOrders)["conditions"]["clients"]["include"], Json::array({kOrders}));
  ASSERT_EQ(run(org_, {"rollback", "last", "--yes"}).exit_code, 0);
  EXPECT_EQ(own_policy(org_, kOrders), nullptr);
}

}  // namespace

#include "remediate/apply/write_request.hpp"

#include <gmock/gmock.h>

#include "remediate/apply/apply.hpp"

namespace remediate {
namespace {

using testing::ElementsAre;

Change change_of(Action action, ObjectKind kind) {
  Change change;
  change.id = "c1";
  change.action = action;
  change.target = {kind, "id1", "name", "aus1", "00p1"};
  change.body = "{}";
  change.diff = {{"/name", R"("a")", R"("b")"}};
  return change;
}

std::string line_of(Action action, ObjectKind kind) {
  const auto request = request_of(change_of(action, kind));
  return request ? request->method + " " + request->path : "nothing";
}

TEST(WriteRequest, FollowsFromActionAndKind) {
  EXPECT_EQ(line_of(Action::create, ObjectKind::authorization_server),
            "POST /api/v1/authorizationServers");
  EXPECT_EQ(line_of(Action::activate, ObjectKind::authorization_server),
            "POST /api/v1/authorizationServers/id1/lifecycle/activate");
  EXPECT_EQ(line_of(Action::create, ObjectKind::scope),
            "POST /api/v1/authorizationServers/aus1/scopes");
  EXPECT_EQ(line_of(Action::update, ObjectKind::policy),
            "PUT /api/v1/authorizationServers/aus1/policies/id1");
  EXPECT_EQ(line_of(Action::remove, ObjectKind::rule),
            "DELETE /api/v1/authorizationServers/aus1/policies/00p1/rules/id1");
  EXPECT_EQ(line_of(Action::update, ObjectKind::application), "PUT /api/v1/apps/id1");
}

TEST(WriteRequest, NeverMakesOrRemovesAnApplicationNorTouchesClaims) {
  for (const Action action :
       {Action::create, Action::remove, Action::activate, Action::deactivate}) {
    EXPECT_EQ(line_of(action, ObjectKind::application), "nothing");
    EXPECT_EQ(line_of(action, ObjectKind::claim), "nothing");
    EXPECT_EQ(line_of(action, ObjectKind::file), "nothing");
  }
  for (const ObjectKind kind : {ObjectKind::application, ObjectKind::claim})
    EXPECT_EQ(line_of(Action::rewrite, kind), "nothing");
}

TEST(WriteRequest, NeverDeletesAnAuthorizationServer) {
  EXPECT_EQ(line_of(Action::remove, ObjectKind::authorization_server), "nothing");
}

TEST(WriteRequest, NeverEditsAServerAScopeOrARule) {
  for (const ObjectKind kind :
       {ObjectKind::authorization_server, ObjectKind::scope, ObjectKind::rule})
    EXPECT_EQ(line_of(Action::update, kind), "nothing");
}

TEST(WriteRequest, SaysInWordsWhereAPolicyOrRuleComesToStand) {
  Change policy = change_of(Action::create, ObjectKind::policy);
  EXPECT_EQ(request_of(policy)->place, "last");
  policy.target.above = "00p7";
  EXPECT_EQ(request_of(policy)->place, "directly above policy 00p7");
  EXPECT_EQ(request_of(change_of(Action::create, ObjectKind::rule))->place, "last");
  EXPECT_EQ(request_of(change_of(Action::create, ObjectKind::scope))->place, "");
  EXPECT_EQ(request_of(change_of(Action::update, ObjectKind::policy))->place, "");
  policy.body = R"({"priority":3})";
  EXPECT_EQ(request_of(policy)->place, "") << "it says its number itself";
}

TEST(WriteRequest, EncodesIdsSoThatTheyStayOneSegmentOfThePath) {
  Change change = change_of(Action::remove, ObjectKind::scope);
  change.target.id = "../policies/00p1?x=1";
  EXPECT_EQ(request_of(change)->path,
            "/api/v1/authorizationServers/aus1/scopes/..%2Fpolicies%2F00p1%3Fx%3D1");
}

TEST(PlannedRequests, ShowBodiesOfCreatesAndDiffsOfUpdatesInOrder) {
  Plan plan;
  plan.changes = {change_of(Action::create, ObjectKind::scope),
                  change_of(Action::rewrite, ObjectKind::file),
                  change_of(Action::update, ObjectKind::application)};
  plan.changes[1].splices = {{3, "", "/oauth2/default"}};
  plan.changes[0].target.server = id_of_made("c7");
  const auto requests = planned_requests(plan);
  ASSERT_EQ(requests.size(), 3U);
  EXPECT_EQ(requests[0].path, "/api/v1/authorizationServers/${c7.id}/scopes");
  EXPECT_EQ(requests[0].body, "{}");
  EXPECT_TRUE(requests[0].diff.empty());
  EXPECT_EQ(requests[1].method, "REWRITE");
  EXPECT_EQ(requests[1].splices, plan.changes[1].splices);
  EXPECT_TRUE(requests[2].body.empty());
  EXPECT_EQ(requests[2].diff.at(0).path, "/name");
}

}  // namespace
}  // namespace remediate

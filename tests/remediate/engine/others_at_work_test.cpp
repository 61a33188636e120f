// Others who change the same servers at the same time are told of before the first write.
#include "remediate/engine/others_at_work.hpp"

#include <gmock/gmock.h>

#include "tests/support/fake_org_fixture.hpp"
#include "tests/support/third_party.hpp"

namespace remediate {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr auto kServers = "/api/v1/authorizationServers/";
constexpr auto kOneLogQuery = "^/api/v1/logs$";

class OthersAtWork : public tests::FakeOrgFixture {
 protected:
  OthersAtWork() { plan_.changes.push_back(change(ObjectKind::scope, "", "aus1")); }

  static Change change(ObjectKind kind, const std::string& id, const std::string& server) {
    Change made;
    made.target.kind = kind;
    made.target.id = id;
    made.target.server = server;
    return made;
  }

  void start_org(std::vector<std::string> faults = {}) {
    start_with_seed(
        R"({"apps": [{"id": "0oa1", "label": "Orders", "status": "ACTIVE"}],
            "authorizationServers": [
             {"id": "aus1", "name": "One", "policies": [{"id": "00p1", "name": "p"}]},
             {"id": "aus2", "name": "Two", "policies": [{"id": "00p2", "name": "p"}]}]})",
        std::move(faults));
    others_.emplace(org_->base_url());
  }
  void edit_policy(const std::string& server, const std::string& policy) const {
    ASSERT_EQ(
        others_
            ->send(okta::Method::put, kServers + server + "/policies/" + policy, R"({"name": "q"})")
            .status,
        200);
  }
  [[nodiscard]] std::vector<std::string> lines() {
    org_->forget_requests();
    const okta::Client opened = client();
    return others_at_work(opened, plan_, runs_, {});
  }

  // As a program that calls itself oktafix, at an instant of the org's.
  void edit_with_oktafix(const std::string& policy) {
    ASSERT_TRUE(org_->add_log_event(R"({"uuid": "7f0c1a2b-9d3e", "published": "-10m",
      "eventType": "policy.lifecycle.update", "actor": {"id": "00u1admin", "type": "User"},
      "client": {"userAgent": {"rawUserAgent": "oktafix/0.1.0"}},
      "target": [{"id": ")" + policy +
                                    R"(", "type": "PolicyEntity"}]})"));
  }
  // This journal tells of a run that noted a change so long ago.
  void note_run(std::chrono::minutes ago, const std::string& org) {
    remediate::Run& run = runs_.emplace_back();
    run.org = org;
    run.changes.emplace_back();
    run.changes.emplace_back().at = clock_.now() - ago;
  }

  std::optional<tests::ThirdParty> others_;
  Plan plan_;
  std::vector<remediate::Run> runs_;
};

TEST_F(OthersAtWork, AreNotThereWhenNobodyElseChangedAnything) {
  start_org();
  EXPECT_THAT(lines(), IsEmpty());
  EXPECT_EQ(org_->requests().size(), 1U) << "one log query, and nothing else";
}

TEST_F(OthersAtWork, AreToldWithWhatTheyDidAndTheEventThatNamesThem) {
  start_org();
  edit_policy("aus1", "00p1");
  const auto told = lines();
  ASSERT_THAT(told, SizeIs(2));
  EXPECT_THAT(told[1], AllOf(HasSubstr("policy.lifecycle.update by User at 2026-05-28T20:26:40"),
                             HasSubstr("(who: event "), Not(HasSubstr("00u1admin")),
                             Not(HasSubstr("or on another"))));
  EXPECT_EQ(org_->count_requests("GET", kOneLogQuery), 1);
}

// The lock of one's own state folder does not see them.
TEST_F(OthersAtWork, AreToldWhenTheyUseAnotherOktafix) {
  start_org();
  plan_.org = "https://o";
  edit_with_oktafix("00p1");
  EXPECT_THAT(lines(), ElementsAre(testing::_, HasSubstr("by User with another oktafix, or with "
                                                         "this one, at 2026-05-28T20:16:40")));
  note_run(std::chrono::minutes{15}, "https://o");
  note_run(std::chrono::minutes{5}, "https://o");
  note_run(std::chrono::minutes{10}, "https://other");
  EXPECT_THAT(lines(), SizeIs(2)) << "no run of this journal in this org wrote then";
}

TEST_F(OthersAtWork, AreNotTheRunsOfThisJournal) {
  start_org();
  plan_.org = "https://o";
  edit_with_oktafix("00p1");
  note_run(std::chrono::minutes{9}, "https://o");
  EXPECT_THAT(lines(), IsEmpty());
  edit_policy("aus1", "00p1");
  note_run(std::chrono::minutes{0}, "https://o");
  EXPECT_THAT(lines(), SizeIs(2)) << "an admin at the console, at the time of a run";
}

TEST_F(OthersAtWork, OnAnotherServerAreNobodysConcern) {
  start_org();
  edit_policy("aus2", "00p2");
  EXPECT_THAT(lines(), IsEmpty());
}

// The id of what is gone tells nothing about the server that it stood on.
TEST_F(OthersAtWork, WhoDeletedAPolicySomewhereMayHaveDoneSoHere) {
  start_org();
  others_->send(okta::Method::del, std::string(kServers) + "aus2/policies/00p2");
  const auto told = lines();
  ASSERT_THAT(told, SizeIs(2));
  EXPECT_THAT(told[1], HasSubstr("policy.lifecycle.delete by User at "));
  EXPECT_THAT(told[1], HasSubstr("on this server or on another"));
}

TEST_F(OthersAtWork, OnAnAppAreToldWhenThePlanWritesOnIt) {
  start_org();
  others_->send(okta::Method::put, "/api/v1/apps/0oa1",
                R"({"name": "bookmark", "label": "Orders 2", "signOnMode": "BOOKMARK"})");
  EXPECT_THAT(lines(), IsEmpty());
  plan_.changes.push_back(change(ObjectKind::application, "0oa1", ""));
  EXPECT_THAT(lines(), ElementsAre(testing::_, HasSubstr("application.lifecycle.update by User")));
}

TEST_F(OthersAtWork, CannotBeToldWithoutTheLogAndStopNobody) {
  start_org({"GET ^/api/v1/logs$ 1 403"});
  const auto told = lines();
  EXPECT_EQ(org_->faults().at(0).fired, 1);
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_THAT(told[0], AllOf(HasSubstr("cannot be told"), HasSubstr("okta.logs.read is needed")));
}

TEST_F(OthersAtWork, AreNotLookedForWhereThePlanMakesAServerOfItsOwn) {
  start_org();
  plan_.changes = {change(ObjectKind::authorization_server, "", ""),
                   change(ObjectKind::scope, "", "${c1.id}")};
  EXPECT_THAT(lines(), IsEmpty());
  EXPECT_THAT(org_->requests(), IsEmpty());
}

}  // namespace
}  // namespace remediate

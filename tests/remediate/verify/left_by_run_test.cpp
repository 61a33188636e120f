#include "remediate/verify/left_by_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace remediate {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

ChangeRecord record(const std::string& id, Action action, ObjectKind kind,
                    const std::string& object_id) {
  ChangeRecord made;
  made.change.id = id;
  made.change.action = action;
  made.change.target = {kind, object_id, "Orders", "aus1", ""};
  made.state = ChangeState::applied;
  return made;
}

ChangeRecord policy_without_clients() {
  ChangeRecord made = record("c1", Action::create, ObjectKind::policy, "");
  made.sent = R"({"name":"Orders","conditions":{"clients":{"include":[]}}})";
  made.made = {"c1", "00p1", ""};
  return made;
}

ChangeRecord naming_the_client() {
  ChangeRecord made = record("c2", Action::update, ObjectKind::policy, "${c1.id}");
  made.change.diff = {{"/conditions/clients/include", "[]", R"(["0oa1"])"}};
  return made;
}

TEST(LeftByRun, PutsAllChangesOfOneObjectTogether) {
  const auto left = left_by({policy_without_clients(), naming_the_client()});
  ASSERT_THAT(left, SizeIs(1));
  EXPECT_EQ(left[0].target.id, "00p1");
  EXPECT_THAT(left[0].changes, ElementsAre("c1", "c2"));
  const auto lost = [&](const std::string& clients) {
    return lost_of(left[0], R"({"id":"00p1","name":"Orders","status":"ACTIVE","conditions":)"
                            R"({"clients":{"include":)" +
                                clients + "}}}");
  };
  EXPECT_THAT(lost(R"(["0oa1"])"), IsEmpty());
  EXPECT_THAT(lost("[]"), ElementsAre(HasSubstr("/conditions/clients/include")));
  EXPECT_THAT(lost(R"(["0oa1","0oa2"])"), ElementsAre(HasSubstr("/conditions/clients/include")));
}

TEST(LeftByRun, FindsWhatOthersTookAwayAgain) {
  const auto left = left_by({policy_without_clients()});
  ASSERT_THAT(left, SizeIs(1));
  EXPECT_THAT(lost_of(left[0], R"({"name":"Renamed"})"), SizeIs(1));
  EXPECT_THAT(lost_of(left[0], R"({"name":"Orders","description":"more"})"), IsEmpty());
}

TEST(LeftByRun, TakesTheLastWordOfTheRunOnEachMember) {
  ChangeRecord whole = record("c1", Action::update, ObjectKind::application, "0oa1");
  whole.change.diff = {{"/profile", std::nullopt, R"({"issuer":"a","kept":"x"})"}};
  ChangeRecord part = record("c2", Action::update, ObjectKind::application, "0oa1");
  part.change.diff = {{"/profile/issuer", R"("a")", R"("b")"}};
  const auto left = left_by({whole, part});
  ASSERT_THAT(left, SizeIs(1));
  EXPECT_THAT(lost_of(left[0], R"({"profile":{"issuer":"b","kept":"x"}})"), IsEmpty());
  EXPECT_THAT(lost_of(left[0], R"({"profile":{"issuer":"b"}})"),
              ElementsAre(HasSubstr("/profile")));
  EXPECT_THAT(lost_of(left[0], R"({"profile":{"issuer":"a","kept":"x"}})"), SizeIs(2));
}

TEST(LeftByRun, KnowsWhatWasRemovedFromAnObject) {
  ChangeRecord emptied = record("c1", Action::update, ObjectKind::policy, "00p1");
  emptied.change.diff = {{"/conditions/clients/include", R"(["0oa1"])", "[]"},
                         {"/profile", R"({"a":1})", std::nullopt}};
  const auto left = left_by({emptied});
  EXPECT_THAT(lost_of(left[0], R"({"conditions":{"clients":{"include":[]}}})"), IsEmpty());
  EXPECT_THAT(lost_of(left[0], R"({"conditions":{"clients":{"include":["0oa1"]}},)"
                               R"("profile":{"a":1}})"),
              SizeIs(2));
}

TEST(LeftByRun, LeavesOutWhatWasNeverSent) {
  ChangeRecord planned = policy_without_clients();
  planned.state = ChangeState::planned;
  ChangeRecord failed = policy_without_clients();
  failed.state = ChangeState::failed;
  EXPECT_THAT(left_by({planned, failed}), IsEmpty());
}

TEST(LeftByRun, KnowsThatAnUnknownOutcomeIsNotSettled) {
  ChangeRecord sent = policy_without_clients();
  sent.state = ChangeState::intended;
  sent.made = {};
  const auto left = left_by({sent});
  ASSERT_THAT(left, SizeIs(1));
  EXPECT_FALSE(left[0].is_settled);
}

TEST(LeftByRun, RemembersThatARollbackRemovedIt) {
  ChangeRecord emptied = record("c1", Action::update, ObjectKind::policy, "00p1");
  emptied.change.diff = {{"/conditions/clients/include", R"(["0oa1"])", "[]"}};
  const auto left = left_by({emptied, record("c2", Action::remove, ObjectKind::policy, "00p1")});
  ASSERT_THAT(left, SizeIs(1));
  EXPECT_TRUE(left[0].gone);
}

TEST(LeftByRun, ExpectsTheStatusThatTheRunSet) {
  const auto left =
      left_by({record("c1", Action::activate, ObjectKind::authorization_server, "aus1")});
  EXPECT_THAT(lost_of(left[0], R"({"status":"ACTIVE"})"), IsEmpty());
  EXPECT_THAT(lost_of(left[0], R"({"status":"INACTIVE"})"), ElementsAre(HasSubstr("ACTIVE")));
}

}  // namespace
}  // namespace remediate

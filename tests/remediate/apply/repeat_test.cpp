// Requests that Okta puts off: what is sent again after a wait, and what a stop does to the wait.
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "tests/remediate/apply/apply_fixture.hpp"

namespace remediate {
namespace {

using std::chrono::milliseconds;
using testing::AllOf;
using testing::Each;
using testing::ElementsAre;
using testing::Ge;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using tests::create_policy;
using tests::create_scope;
using tests::move_app;
using tests::name_client;

constexpr auto kOld = R"("https://acme.example")";
constexpr auto kNew = R"("https://acme.example/oauth2/aus1")";

class Repeat : public tests::ApplyFixture {
 protected:
  Repeat() { max_retries_ = std::nullopt; }

  [[nodiscard]] Plan named() {
    return plan({create_policy("c1", "Orders Web"), name_client("c2", "${c1.id}", "0oa1")});
  }
  [[nodiscard]] Plan moved() {
    return plan({move_app("c1", "0oa1", "/profile/issuer", kOld, kNew)});
  }

  // Does so once, as soon as the run waits before it sends something again.
  void while_it_waits(std::function<void()> act) {
    on_progress_ = [this, act = std::move(act)](const std::string& line) {
      if (has_waited_ || line.find("waiting") == std::string::npos) return;
      has_waited_ = true;
      act();
    };
  }

  void edit_policy(std::size_t position, const std::string& pointer, const std::string& json) {
    const okta::Client somebody = client();
    const std::string policy = server_now().policies.at(position).policy.id;
    const auto stored = somebody.policies("aus1").get(policy, {});
    ASSERT_TRUE(stored);
    auto edit = okta::JsonEdit::of(stored->text);
    ASSERT_TRUE(edit && edit->set_json(pointer, json));
    ASSERT_TRUE(somebody.policies("aus1").replace(policy, *edit, {}));
    org_->forget_requests();
  }

  bool has_waited_ = false;
};

class RepeatAfter : public Repeat, public testing::WithParamInterface<const char*> {};

TEST_P(RepeatAfter, SendsAReplacementAgainWhenNobodyTouchedTheObject) {
  start_org({std::string("PUT /policies/ 1 ") + GetParam()});
  const ApplyOutcome outcome = apply(named());
  expect_faults_fired();
  EXPECT_EQ(outcome.ending, Ending::done) << outcome.why;
  EXPECT_EQ(org_->count_requests("PUT", "/policies/"), 2);
  EXPECT_THAT(server_now().policies.at(1).policy.clients, ElementsAre("0oa1"));
}

TEST_P(RepeatAfter, OverwritesNothingThatSomebodyElseDidWhileItWaited) {
  start_org({std::string("PUT /policies/ 1 ") + GetParam()});
  const Plan wanted = named();
  while_it_waits([&] { edit_policy(1, "/description", R"("mine now")"); });
  const ApplyOutcome outcome = apply(wanted);
  expect_faults_fired();
  EXPECT_TRUE(has_waited_);
  EXPECT_EQ(outcome.ending, Ending::drifted);
  EXPECT_THAT(outcome.moved, ElementsAre(HasSubstr("Orders Web")));
  EXPECT_EQ(outcome.run.changes[1].state, ChangeState::failed);
  EXPECT_THAT(writes(), IsEmpty());
  EXPECT_THAT(server_now().policies.at(1).policy.content, HasSubstr("mine now"));
}

TEST_P(RepeatAfter, OverwritesNoApplicationThatSomebodyElseEditedWhileItWaited) {
  start_org({std::string("PUT /apps/ 1 ") + GetParam()});
  const Plan wanted = moved();
  while_it_waits([&] {
    nlohmann::json app = app_now("0oa1");
    app["label"] = "Renamed";
    ASSERT_TRUE(client().applications().replace("0oa1", *okta::JsonEdit::of(app.dump()), {}));
    org_->forget_requests();
  });
  const ApplyOutcome outcome = apply(wanted);
  expect_faults_fired();
  EXPECT_EQ(outcome.ending, Ending::stale);
  EXPECT_EQ(outcome.run.changes[0].state, ChangeState::failed);
  EXPECT_THAT(writes(), IsEmpty());
  EXPECT_EQ(app_now("0oa1")["label"], "Renamed");
}

INSTANTIATE_TEST_SUITE_P(EveryRefusalAndFailure, RepeatAfter,
                         testing::Values("429", "E0000239", "503", "reset"));

TEST_F(Repeat, WaitsAsLongAsOktaAsksForAndTellsIt) {
  start_org({"PUT /apps/ 1-2 423"});
  const ApplyOutcome outcome = apply(moved());
  expect_faults_fired(2);
  EXPECT_EQ(outcome.ending, Ending::done) << outcome.why;
  EXPECT_THAT(clock_.sleeps(), AllOf(SizeIs(2), Each(Ge(milliseconds{100}))));
  EXPECT_THAT(told_, testing::Contains(AllOf(HasSubstr("423"), HasSubstr("waiting"))));
}

TEST_F(Repeat, TriesNoMoreOftenThanItIsTold) {
  start_org({"PUT /apps/ 1-9 429"});
  max_retries_ = 2;
  const ApplyOutcome outcome = apply(moved());
  EXPECT_EQ(outcome.ending, Ending::failed);
  ASSERT_TRUE(outcome.error);
  EXPECT_EQ(outcome.error->kind, okta::ErrorKind::rate_limited);
  EXPECT_EQ(org_->count_requests("PUT", "/apps/"), 3);
  EXPECT_EQ(outcome.run.changes[0].state, ChangeState::failed);
}

TEST_F(Repeat, CountsFailuresOfAReplacementToo) {
  start_org({"PUT /apps/ 1-9 503"});
  const ApplyOutcome outcome = apply(moved());
  EXPECT_EQ(outcome.ending, Ending::failed);
  EXPECT_EQ(org_->count_requests("PUT", "/apps/"), 3);
  EXPECT_EQ(outcome.run.changes[0].state, ChangeState::failed);
}

TEST_F(Repeat, SendsNothingAgainThatWasDoneThoughItsAnswerWasLost) {
  start_org({"PUT /apps/ 1 lost"});
  const ApplyOutcome outcome = apply(moved());
  expect_faults_fired();
  EXPECT_EQ(outcome.ending, Ending::done) << outcome.why;
  EXPECT_EQ(org_->count_requests("PUT", "/apps/"), 1);
}

TEST_F(Repeat, TakesALostRequestThatLandsDuringTheWaitForItsOwn) {
  start_org({"PUT /policies/ 1 reset"});
  const Plan wanted = named();
  while_it_waits([&] { edit_policy(1, "/conditions/clients/include", R"(["0oa1"])"); });
  const ApplyOutcome outcome = apply(wanted);
  expect_faults_fired();
  EXPECT_TRUE(has_waited_);
  EXPECT_EQ(outcome.ending, Ending::done) << outcome.why;
  EXPECT_EQ(outcome.run.changes[1].state, ChangeState::applied);
  EXPECT_THAT(writes(), IsEmpty()) << "the one that landed was the only one";
}

TEST_F(Repeat, EndsTheWaitOfAReplacementAtAStop) {
  start_org({"PUT /policies/ 1 429"});
  std::stop_source stop;
  const Plan wanted = named();
  while_it_waits([&] { stop.request_stop(); });
  const ApplyOutcome outcome = apply(wanted, stop.get_token());
  EXPECT_EQ(outcome.ending, Ending::interrupted);
  EXPECT_EQ(outcome.run.state, RunState::interrupted);
  EXPECT_EQ(outcome.run.changes[1].state, ChangeState::failed);
  EXPECT_THAT(outcome.run.changes[1].problem, HasSubstr("a stop was requested"));
  EXPECT_EQ(org_->count_requests("PUT", "/policies/"), 1);
}

TEST_F(Repeat, EndsTheWaitOfACreateAtAStop) {
  start_org({"POST /scopes$ 1 429"});
  std::stop_source stop;
  on_wait_ = [&](const std::string&) { stop.request_stop(); };
  const ApplyOutcome outcome = apply(plan({create_scope("c1", "orders.read")}), stop.get_token());
  expect_faults_fired();
  EXPECT_EQ(outcome.ending, Ending::interrupted);
  EXPECT_EQ(outcome.run.changes[0].state, ChangeState::failed);
  EXPECT_THAT(writes(), SizeIs(1));
}

}  // namespace
}  // namespace remediate

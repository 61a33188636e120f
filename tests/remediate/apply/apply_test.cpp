#include <algorithm>
#include <mutex>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "remediate/model/plan_json.hpp"
#include "tests/remediate/apply/apply_fixture.hpp"

namespace remediate {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using tests::create_policy;
using tests::create_rule;
using tests::create_scope;
using tests::move_app;
using tests::name_client;

class Apply : public tests::ApplyFixture {
 protected:
  // Scope, a policy that covers nobody, its rule, and only then the client.
  [[nodiscard]] Plan whole_plan() {
    return plan({create_scope("c1", "orders.read"), create_policy("c2", "Orders Web"),
                 create_rule("c3", "${c2.id}", "sign in"), name_client("c4", "${c2.id}", "0oa1")});
  }
};

std::vector<ChangeState> states(const remediate::Run& run) {
  std::vector<ChangeState> result;
  for (const ChangeRecord& record : run.changes) result.push_back(record.state);
  return result;
}

constexpr auto kApplied = ChangeState::applied;

TEST_F(Apply, MakesAPolicyThatCoversNobodyAndNamesTheClientLast) {
  start_org();
  const ApplyOutcome outcome = apply(whole_plan());
  EXPECT_EQ(outcome.ending, Ending::done) << outcome.why;
  EXPECT_EQ(outcome.run.state, RunState::done);
  EXPECT_THAT(states(outcome.run), ElementsAre(kApplied, kApplied, kApplied, kApplied));
  for (const ChangeRecord& record : outcome.run.changes) EXPECT_TRUE(record.read_back);

  const std::string policy = outcome.run.changes[1].made.id;
  const std::string at_server = "/api/v1/authorizationServers/aus1";
  EXPECT_THAT(writes(),
              ElementsAre("POST " + at_server + "/scopes", "POST " + at_server + "/policies",
                          "POST " + at_server + "/policies/" + policy + "/rules",
                          "PUT " + at_server + "/policies/" + policy));
  const ServerSnapshot server = server_now();
  ASSERT_EQ(server.policies.size(), 2U);
  EXPECT_THAT(server.policies[1].policy.clients, ElementsAre("0oa1"));
  EXPECT_EQ(server.policies[1].rules.size(), 1U);
}

TEST_F(Apply, ReadsTheWholeServerFirstBeforeItNamesAClientAndInTheEnd) {
  start_org();
  ASSERT_EQ(apply(whole_plan()).ending, Ending::done);
  EXPECT_EQ(org_->count_requests("GET", "^/api/v1/authorizationServers/aus1$"), 3);
  EXPECT_EQ(org_->count_requests("GET", "/scopes$"), 3 + 1);
}

// A server of six policies is nine lists and objects; to read it whole after each of eight writes
// took 93 calls, and Okta's smallest orgs allow 50 a minute.
TEST_F(Apply, ReadsAfterOtherWritesOnlyTheListsThatTheyStandIn) {
  start_org();
  for (const std::string name : {"two", "three", "four", "five", "six"})
    ASSERT_TRUE(client().policies("aus1").create(tests::policy_body(name), {}));
  const Plan two_clients =
      plan({create_scope("c1", "orders.read"), create_policy("c2", "Orders Web"),
            create_rule("c3", "${c2.id}", "sign in"), name_client("c4", "${c2.id}", "0oa1"),
            create_scope("c5", "orders.write"), create_policy("c6", "Orders Batch"),
            create_rule("c7", "${c6.id}", "batch"), name_client("c8", "${c6.id}", "0oa2")});
  const ApplyOutcome outcome = apply(two_clients);
  EXPECT_EQ(outcome.ending, Ending::done) << outcome.why;
  EXPECT_EQ(org_->count_requests("GET", "."), 53);
}

TEST_F(Apply, ReadsTheWholeServerBeforeItAddsARuleToAPolicyThatServesSomebody) {
  start_org();
  const Plan wanted =
      plan({create_scope("c1", "orders.read"), create_rule("c2", "00p1", "for others")});
  on_progress_ = [&](const std::string& line) {
    if (!line.starts_with("c2: create")) return;
    EXPECT_TRUE(client().policies("aus1").create(tests::policy_body("somebody else's"), {}));
  };
  const ApplyOutcome outcome = apply(wanted);
  EXPECT_EQ(outcome.ending, Ending::drifted);
  EXPECT_THAT(states(outcome.run), ElementsAre(kApplied, ChangeState::planned));
}

TEST_F(Apply, TellsInTheEndWhatSomebodyElseChangedMeanwhile) {
  start_org();
  const Plan wanted = plan({create_scope("c1", "orders.read"), create_scope("c2", "orders.write")});
  on_progress_ = [&](const std::string& line) {
    if (!line.starts_with("c2: create")) return;
    EXPECT_TRUE(client().policies("aus1").create(tests::policy_body("somebody else's"), {}));
  };
  const ApplyOutcome outcome = apply(wanted);
  EXPECT_EQ(outcome.ending, Ending::drifted);
  EXPECT_EQ(outcome.run.state, RunState::partial);
  EXPECT_THAT(outcome.moved, ElementsAre(HasSubstr("somebody else's")));
  EXPECT_THAT(outcome.why, HasSubstr("every change stands"));
  EXPECT_THAT(states(outcome.run), ElementsAre(kApplied, kApplied));
}

TEST_F(Apply, SendsWhatItShowedBefore) {
  start_org();
  const Plan shown = whole_plan();
  const std::vector<PlannedRequest> planned = planned_requests(shown);
  const ApplyOutcome outcome = apply(shown);
  ASSERT_EQ(planned.size(), 4U);
  EXPECT_EQ(planned[2].path, "/api/v1/authorizationServers/aus1/policies/${c2.id}/rules");
  std::vector<std::string> expected;
  for (const PlannedRequest& each : planned) {
    expected.push_back(each.method + " " + resolve_references(each.path, outcome.run.made()));
  }
  EXPECT_EQ(writes(), expected);
  for (std::size_t each = 0; each < expected.size(); ++each)
    EXPECT_EQ(outcome.run.changes[each].request, expected[each]);
}

TEST_F(Apply, KeepsTheRequestIdOfEachAnswer) {
  start_org();
  const ApplyOutcome outcome = apply(whole_plan());
  for (const ChangeRecord& record : outcome.run.changes)
    EXPECT_FALSE(record.request_id.empty()) << record.change.id;
}

TEST_F(Apply, SendsAPutThatDiffersFromTheGetInNothingButThePlan) {
  start_org();
  const ApplyOutcome outcome = apply(whole_plan());
  const std::string policy = outcome.run.changes[1].made.id;
  const auto requests = org_->requests();
  const auto put = std::ranges::find(requests, "PUT", &mocks::RecordedRequest::method);
  ASSERT_NE(put, requests.end());
  const auto sent = nlohmann::json::parse(put->body);
  EXPECT_EQ(sent["conditions"]["clients"]["include"], nlohmann::json({"0oa1"}));
  EXPECT_EQ(sent["id"], policy);
  EXPECT_EQ(sent["description"], "made");
  EXPECT_TRUE(sent.contains("_links"));
}

TEST_F(Apply, HasEachIntentOnDiskWhenItsRequestArrives) {
  std::mutex mutex;
  std::vector<int> intents;  // in the journal, at each call of the org's clock: once per request
  mocks::Options options;
  options.seed_json = seed();
  options.now = [&] {
    const auto journal = Journal::open_to_read(folder_.path(), clock_);
    const auto runs = journal ? journal->runs() : okta::Result<std::vector<remediate::Run>>();
    int count = 0;
    if (runs && !runs->empty()) {
      count = static_cast<int>(std::ranges::count_if(runs->back().changes, [](const auto& each) {
        return each.state != ChangeState::planned;
      }));
    }
    const std::scoped_lock lock(mutex);
    intents.push_back(count);
    return std::chrono::system_clock::time_point{kNow};
  };
  auto started = mocks::FakeOrg::start(std::move(options));
  ASSERT_TRUE(started) << started.error();
  org_.emplace(std::move(*started));
  const Plan wanted = whole_plan();
  {
    const std::scoped_lock lock(mutex);
    intents.clear();
  }
  ASSERT_EQ(apply(wanted).ending, Ending::done);

  const auto requests = org_->requests();
  const std::scoped_lock lock(mutex);
  ASSERT_EQ(intents.size(), requests.size());
  int sent = 0;
  for (std::size_t each = 0; each < requests.size(); ++each) {
    if (requests[each].method != "GET") ++sent;
    EXPECT_EQ(intents[each], sent) << requests[each].method << " " << requests[each].path;
  }
  EXPECT_EQ(sent, 4);
}

TEST_F(Apply, WritesNothingToAServerThatMovedSinceThePlan) {
  start_org();
  const Plan old = whole_plan();
  ASSERT_TRUE(client().scopes("aus1").create(tests::scope_body("somebody.else"), {}));
  org_->forget_requests();
  const ApplyOutcome outcome = apply(old);
  EXPECT_EQ(outcome.ending, Ending::stale);
  EXPECT_THAT(writes(), IsEmpty());
  EXPECT_THAT(outcome.why, HasSubstr("plan again"));
  EXPECT_THAT(outcome.moved, ElementsAre(HasSubstr("somebody.else")));
  EXPECT_EQ(outcome.run.count(ChangeState::planned), 4);
}

TEST_F(Apply, RefusesToMakeWhatIsThereAlready) {
  start_org();
  ASSERT_TRUE(client().scopes("aus1").create(tests::scope_body("orders.read"), {}));
  const ApplyOutcome outcome = apply(plan({create_scope("c1", "orders.read")}));
  EXPECT_EQ(outcome.ending, Ending::stale);
  EXPECT_THAT(writes(), IsEmpty());
  EXPECT_THAT(outcome.moved, ElementsAre(HasSubstr("is there already")));
}

TEST_F(Apply, TellsWhatSomebodyElseChangedBetweenTwoWrites) {
  start_org();
  const Plan wanted = whole_plan();
  on_progress_ = [&](const std::string& line) {
    if (!line.starts_with("c2: create")) return;
    EXPECT_TRUE(client().scopes("aus1").create(tests::scope_body("somebody.else"), {}));
  };
  const ApplyOutcome outcome = apply(wanted);
  EXPECT_EQ(outcome.ending, Ending::drifted);
  EXPECT_EQ(outcome.run.state, RunState::partial);
  EXPECT_THAT(outcome.moved, ElementsAre(HasSubstr("somebody.else")));
  // What covers nobody yet is made; the client is not named.
  EXPECT_THAT(states(outcome.run), ElementsAre(kApplied, kApplied, kApplied, ChangeState::planned));
  EXPECT_TRUE(outcome.run.changes[2].read_back);
}

TEST_F(Apply, PutsNothingOnAnObjectThatSomebodyElseChangedSinceTheLastReading) {
  start_org();
  const Plan wanted = whole_plan();
  on_progress_ = [&](const std::string& line) {
    if (!line.starts_with("c4: update")) return;
    const okta::Client somebody = client();
    const std::string policy = server_now().policies.at(1).policy.id;
    const auto stored = somebody.policies("aus1").get(policy, {});
    ASSERT_TRUE(stored);
    auto edit = okta::JsonEdit::of(stored->text);
    ASSERT_TRUE(edit && edit->set("/description", "mine now"));
    ASSERT_TRUE(somebody.policies("aus1").replace(policy, *edit, {}));
    org_->forget_requests();
  };
  const ApplyOutcome outcome = apply(wanted);
  EXPECT_EQ(outcome.ending, Ending::drifted);
  EXPECT_EQ(outcome.run.changes[3].state, ChangeState::planned);
  EXPECT_THAT(writes(), IsEmpty());
}

TEST_F(Apply, PutsNothingWhereAnotherValueStandsThanThePlanSays) {
  start_org();
  const ApplyOutcome outcome = apply(plan({name_client("c1", "00p1", "0oa1")}));
  EXPECT_EQ(outcome.ending, Ending::stale);
  EXPECT_THAT(writes(), IsEmpty());
  EXPECT_THAT(outcome.moved, ElementsAre(HasSubstr("/conditions/clients/include")));
}

TEST_F(Apply, LooksAtAServerAgainBeforeItWritesThereASecondTime) {
  start_org();
  const Plan wanted =
      plan({create_scope("c1", "orders.read"),
            move_app("c2", "0oa1", "/profile/issuer", R"("https://acme.example")", R"("x")"),
            create_scope("c3", "orders.write")});
  on_progress_ = [&](const std::string& line) {
    if (line != "c2: stands") return;
    EXPECT_TRUE(client().scopes("aus1").create(tests::scope_body("somebody.else"), {}));
  };
  const ApplyOutcome outcome = apply(wanted);
  EXPECT_EQ(outcome.ending, Ending::drifted);
  EXPECT_THAT(states(outcome.run), ElementsAre(kApplied, kApplied, ChangeState::planned));
  EXPECT_THAT(outcome.moved, ElementsAre(HasSubstr("somebody.else")));
}

TEST_F(Apply, FinishesTheChangeInHandWhenItIsStopped) {
  std::stop_source stop;
  mocks::Options org;
  org.seed_json = seed();
  org.on_request = [&](const mocks::RecordedRequest& request, mocks::Moment) {
    if (request.method == "POST" && request.path.ends_with("/policies")) stop.request_stop();
    return true;
  };
  start(std::move(org));
  const ApplyOutcome outcome = apply(whole_plan(), stop.get_token());
  EXPECT_EQ(outcome.ending, Ending::interrupted);
  EXPECT_EQ(outcome.run.state, RunState::interrupted);
  EXPECT_THAT(states(outcome.run),
              ElementsAre(kApplied, kApplied, ChangeState::planned, ChangeState::planned));
  EXPECT_TRUE(outcome.run.changes[1].read_back);
  EXPECT_EQ(writes().size(), 2U);
}

TEST_F(Apply, SendsNoWriteThatHasNotLeftWhenItIsStopped) {
  start_org();
  std::stop_source stop;
  const Plan wanted = whole_plan();
  on_progress_ = [&](const std::string& line) {
    if (line.starts_with("c2: create")) stop.request_stop();
  };
  const ApplyOutcome outcome = apply(wanted, stop.get_token());
  EXPECT_EQ(outcome.ending, Ending::interrupted);
  EXPECT_EQ(outcome.run.state, RunState::interrupted);
  EXPECT_THAT(states(outcome.run), ElementsAre(kApplied, ChangeState::failed, ChangeState::planned,
                                               ChangeState::planned));
  EXPECT_EQ(writes().size(), 1U);
}

TEST_F(Apply, EndsAsPartialWithTheTruthWhenAWriteIsForbidden) {
  start_org({"POST /policies$ 1 403"});
  const ApplyOutcome outcome = apply(whole_plan());
  expect_faults_fired();
  EXPECT_EQ(outcome.ending, Ending::failed);
  ASSERT_TRUE(outcome.error);
  EXPECT_EQ(outcome.error->kind, okta::ErrorKind::forbidden);
  EXPECT_EQ(outcome.run.state, RunState::partial);
  EXPECT_THAT(states(outcome.run), ElementsAre(kApplied, ChangeState::failed, ChangeState::planned,
                                               ChangeState::planned));
  EXPECT_THAT(outcome.run.changes[1].problem, HasSubstr("403"));
  EXPECT_FALSE(outcome.run.changes[1].request_id.empty());
}

TEST_F(Apply, WaitsWhileOktaIsBusy) {
  start_org({"POST /policies$ 1 423"});
  max_retries_ = std::nullopt;
  const ApplyOutcome outcome = apply(whole_plan());
  expect_faults_fired();
  EXPECT_EQ(outcome.ending, Ending::done) << outcome.why;
  EXPECT_EQ(clock_.sleeps().size(), 1U);
}

TEST_F(Apply, WritesNothingToAServerOfWhichAPartCannotBeRead) {
  start_org();
  const Plan wanted = whole_plan();
  ASSERT_TRUE(org_->add_fault("GET /rules$ 1 403"));
  const ApplyOutcome outcome = apply(wanted);
  expect_faults_fired();
  EXPECT_EQ(outcome.ending, Ending::failed);
  ASSERT_TRUE(outcome.error);
  EXPECT_EQ(outcome.error->kind, okta::ErrorKind::forbidden);
  EXPECT_THAT(writes(), IsEmpty());
}

TEST_F(Apply, KeepsAWriteAsAppliedWhenItCannotBeReadBack) {
  start_org();
  const Plan wanted = whole_plan();
  ASSERT_TRUE(org_->add_fault("GET /scopes$ 2 503"));
  const ApplyOutcome outcome = apply(wanted);
  expect_faults_fired();
  EXPECT_EQ(outcome.ending, Ending::failed);
  EXPECT_EQ(outcome.run.changes[0].state, kApplied);
  EXPECT_FALSE(outcome.run.changes[0].read_back);
  EXPECT_FALSE(outcome.run.changes[0].made.id.empty());
  EXPECT_THAT(writes(), testing::SizeIs(1));
}

TEST_F(Apply, MakesNoSecondServerOfTheSameName) {
  start_org();
  const ApplyOutcome outcome = apply(plan({tests::create_server("c1", "Orders API")}));
  EXPECT_EQ(outcome.ending, Ending::stale);
  EXPECT_THAT(writes(), IsEmpty());
}

TEST_F(Apply, SendsNothingOfAPlanForAnotherOrg) {
  start_org();
  Plan other = whole_plan();
  other.org = "https://other.okta.com";
  seal(other);
  const ApplyOutcome outcome = apply(other);
  EXPECT_EQ(outcome.ending, Ending::failed);
  EXPECT_TRUE(org_->requests().empty());
  EXPECT_THAT(outcome.why, HasSubstr("https://other.okta.com"));
}

TEST_F(Apply, SendsNothingOfAPlanThatAsksForMoreThanItEverSends) {
  start_org();
  Change removal = move_app("c2", "0oa1", "/profile/issuer", "1", "2");
  removal.action = Action::remove;
  removal.diff.clear();
  Change blind = create_scope("c2", "orders.write");
  blind.precondition.absent = false;
  Change gone = tests::remove("c2", ObjectKind::authorization_server, "aus1");
  gone.target.server.clear();
  for (const Change& wrong :
       {removal, blind, gone, move_app("c2", "0oa1", "/label", R"("Orders Web")", R"("Mine")")}) {
    const ApplyOutcome outcome = apply(plan({create_scope("c1", "orders.read"), wrong}));
    EXPECT_EQ(outcome.ending, Ending::failed);
    EXPECT_THAT(outcome.why, testing::StartsWith("c2: "));
    ASSERT_TRUE(outcome.error);
    EXPECT_EQ(outcome.error->kind, okta::ErrorKind::invalid_input);
    EXPECT_TRUE(org_->requests().empty());
  }
}

}  // namespace
}  // namespace remediate

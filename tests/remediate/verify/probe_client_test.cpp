#include "remediate/verify/probe_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/manual_clock.hpp"
#include "tests/support/scripted_transport.hpp"

namespace remediate {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class ProbeClientTest : public testing::Test {
 protected:
  okta::Result<std::vector<ProbeResult>> probe(const std::vector<AuthorizeProbe>& probes,
                                               bool org_server, std::stop_token stop = {}) {
    const okta::PublicEndpoints endpoints(okta::Caller(transport_, url("")));
    AuthorizeEndpoints asked{url("/oauth2/aus1/v1/authorize"), std::nullopt};
    if (org_server) asked.org_server = url("/oauth2/v1/authorize");
    return probe_client(endpoints, pacer_, asked, "0oa1", probes, std::move(stop));
  }

  static okta::Url url(const std::string& path) {
    return *okta::parse_url("https://acme.okta.com" + path);
  }

  static std::vector<AuthorizeProbe> probes(std::size_t count) {
    std::vector<AuthorizeProbe> probes;
    for (std::size_t i = 0; i < count; ++i)
      probes.push_back({"authorization_code",
                        "code",
                        {"scope" + std::to_string(i)},
                        "https://orders.example/cb",
                        false});
    return probes;
  }

  void answer(const std::string& parameters, int times = 1) {
    for (int i = 0; i < times; ++i)
      transport_.answer(
          302, "",
          {{"Location", "https://orders.example/cb?" + parameters}, {"X-Okta-Request-Id", "req1"}});
  }

  tests::ScriptedTransport transport_;
  tests::ManualClock clock_;
  ProbePacer pacer_{clock_};
};

TEST_F(ProbeClientTest, AsksTheTargetBeforeTheOrgServer) {
  answer("error=login_required");
  answer("error=invalid_scope&error_description=Custom+scopes+are+not+allowed+for+this+request.");
  const auto results = probe(probes(1), true);
  ASSERT_TRUE(results);
  ASSERT_THAT(*results, SizeIs(2));
  EXPECT_EQ((*results)[0].place, ProbePlace::target);
  EXPECT_EQ((*results)[0].verdict, ProbeVerdict::scopes_accepted);
  EXPECT_EQ((*results)[0].request_id, "req1");
  EXPECT_EQ((*results)[1].place, ProbePlace::org_server);
  EXPECT_EQ((*results)[1].verdict, ProbeVerdict::scope_problem);
  ASSERT_THAT(transport_.requests(), SizeIs(2));
  EXPECT_EQ(transport_.requests()[0].url.path, "/oauth2/aus1/v1/authorize");
  EXPECT_EQ(transport_.requests()[1].url.path, "/oauth2/v1/authorize");
  EXPECT_THAT(transport_.requests()[0].headers.list(), IsEmpty());
}

TEST_F(ProbeClientTest, SendsNoMoreThanThirtyInAMinute) {
  answer("error=login_required", 61);
  ASSERT_TRUE(probe(probes(61), false));
  EXPECT_THAT(clock_.sleeps(), ElementsAre(seconds{60}, seconds{60}));
}

TEST_F(ProbeClientTest, WaitsOnlyForWhatIsLeftOfTheMinute) {
  answer("error=login_required", 31);
  ASSERT_TRUE(probe(probes(30), false));
  clock_.tick(seconds{59});
  ASSERT_TRUE(probe(probes(1), false));
  EXPECT_THAT(clock_.sleeps(), ElementsAre(seconds{1}));
}

TEST_F(ProbeClientTest, CountsEachClientApart) {
  for (std::size_t i = 0; i < ProbePacer::kProbesPerWindow; ++i)
    ASSERT_TRUE(pacer_.take_turn("other", {}));
  answer("error=login_required");
  ASSERT_TRUE(probe(probes(1), false));
  EXPECT_THAT(clock_.sleeps(), IsEmpty());
}

TEST_F(ProbeClientTest, EndsAtOnceWhenItIsStopped) {
  std::stop_source stop;
  stop.request_stop();
  const auto results = probe(probes(1), false, stop.get_token());
  ASSERT_FALSE(results);
  EXPECT_EQ(results.error().kind, okta::ErrorKind::interrupted);
  EXPECT_THAT(transport_.requests(), IsEmpty());
}

TEST_F(ProbeClientTest, AsksNothingMoreOnceTheLimitIsUsedUp) {
  answer("error=login_required");
  transport_.answer(429);
  const auto results = probe(probes(3), true);
  ASSERT_TRUE(results);
  std::vector<ProbeVerdict> verdicts;
  for (const ProbeResult& each : *results) verdicts.push_back(each.verdict);
  using enum ProbeVerdict;
  EXPECT_THAT(verdicts, ElementsAre(scopes_accepted, rate_limited, rate_limited, rate_limited,
                                    rate_limited, rate_limited));
  EXPECT_THAT(transport_.requests(), SizeIs(2));
}

TEST_F(ProbeClientTest, TellsWhenNoAnswerCame) {
  transport_.answer(okta::failure(okta::ErrorKind::timeout, "no answer in time"));
  const auto results = probe(probes(1), false);
  ASSERT_TRUE(results);
  EXPECT_EQ(results->at(0).verdict, ProbeVerdict::unclear);
  EXPECT_EQ(results->at(0).status, 0);
  EXPECT_NE(results->at(0).detail.find("no answer in time"), std::string::npos);
}

VerifiedClient judged(std::vector<ProbeVerdict> at_target, bool skipped = false) {
  VerifiedClient client;
  for (const ProbeVerdict verdict : at_target) {
    client.probes.emplace_back().verdict = verdict;
    client.probes.emplace_back().verdict = ProbeVerdict::scope_problem;
    client.probes.back().place = ProbePlace::org_server;
  }
  if (skipped) client.skipped.push_back({"client_credentials", {}, "why"});
  judge(client);
  return client;
}

TEST(JudgeClient, LooksAtTheTargetAlone) {
  using enum ProbeVerdict;
  EXPECT_EQ(judged({scopes_accepted, scopes_accepted}).state, ClientState::shown);
  EXPECT_EQ(judged({scopes_accepted}, true).state, ClientState::shown);
  EXPECT_EQ(judged({scopes_accepted, scope_missing}).state, ClientState::not_yet);
  EXPECT_EQ(judged({unclear, policy_missing}).state, ClientState::not_yet);
  EXPECT_EQ(judged({server_wrong}).state, ClientState::not_yet);
  EXPECT_EQ(judged({scopes_accepted, rate_limited}).state, ClientState::not_probed);
  EXPECT_EQ(judged({probe_wrong}).state, ClientState::not_probed);
  EXPECT_EQ(judged({}, true).state, ClientState::not_applicable);
  EXPECT_EQ(judged({}).state, ClientState::not_probed) << "not knowing is no pass";
}

}  // namespace
}  // namespace remediate

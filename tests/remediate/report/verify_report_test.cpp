#include "remediate/report/verify_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "remediate/report/exit_code.hpp"
#include "tests/remediate/report/hostile_text.hpp"
#include "tests/support/golden.hpp"

namespace {

using namespace remediate;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using Json = nlohmann::ordered_json;

ReadBack read_back(ReadBackState state, const std::string& detail = {}) {
  ReadBack read;
  read.target = {ObjectKind::scope, "scp1", "orders.read", "aus1", ""};
  read.changes = {"c1"};
  read.state = state;
  read.detail = detail;
  return read;
}

DiscoveryCheck discovery(DiscoveryState state) {
  DiscoveryCheck check;
  check.authorization_server = "aus1";
  check.issuer = "https://acme.okta.com/oauth2/aus1";
  check.state = state;
  check.announced_issuer = check.issuer;
  check.authorization_endpoint = check.issuer + "/v1/authorize";
  check.token_endpoint = check.issuer + "/v1/token";
  check.jwks_uri = check.issuer + "/v1/keys";
  check.keys = 2;
  if (state != DiscoveryState::fine) check.problems = {"its key set is empty"};
  return check;
}

ProbeResult probe(ProbePlace place, ProbeVerdict verdict, const std::string& error,
                  const std::string& words) {
  ProbeResult result;
  result.place = place;
  result.grant_type = "authorization_code";
  result.response_type = "code";
  result.scopes = {"openid", "orders.read"};
  result.verdict = verdict;
  result.error = error;
  result.words = words;
  result.detail = "what that means";
  result.status = 302;
  result.request_id = "req1";
  return result;
}

VerifiedClient client(ClientState state) {
  VerifiedClient verified;
  verified.client_id = "0oa1";
  verified.label = "Orders Web";
  verified.authorization_server = "aus1";
  verified.issuer = "https://acme.okta.com/oauth2/aus1";
  verified.audience = "api://orders";
  verified.state = state;
  verified.why = "the target accepted the scopes of its request";
  return verified;
}

Verification sample() {
  Verification verification;
  verification.org = "https://acme.okta.com";
  verification.run = "r1";
  verification.verified_at = okta::Timestamp{std::chrono::seconds{1'780'000'000}};
  verification.probed = true;
  verification.read_back = {read_back(ReadBackState::stands),
                            read_back(ReadBackState::differs, "/name is not what was written")};
  verification.discovery = {discovery(DiscoveryState::fine), discovery(DiscoveryState::wrong)};
  VerifiedClient shown = client(ClientState::shown);
  shown.probes = {probe(ProbePlace::target, ProbeVerdict::scopes_accepted, "login_required",
                        "The client specified not to prompt, but the user is not logged in."),
                  probe(ProbePlace::org_server, ProbeVerdict::scope_problem, "invalid_scope",
                        "Custom scopes are not allowed for this request.")};
  VerifiedClient service = client(ClientState::not_applicable);
  service.label = "Stock Sync";
  service.why = "no authorize request can show anything about it";
  service.skipped = {{"client_credentials", {"stock.read"}, "a service app has no endpoint"}};
  VerifiedClient unclear = client(ClientState::not_probed);
  unclear.label = "Kiosk";
  unclear.why = "the answer of the target shows nothing";
  unclear.probes = {probe(ProbePlace::target, ProbeVerdict::unclear, "", "")};
  verification.clients = {shown, service, unclear};
  verification.calls = 9;
  return verification;
}

WatchedEffect effect(EffectState state, ScopeSet unseen = {}, const std::string& why = {}) {
  WatchedEffect effect;
  effect.client_id = "0oa1";
  effect.label = "Orders Web";
  effect.authorization_server = "aus1";
  effect.grant_type = "authorization_code";
  effect.scopes = {"openid", "orders.read"};
  effect.state = state;
  if (state == EffectState::observed) effect.observed_at = sample().verified_at;
  effect.unseen = std::move(unseen);
  effect.why = why;
  return effect;
}

FailureCount failures(Trend trend, bool is_of_run = false) {
  FailureCount count;
  count.authorization_server = "aus1";
  count.client_id = is_of_run ? "0oa1" : "0oa9";
  count.label = is_of_run ? "Orders Web" : "Batch";
  count.grant_type = "client_credentials";
  count.reason = "no_matching_policy";
  count.is_of_run = is_of_run;
  count.before = trend == Trend::as_before ? 6 : 0;
  count.since = 3;
  count.successes_before = 24;
  count.trend = trend;
  return count;
}

Verification watched_sample() {
  using namespace std::chrono_literals;
  Verification verification = sample();
  verification.read_back.clear();
  verification.discovery.clear();
  verification.clients.resize(1);
  verification.effects = {effect(EffectState::observed),
                          effect(EffectState::partly_observed, {"orders.read"}),
                          effect(EffectState::partly_observed, {"openid", "orders.read"}),
                          effect(EffectState::computed, {"openid", "orders.read"}),
                          effect(EffectState::computed, {}, "it is a refusal, and so on")};
  verification.effects.back().client_id = "*";
  Watch& watch = verification.watch.emplace();
  watch.servers = {"aus1"};
  const okta::Timestamp run = verification.verified_at - 30min;
  watch.before = {run - 6h, run, false};
  watch.since = {run, verification.verified_at, false};
  watch.asked = 30min;
  watch.polls = 61;
  watch.failures = {failures(Trend::stopped), failures(Trend::new_reason, true),
                    failures(Trend::rise), failures(Trend::as_before)};
  watch.failures[2].client_id.clear();
  watch.failures[2].reason.clear();
  watch.failures[2].grant_type.clear();
  watch.clients = {{"aus1", "0oa9", "Batch", false, 24, 0, 0, 3},
                   {"aus1", "0oaQuiet", "", false, 6, 1, 0, 0}};
  verification.log_gaps = {{"systemLog", "forbidden", "okta.logs.read", "no access", ""}};
  return verification;
}

TEST(VerifyReport, OfAWatchLooksAsAgreed) {
  tests::expect_golden("verify-watch.txt", verify_text(watched_sample(), Detail::attention, {}));
  tests::expect_golden("verify-watch-verbose.txt",
                       verify_text(watched_sample(), Detail::everything, {}));
  tests::expect_golden("verify-watch.json", verify_json(watched_sample()));
}

TEST(VerifyReport, SaysThatNothingIsNewOnlyAfterAWatch) {
  Verification verification = watched_sample();
  verification.watch->failures = {failures(Trend::as_before)};
  EXPECT_THAT(verify_text(verification, Detail::attention, {}), HasSubstr("nothing is new"));
  verification.watch.reset();
  const std::string text = verify_text(verification, Detail::attention, {});
  EXPECT_THAT(text, Not(HasSubstr("nothing is new")));
  EXPECT_THAT(text, HasSubstr("1 of 5 effects observed"));
}

TEST(VerifyExitCodes, LeaveOthersNewFailuresToAPerson) {
  Verification verification;
  Watch& watch = verification.watch.emplace();
  for (const Trend usual : {Trend::as_before, Trend::not_compared}) {
    watch.failures = {failures(usual)};
    EXPECT_THAT(exit_codes(verification), ElementsAre(ExitCode::done)) << to_string(usual);
  }
  for (const Trend news : {Trend::stopped, Trend::new_reason, Trend::rise}) {
    watch.failures = {failures(news)};
    EXPECT_THAT(exit_codes(verification), ElementsAre(ExitCode::needs_decision)) << to_string(news);
    watch.failures = {failures(news, true)};
    EXPECT_THAT(exit_codes(verification), ElementsAre(ExitCode::findings)) << to_string(news);
  }
  watch.interrupted = true;
  verification.log_gaps = {{"systemLog", "forbidden", "okta.logs.read", "", ""}};
  EXPECT_THAT(exit_codes(verification),
              ElementsAre(ExitCode::interrupted, ExitCode::incomplete, ExitCode::findings));
}

TEST(VerifyExitCodes, DoNotTakeALogThatWasNotReadForAPass) {
  Verification verification;
  verification.effects = {effect(EffectState::computed)};
  EXPECT_THAT(exit_codes(verification), ElementsAre(ExitCode::done)) << "computed is no failure";
  verification.log_gaps = {{"systemLog", "forbidden", "okta.logs.read", "", ""}};
  EXPECT_THAT(exit_codes(verification), ElementsAre(ExitCode::incomplete));
}

TEST(VerifyReport, LooksAsAgreed) {
  tests::expect_golden("verify.txt", verify_text(sample(), Detail::attention, {}));
  tests::expect_golden("verify-verbose.txt", verify_text(sample(), Detail::everything, {}));
  tests::expect_golden("verify.json", verify_json(sample()));
}

TEST(VerifyReport, SaysWheneverItProbedThatThePolicyIsNotShown) {
  const std::string text = verify_text(sample(), Detail::everything, {false, 10'000});
  EXPECT_THAT(text, HasSubstr(std::string(kShowsScopesOnly)));
  EXPECT_EQ(Json::parse(verify_json(sample()))["note"], kShowsScopesOnly);
}

TEST(VerifyReport, TellsOnALineWhenNothingElseIsWanted) {
  EXPECT_THAT(tests::lines_of(verify_text(sample(), Detail::verdict_only, {})),
              testing::Contains(HasSubstr("Clients: 1 shown, 1 not probed, 1 not applicable")));
}

TEST(VerifyReport, LetsNothingOfTheOrgActOnATerminal) {
  for (const std::string& hostile : tests::hostile_texts()) {
    Verification verification = sample();
    const Verification watched = watched_sample();
    verification.effects = watched.effects;
    verification.watch = watched.watch;
    verification.log_gaps = {{hostile, hostile, hostile, hostile, hostile}};
    verification.watch->servers = {hostile};
    for (WatchedEffect& each : verification.effects) {
      each.client_id = each.label = each.authorization_server = each.grant_type = each.why =
          hostile;
      each.scopes = each.unseen = {hostile};
    }
    for (FailureCount& each : verification.watch->failures) {
      each.client_id = each.label = each.authorization_server = hostile;
      each.grant_type = each.reason = hostile;
    }
    for (ClientTraffic& each : verification.watch->clients)
      each.authorization_server = each.client_id = each.label = hostile;
    verification.org = verification.run = hostile;
    for (ReadBack& each : verification.read_back) {
      each.target.name = each.target.id = each.detail = hostile;
      each.changes = {hostile};
    }
    for (DiscoveryCheck& each : verification.discovery) {
      each.issuer = each.announced_issuer = each.jwks_uri = hostile;
      each.problems = {hostile};
    }
    for (VerifiedClient& each : verification.clients) {
      each.label = each.client_id = each.why = each.issuer = each.audience = hostile;
      for (ProbeResult& result : each.probes) {
        result.error = result.words = result.detail = result.request_id = hostile;
        result.scopes = {hostile};
        result.grant_type = hostile;
      }
      for (NotProbed& skipped : each.skipped) {
        skipped.grant_type = skipped.why = hostile;
        skipped.scopes = {hostile};
      }
    }
    for (const std::string& report :
         {verify_text(verification, Detail::everything, {}), verify_json(verification)})
      EXPECT_FALSE(tests::acts_on_a_terminal(report)) << report;
    EXPECT_TRUE(Json::accept(verify_json(verification)));
  }
}

TEST(VerifyExitCodes, TellAllThatHold) {
  EXPECT_THAT(exit_codes(Verification{}), ElementsAre(ExitCode::done));
  Verification verification;
  verification.read_back = {read_back(ReadBackState::stands), read_back(ReadBackState::not_in_org)};
  verification.discovery = {discovery(DiscoveryState::fine)};
  verification.clients = {client(ClientState::shown), client(ClientState::not_applicable)};
  EXPECT_THAT(exit_codes(verification), ElementsAre(ExitCode::done));

  verification.clients.push_back(client(ClientState::not_yet));
  EXPECT_THAT(exit_codes(verification), ElementsAre(ExitCode::findings));
  verification.clients.push_back(client(ClientState::not_probed));
  EXPECT_THAT(exit_codes(verification), ElementsAre(ExitCode::incomplete, ExitCode::findings));
  verification.clients.back().probes = {
      probe(ProbePlace::target, ProbeVerdict::api_access_missing, "", "")};
  EXPECT_THAT(exit_codes(verification),
              ElementsAre(ExitCode::incomplete, ExitCode::api_access_missing, ExitCode::findings));
}

TEST(VerifyExitCodes, CountWhatDoesNotStandOrWasNotSeen) {
  const auto codes_of = [](ReadBackState state) {
    Verification verification;
    verification.read_back = {read_back(state)};
    return exit_codes(verification);
  };
  for (const ReadBackState lost :
       {ReadBackState::differs, ReadBackState::missing, ReadBackState::still_there})
    EXPECT_THAT(codes_of(lost), ElementsAre(ExitCode::findings)) << to_string(lost);
  for (const ReadBackState unseen : {ReadBackState::unreadable, ReadBackState::unsettled})
    EXPECT_THAT(codes_of(unseen), ElementsAre(ExitCode::incomplete)) << to_string(unseen);

  Verification announced;
  announced.discovery = {discovery(DiscoveryState::wrong)};
  EXPECT_THAT(exit_codes(announced), ElementsAre(ExitCode::findings));
  announced.discovery = {discovery(DiscoveryState::unreadable)};
  EXPECT_THAT(exit_codes(announced), ElementsAre(ExitCode::incomplete));
}

}  // namespace

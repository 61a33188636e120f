#include <algorithm>
#include <functional>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/remediate/checks/audit_builder.hpp"

namespace remediate {
namespace {

using testing::HasSubstr;

using Step = std::function<void(AuditBuilder&)>;

void fail(AuditBuilder& builder) { builder.fails("0oa1", {"openid", "orders.read"}); }
void declare(AuditBuilder& builder) { builder.declares("0oa1", {"openid", "orders.read"}); }
void hide(AuditBuilder& builder) {
  builder.demand("0oa1").hides_scopes = true;
  builder.demand("0oa1").last_failure = hour(10);
}
void ask_by_tile(AuditBuilder& builder) { builder.demand("0oa1").tile_scopes = {"orders.read"}; }
void configure(AuditBuilder& builder) {
  okta::Scope scope;
  scope.name = "orders.read";
  builder.snapshot.servers.front().scopes.push_back(scope);
}
void grant(AuditBuilder& builder) {
  configure(builder);
  builder.policy(builder.snapshot.servers.front(), {"0oa1"}, {"authorization_code"},
                 {"openid", "orders.read"});
}
void grant_below_another_policy(AuditBuilder& builder) {
  builder.policy(builder.snapshot.servers.front(), {"0oa1"}, {"authorization_code"}, {"openid"});
  grant(builder);
}
void deactivate_target(AuditBuilder& builder) {
  builder.snapshot.servers.front().server.status = "INACTIVE";
}
void leave_rules_unread(AuditBuilder& builder) {
  builder.snapshot.servers.front().policies.front().rules_complete = false;
}
void ask_more(AuditBuilder& builder) { builder.fails("0oa1", {"openid", "orders.write"}); }
void ask_for_groups(AuditBuilder& builder) { builder.fails("0oa1", {"groups", "orders.read"}); }
void ask_okta_too(AuditBuilder& builder) {
  builder.fails("0oa1", {"okta.users.read", "orders.read"});
}
void ask_okta_apart(AuditBuilder& builder) {
  builder.asks("0oa1", {{"okta.users.read"}, "", {}, true});
}
void unapprove(AuditBuilder& builder) { builder.not_approved("0oa1", "orders.read"); }
void ignore(AuditBuilder& builder) { builder.demand("0oa1").ignored_because = "retired"; }
void succeed_on_org_later(AuditBuilder& builder) {
  builder.demand("0oa1").org_successes = {hour(11), hour(11)};
}
void succeed_on_custom_later(AuditBuilder& builder) {
  builder.demand("0oa1").custom_successes = {hour(11), hour(11)};
}
void succeed_on_org_with_one_use(AuditBuilder& builder) {
  builder.demand("0oa1").org_successes = {std::nullopt, hour(12)};
}
void succeed_on_custom_with_one_use(AuditBuilder& builder) {
  builder.demand("0oa1").custom_successes = {std::nullopt, hour(12)};
}
void succeed_on_custom_earlier(AuditBuilder& builder) {
  builder.demand("0oa1").custom_successes = {hour(9), hour(9)};
}
void succeed_on_custom_at_once(AuditBuilder& builder) {
  builder.demand("0oa1").custom_successes = {hour(10), hour(10)};
}
void turn_log_off(AuditBuilder& builder) {
  builder.snapshot.log_window.reset();
  std::erase_if(builder.snapshot.sources,
                [](const SourceCoverage& each) { return each.name == source::kSystemLog; });
}
void refuse_custom_servers(AuditBuilder& builder) { builder.demand("0oa1").org_server_only = true; }
void show_no_custom_scope(AuditBuilder& builder) {
  builder.fails("0oa1", {"openid"});
  hide(builder);
}

struct VerdictCase {
  std::string name;
  std::vector<Step> steps;
  Verdict verdict;
};

AuditBuilder org_with(const std::vector<Step>& steps) {
  AuditBuilder builder;
  builder.app("0oa1");
  builder.default_server();
  for (const Step& step : steps) step(builder);
  return builder;
}

TEST(Verdict, FollowsTheTable) {
  const std::vector<VerdictCase> cases = {
      {"silent, all read", {}, Verdict::clean},
      {"silent, log off", {turn_log_off}, Verdict::unknown},
      {"only Okta's APIs", {ask_okta_apart}, Verdict::clean},
      {"fails", {fail}, Verdict::affected},
      {"fails, muted", {fail, ignore}, Verdict::ignored},
      {"moved, muted", {fail, succeed_on_custom_later, ignore}, Verdict::ignored},
      {"fails, then custom", {fail, succeed_on_custom_later}, Verdict::moved},
      {"fails, then org", {fail, succeed_on_org_later}, Verdict::recovered},
      {"fails, then both",
       {fail, succeed_on_org_later, succeed_on_custom_later},
       Verdict::affected},
      {"granted, then both",
       {fail, grant, succeed_on_org_later, succeed_on_custom_later},
       Verdict::affected},
      {"custom in every use, then org in one",
       {fail, succeed_on_custom_later, succeed_on_org_with_one_use},
       Verdict::affected},
      {"org in every use, then custom in one",
       {fail, succeed_on_org_later, succeed_on_custom_with_one_use},
       Verdict::affected},
      {"custom in one use of two", {fail, succeed_on_custom_with_one_use}, Verdict::affected},
      {"custom in one use of two, granted",
       {fail, grant, succeed_on_custom_with_one_use},
       Verdict::prepared},
      {"custom, then fails", {fail, succeed_on_custom_earlier}, Verdict::affected},
      {"custom in the same moment", {fail, succeed_on_custom_at_once}, Verdict::affected},
      {"fails, granted", {fail, grant}, Verdict::prepared},
      {"fails, granted, moved", {fail, grant, succeed_on_custom_later}, Verdict::moved},
      {"granted without approval", {fail, unapprove, grant}, Verdict::prepared},
      {"fails, scope only", {fail, configure}, Verdict::affected},
      {"granted under some readings", {fail, grant_below_another_policy}, Verdict::affected},
      {"granted, inactive server", {fail, grant, deactivate_target}, Verdict::affected},
      {"granted, rules unread", {fail, grant, leave_rules_unread}, Verdict::affected},
      {"granted one of two requests", {fail, grant, ask_more}, Verdict::affected},
      {"granted, groups not", {fail, grant, ask_for_groups}, Verdict::affected},
      {"granted, okta.* in one request", {fail, grant, ask_okta_too}, Verdict::affected},
      {"granted, okta.* apart", {fail, grant, ask_okta_apart}, Verdict::prepared},
      {"granted, client refused", {fail, grant, refuse_custom_servers}, Verdict::affected},
      {"hidden", {hide}, Verdict::affected},
      {"hidden, moved", {hide, succeed_on_custom_later}, Verdict::moved},
      {"hidden, only openid shown and granted", {show_no_custom_scope, grant}, Verdict::affected},
      {"hidden beside known, granted", {fail, hide, grant}, Verdict::affected},
      {"hidden, declared, granted", {hide, declare, grant}, Verdict::prepared},
      {"declared", {declare}, Verdict::affected},
      {"declared, log off", {declare, turn_log_off}, Verdict::affected},
      {"declared, granted", {declare, grant}, Verdict::prepared},
      {"declared, granted, seen there", {declare, grant, succeed_on_custom_later}, Verdict::moved},
      {"declared, seen there, not granted", {declare, succeed_on_custom_later}, Verdict::affected},
      {"declared, granted, still on org",
       {declare, grant, succeed_on_org_later},
       Verdict::prepared},
      {"tile", {ask_by_tile}, Verdict::unknown},
      {"tile, muted", {ask_by_tile, ignore}, Verdict::ignored},
      {"tile, granted", {ask_by_tile, grant}, Verdict::unknown},
      {"tile and client, granted", {ask_by_tile, fail, grant}, Verdict::prepared},
  };
  for (const VerdictCase& each : cases) {
    const Audit audit = org_with(each.steps).judged();
    EXPECT_EQ(to_string(verdict_of(audit, "0oa1")), to_string(each.verdict)) << each.name;
    EXPECT_FALSE(audit.applications.front().verdict_reason.empty()) << each.name;
  }
}

TEST(Verdict, EveryAffectedOrPreparedAppHasAFinding) {
  for (const Step& step : {Step(fail), Step(declare), Step(hide), Step(ask_by_tile)}) {
    EXPECT_FALSE(org_with({step}).judged().findings.empty());
    EXPECT_FALSE(org_with({step, grant}).judged().findings.empty());
  }
}

TEST(Verdict, SaysWhenAMuteHasExpired) {
  AuditBuilder builder = org_with({fail});
  builder.demand("0oa1").ignore_expired = true;
  const Audit audit = builder.judged();
  EXPECT_EQ(verdict_of(audit, "0oa1"), Verdict::affected);
  EXPECT_THAT(audit.applications.front().verdict_reason, HasSubstr("muted"));
}

TEST(Verdict, IsUnknownForAnAppWhoseRecordDidNotDecode) {
  AuditBuilder builder;
  builder.app("0oa1");
  builder.snapshot.undecoded_applications = {"0oaOdd"};
  EXPECT_EQ(verdict_of(builder.judged(), "0oaOdd"), Verdict::unknown);
}

TEST(Verdict, IsUnknownForAnAppThatEvidenceForgot) {
  AuditBuilder builder;
  builder.app("0oa1");
  builder.evidence.demands.clear();
  EXPECT_EQ(verdict_of(builder.judged(), "0oa1"), Verdict::unknown);
}

TEST(Verdict, DoubtsAMoveWhenTheLogWasCut) {
  AuditBuilder builder = org_with({fail, succeed_on_custom_later});
  builder.snapshot.log_window->truncated = true;
  const Audit audit = builder.judged();
  EXPECT_EQ(verdict_of(audit, "0oa1"), Verdict::moved);
  EXPECT_THAT(audit.applications.front().verdict_reason, HasSubstr("not read whole"));
}

TEST(Verdict, DoesNotDependOnSourcesThatOnlyTellWhatIsGranted) {
  AuditBuilder builder;
  builder.app("0oa1");
  builder.source(source::kPolicies).complete = false;
  builder.snapshot.gaps.push_back(
      {std::string(source::kAuthorizationServers), "forbidden", "", "", ""});
  EXPECT_EQ(verdict_of(builder.judged(), "0oa1"), Verdict::clean);
}

Gap gap_in(std::string_view name, const std::string& subject = "") {
  return {std::string(name), "failed", "", "", subject};
}

TEST(Verdict, IsCleanWhereTheOnlyGapIsAboutAnotherApplication) {
  for (const std::string_view name : {source::kSystemLog, source::kLaterSuccesses}) {
    AuditBuilder builder;
    builder.app("0oa1");
    builder.app("0oa2", "Reports");
    builder.evidence.gaps.push_back(gap_in(name, "0oa2"));
    EXPECT_EQ(verdict_of(builder.judged(), "0oa1"), Verdict::clean) << name;
  }
  AuditBuilder concerned;
  concerned.app("0oa1");
  concerned.evidence.gaps.push_back(gap_in(source::kSystemLog, "0oa1"));
  EXPECT_EQ(verdict_of(concerned.judged(), "0oa1"), Verdict::unknown);
}

TEST(Verdict, OfASilentAppDoesNotDependOnLaterSuccesses) {
  AuditBuilder builder;
  builder.app("0oa1");
  builder.snapshot.sources.push_back({std::string(source::kLaterSuccesses), 1, 1, 1, false});
  builder.snapshot.gaps.push_back(gap_in(source::kLaterSuccesses));
  EXPECT_EQ(verdict_of(builder.judged(), "0oa1"), Verdict::clean);
}

TEST(Verdict, StaysAffectedWhereLaterSuccessesWereHalfRead) {
  const std::vector<std::vector<Step>> histories = {
      {fail, succeed_on_custom_later}, {fail, succeed_on_org_later}, {fail, grant}};
  for (const char* subject : {"0oa1", ""}) {
    for (const std::vector<Step>& steps : histories) {
      AuditBuilder builder = org_with(steps);
      builder.snapshot.sources.push_back({std::string(source::kLaterSuccesses), 1, 1, 0, false});
      builder.snapshot.gaps.push_back(gap_in(source::kLaterSuccesses, subject));
      const Audit audit = builder.judged();
      EXPECT_EQ(verdict_of(audit, "0oa1"), Verdict::affected);
      EXPECT_THAT(audit.applications.front().verdict_reason, HasSubstr("later successes"));
    }
  }
}

TEST(Verdict, BelievesLaterSuccessesThatOnlyAnotherAppIsMissing) {
  AuditBuilder builder = org_with({fail, succeed_on_custom_later});
  builder.app("0oa2", "Reports");
  builder.snapshot.sources.push_back({std::string(source::kLaterSuccesses), 1, 1, 0, false});
  builder.snapshot.gaps.push_back(gap_in(source::kLaterSuccesses, "0oa2"));
  EXPECT_EQ(verdict_of(builder.judged(), "0oa1"), Verdict::moved);
  builder.snapshot.gaps.clear();
  EXPECT_EQ(verdict_of(builder.judged(), "0oa1"), Verdict::affected) << "nothing tells whose";
}

TEST(Verdict, WithoutTheLogTheAuditIsIncomplete) {
  AuditBuilder builder = org_with({declare});
  EXPECT_TRUE(builder.judged().is_complete());
  turn_log_off(builder);
  const Audit audit = builder.judged();
  EXPECT_FALSE(audit.is_complete());
  ASSERT_EQ(audit.gaps.size(), 1U);
  EXPECT_EQ(audit.gaps.front().source, source::kSystemLog);
  EXPECT_EQ(audit.gaps.front().reason, "off");
  EXPECT_TRUE(audit.gaps.front().needs.empty());
  EXPECT_THAT(audit.gaps.front().detail, HasSubstr("turned off"));
}

const std::vector<Step>& ways_to_miss_something() {
  static const std::vector<Step> ways = {
      [](AuditBuilder& b) { b.source(source::kApps).complete = false; },
      [](AuditBuilder& b) { b.source(source::kApps).skipped = 1; },
      [](AuditBuilder& b) { b.source(source::kApps).name = "applications"; },
      [](AuditBuilder& b) { b.source(source::kSystemLog).complete = false; },
      [](AuditBuilder& b) { b.source(source::kSystemLog).skipped = 1; },
      [](AuditBuilder& b) { b.source(source::kSystemLog).name = "log"; },
      [](AuditBuilder& b) {
        b.snapshot.log_window = LogWindow{hour(0), hour(1), true};
      },
      [](AuditBuilder& b) { b.snapshot.log_window.reset(); },
      [](AuditBuilder& b) { b.snapshot.gaps.push_back(gap_in(source::kApps)); },
      [](AuditBuilder& b) { b.snapshot.gaps.push_back(gap_in(source::kApps, "0oaElse")); },
      [](AuditBuilder& b) { b.snapshot.gaps.push_back(gap_in(source::kSystemLog)); },
      [](AuditBuilder& b) { b.evidence.gaps.push_back(gap_in(source::kSystemLog, "0oaElse")); },
      [](AuditBuilder& b) { b.evidence.gaps.push_back(gap_in("files")); },
      [](AuditBuilder& b) {
        b.snapshot.sources.push_back({"files", 1, 1, 0, false});
      },
  };
  return ways;
}

TEST(Verdict, IsNeverCleanWhenAnyOneThingThatCouldSpeakIsMissing) {
  for (std::size_t way = 0; way < ways_to_miss_something().size(); ++way) {
    AuditBuilder builder;
    builder.app("0oa1");
    ASSERT_EQ(verdict_of(builder.judged(), "0oa1"), Verdict::clean);
    // A source that is renamed is gone; later ways may not find it again.
    ways_to_miss_something()[way](builder);
    EXPECT_EQ(verdict_of(builder.judged(), "0oa1"), Verdict::unknown) << "way " << way;
  }
}

AuditBuilder busy_org() {
  AuditBuilder builder;
  for (int i = 0; i < 8; ++i)
    builder.app("0oa" + std::to_string(i), i % 2 == 0 ? "Same label" : "App " + std::to_string(i));
  builder.fails("0oa0", {"openid", "orders.read"});
  builder.fails("0oa1", {"openid", "orders.write"}).not_approved("0oa1", "orders.write");
  builder.declares("0oa2", {"reports.read"});
  builder.demand("0oa2").target = "Reports API";
  builder.fails("0oa3", {"orders.read", "reports.read"});
  builder.fails("0oa4", {"openid", "orders.read"});
  builder.demand("0oa4").custom_successes = {hour(12), hour(12)};
  builder.fails("0oa5", {"openid", "orders.read"});
  builder.demand("0oa6").ignored_because = "retired";
  ServerSnapshot& orders = builder.default_server({"orders.read"});
  builder.policy(orders, {"0oa5"}, {"authorization_code"}, {"openid", "orders.read"});
  builder.policy(orders, {"ALL_CLIENTS"}, {"authorization_code"}, {"*"});
  builder.server("aus2", "Reports API", {"reports.read"});
  builder.server("aus3", "Idle");
  LoggedRequest one;
  one.client_id = "0oa0";
  LoggedRequest other;
  other.client_id = "0oa3";
  builder.snapshot.requests = {one, other, LoggedRequest()};
  builder.evidence.orphans = {{"0oaGone", 1, hour(1)}, {"0oaAlso", 2, hour(2)}};
  return builder;
}

std::vector<std::string> verdict_lines(const Audit& audit) {
  std::vector<std::string> lines;
  for (const AuditedApplication& each : audit.applications)
    lines.push_back(each.application.id + " " + std::string(to_string(each.verdict)) + " " +
                    each.verdict_reason);
  std::ranges::sort(lines);
  return lines;
}

std::vector<std::string> finding_lines(const Audit& audit) {
  std::vector<std::string> lines;
  for (const Finding& each : audit.findings)
    lines.push_back(each.id + " " + each.rule + " " + each.subject.id + " " + text_of(each) + " " +
                    each.blocked_by.value_or("-"));
  return lines;
}

TEST(Verdict, NothingDependsOnTheOrderInWhichTheOrgAnswered) {
  const Audit expected = busy_org().judged();
  std::mt19937 random(7);  // NOLINT(bugprone-random-generator-seed,cert-msc51-cpp): reproducible
  for (int round = 0; round < 30; ++round) {
    AuditBuilder shuffled = busy_org();
    std::ranges::shuffle(shuffled.snapshot.servers, random);
    std::ranges::shuffle(shuffled.snapshot.requests, random);
    std::ranges::shuffle(shuffled.snapshot.sources, random);
    std::ranges::shuffle(shuffled.evidence.orphans, random);
    std::ranges::shuffle(shuffled.snapshot.applications, random);
    // Demands stand in the order of the applications; now and then not even that.
    if (round % 3 != 0) {
      std::vector<Demand> demands;
      for (const okta::Application& app : shuffled.snapshot.applications)
        demands.push_back(shuffled.demand(app.id));
      shuffled.evidence.demands = std::move(demands);
    }
    const Audit audit = shuffled.judged();
    EXPECT_EQ(verdict_lines(audit), verdict_lines(expected));
    EXPECT_EQ(finding_lines(audit), finding_lines(expected));
  }
}

}  // namespace
}  // namespace remediate

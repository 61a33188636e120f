#include "remediate/report/exit_code.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/remediate/report/sample_audit.hpp"

namespace {

using namespace remediate;
using testing::ElementsAre;

TEST(ExitCodes, HaveTheNumbersThatScriptsKnow) {
  EXPECT_EQ(static_cast<int>(ExitCode::done), 0);
  EXPECT_EQ(static_cast<int>(ExitCode::failed), 1);
  EXPECT_EQ(static_cast<int>(ExitCode::usage), 2);
  EXPECT_EQ(static_cast<int>(ExitCode::findings), 3);
  EXPECT_EQ(static_cast<int>(ExitCode::api_access_missing), 4);
  EXPECT_EQ(static_cast<int>(ExitCode::credentials), 5);
  EXPECT_EQ(static_cast<int>(ExitCode::partly_applied), 6);
  EXPECT_EQ(static_cast<int>(ExitCode::stale), 7);
  EXPECT_EQ(static_cast<int>(ExitCode::incomplete), 8);
  EXPECT_EQ(static_cast<int>(ExitCode::needs_decision), 9);
  EXPECT_EQ(static_cast<int>(ExitCode::interrupted), 130);
}

TEST(ExitCodes, StandInTheOrderInWhichTheyWin) {
  EXPECT_THAT(
      in_precedence({ExitCode::done, ExitCode::findings, ExitCode::needs_decision,
                     ExitCode::api_access_missing, ExitCode::incomplete, ExitCode::stale,
                     ExitCode::failed, ExitCode::credentials, ExitCode::partly_applied,
                     ExitCode::interrupted, ExitCode::usage}),
      ElementsAre(ExitCode::usage, ExitCode::interrupted, ExitCode::partly_applied,
                  ExitCode::credentials, ExitCode::failed, ExitCode::stale, ExitCode::incomplete,
                  ExitCode::api_access_missing, ExitCode::needs_decision, ExitCode::findings));
  EXPECT_THAT(in_precedence({}), ElementsAre(ExitCode::done));
}

struct AuditCase {
  const char* name;
  void (*change)(Audit& audit);
  ExitCodes expected;
};

class AuditExitCodes : public testing::TestWithParam<AuditCase> {};

TEST_P(AuditExitCodes, TellAllThatHold) {
  Audit audit = tests::clean_audit();
  GetParam().change(audit);
  EXPECT_EQ(exit_codes(audit), GetParam().expected);
}

void add_finding(Audit& audit, Severity severity, bool conflict, const std::string& rule) {
  Finding finding;
  finding.severity = severity;
  finding.conflict = conflict;
  finding.rule = rule;
  audit.findings.push_back(finding);
}

const auto kAbsent = [](Audit& audit) {
  audit.api_access_management.state = ApiAccessState::absent;
};

INSTANTIATE_TEST_SUITE_P(
    Contract, AuditExitCodes,
    testing::Values(
        AuditCase{"Clean", [](Audit&) {}, {ExitCode::done}},
        AuditCase{
            "Affected", [](Audit& audit) { audit.summary.affected = 1; }, {ExitCode::findings}},
        AuditCase{"AwaitingClient",
                  [](Audit& audit) { audit.summary.awaiting_client = 1; },
                  {ExitCode::findings}},
        AuditCase{"Warning",
                  [](Audit& audit) { add_finding(audit, Severity::warning, false, "x"); },
                  {ExitCode::findings}},
        AuditCase{"Note",
                  [](Audit& audit) { add_finding(audit, Severity::note, false, "x"); },
                  {ExitCode::done}},
        AuditCase{"Conflict",
                  [](Audit& audit) { add_finding(audit, Severity::error, true, "x"); },
                  {ExitCode::needs_decision, ExitCode::findings}},
        AuditCase{"AbsentButNotNeeded", kAbsent, {ExitCode::done}},
        AuditCase{"AbsentAndNeeded",
                  [](Audit& audit) {
                    kAbsent(audit);
                    audit.summary.affected = 2;
                  },
                  {ExitCode::api_access_missing, ExitCode::findings}},
        AuditCase{"AbsentAndAFindingSaysSo",
                  [](Audit& audit) {
                    kAbsent(audit);
                    add_finding(audit, Severity::error, false, "api-access-management-missing");
                  },
                  {ExitCode::api_access_missing, ExitCode::findings}},
        AuditCase{"Gap",
                  [](Audit& audit) {
                    audit.gaps.push_back({"systemLog", "forbidden", "okta.logs.read", "", ""});
                    audit.summary.affected = 1;
                  },
                  {ExitCode::incomplete, ExitCode::findings}},
        AuditCase{"SourceNotWhole",
                  [](Audit& audit) { audit.sources[0].complete = false; },
                  {ExitCode::incomplete}}),
    [](const auto& tested) { return std::string(tested.param.name); });

Plan plan_blocked_by(const std::vector<std::string>& obstacles) {
  Plan plan;
  for (const std::string& each : obstacles) plan.blocked.push_back({"c1", each, "p", ""});
  return plan;
}

TEST(ExitCodeOfPlan, TellsUseFromWhatCouldNotBeRead) {
  const auto codes = [](const std::vector<std::string>& obstacles) {
    return exit_codes(plan_blocked_by(obstacles), Pending::done);
  };
  EXPECT_THAT(codes({"in-use"}), ElementsAre(ExitCode::needs_decision));
  EXPECT_THAT(codes({"changed-since"}), ElementsAre(ExitCode::needs_decision));
  EXPECT_THAT(codes({"usage-unknown"}), ElementsAre(ExitCode::incomplete));
  EXPECT_THAT(codes({"in-use", "usage-unknown", "in-use"}),
              ElementsAre(ExitCode::incomplete, ExitCode::needs_decision));
  EXPECT_THAT(codes({"incomplete:systemLog"}), ElementsAre(ExitCode::incomplete));
  EXPECT_THAT(codes({"api-access-management-missing", "usage-unknown"}),
              ElementsAre(ExitCode::incomplete, ExitCode::api_access_missing));
}

okta::Error error_of(okta::ErrorKind kind) { return {kind, "", std::nullopt, {}}; }

TEST(ExitCodeOfError, FollowsTheKind) {
  EXPECT_EQ(exit_code(error_of(okta::ErrorKind::unauthorized)), ExitCode::credentials);
  EXPECT_EQ(exit_code(error_of(okta::ErrorKind::invalid_input)), ExitCode::usage);
  EXPECT_EQ(exit_code(error_of(okta::ErrorKind::interrupted)), ExitCode::interrupted);
  for (const okta::ErrorKind kind :
       {okta::ErrorKind::network, okta::ErrorKind::timeout, okta::ErrorKind::protocol,
        okta::ErrorKind::server, okta::ErrorKind::io, okta::ErrorKind::rate_limited})
    EXPECT_EQ(exit_code(error_of(kind)), ExitCode::failed);
}

OrgCheck check_with(Probe probe) {
  OrgCheck check;
  check.api_access_management.state = ApiAccessState::present;
  check.probes = {std::move(probe)};
  return check;
}

TEST(ExitCodesOfCheck, FollowTheProbes) {
  EXPECT_THAT(exit_codes(check_with({"apps", ProbeState::ok, "", "", std::nullopt})),
              ElementsAre(ExitCode::done));
  EXPECT_THAT(exit_codes(check_with({"clock", ProbeState::warning, "", "", std::nullopt})),
              ElementsAre(ExitCode::done));
  EXPECT_THAT(exit_codes(check_with({"systemLog", ProbeState::unknown, "", "", std::nullopt})),
              ElementsAre(ExitCode::incomplete));
  EXPECT_THAT(exit_codes(check_with({"credentials", ProbeState::failed, "", "", std::nullopt})),
              ElementsAre(ExitCode::credentials));
  EXPECT_THAT(exit_codes(check_with({"reachability", ProbeState::failed, "", "",
                                     error_of(okta::ErrorKind::network)})),
              ElementsAre(ExitCode::failed));
}

TEST(ExitCodesOfCheck, TellThatApiAccessManagementIsMissing) {
  OrgCheck check = check_with({"apiAccessManagement", ProbeState::failed, "", "",
                               error_of(okta::ErrorKind::feature_missing)});
  check.api_access_management.state = ApiAccessState::absent;
  EXPECT_THAT(exit_codes(check), ElementsAre(ExitCode::api_access_missing));
}

}  // namespace

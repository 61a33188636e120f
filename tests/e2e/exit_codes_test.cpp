#include <csignal>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/oktafix_fixture.hpp"

// The table of the README, tried on the real program.
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using tests::app_json;
using tests::failure_json;
using tests::ProgramResult;
using tests::seed_json;
using tests::started;

mocks::Options org_with(const std::vector<std::string>& apps,
                        const std::vector<std::string>& logs = {},
                        const std::vector<std::string>& faults = {}) {
  mocks::Options options;
  options.seed_json = seed_json(apps, logs);
  options.faults = faults;
  return options;
}

mocks::Options affected_org() {
  return org_with({app_json("0oa1orders", "Orders")},
                  {failure_json("0oa1orders", "openid, orders.read")});
}

class ExitCodes : public tests::Oktafix {};

TEST_F(ExitCodes, Zero_NothingLeftToDo) {
  const auto org = started(org_with({app_json("0oa1orders", "Orders")}));
  const ProgramResult result = run(org, {"audit"});
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_THAT(result.out, HasSubstr("No affected app"));
  EXPECT_THAT(result.err, IsEmpty());
}

TEST_F(ExitCodes, One_TheOrgCannotBeReached) {
  auto command = call(started({}), {"audit", "--max-retries", "0"});  // the org is gone by now
  const ProgramResult result = run_program(command);
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_THAT(result.out, IsEmpty());
  EXPECT_THAT(result.err, HasSubstr("oktafix: error: "));
}

TEST_F(ExitCodes, One_TheResultCannotBeWritten) {
  const auto org = started(org_with({}));
  EXPECT_EQ(run(org, {"audit", "--output", "no-such-folder/report"}).exit_code, 1);
  EXPECT_THAT(org.requests(), IsEmpty()) << "told before the work, not after it";
  EXPECT_EQ(run(org, {"audit", "--output", "/dev/full"}).exit_code, 1);
}

TEST_F(ExitCodes, One_NobodyReadsStdout) {
  const auto org = started(org_with({}));
  auto command = call(org, {"audit"});
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  ::close(ends[0]);
  command.stdout_to = ends[1];
  const ProgramResult result = run_program(command);
  ::close(ends[1]);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("stdout"));
}

TEST_F(ExitCodes, Two_UsageOrSettings) {
  const auto org = started(org_with({}));
  EXPECT_EQ(run(org, {}).exit_code, 2);
  EXPECT_EQ(run(org, {"adit"}).exit_code, 2);
  EXPECT_EQ(run(org, {"plan", "--format", "sarif"}).exit_code, 2);
  EXPECT_EQ(run(org, {"audit", "--config", "not-there.yaml"}).exit_code, 2);
  EXPECT_EQ(run_program(call({"audit"})).exit_code, 2) << "no settings at all";

  auto plain_http = call(org, {"audit"});
  plain_http.environment.erase("OKTA_TESTING_DISABLEHTTPSCHECK");
  EXPECT_EQ(run_program(plain_http).exit_code, 2);

  auto private_key = call(org, {"audit"});
  private_key.environment["OKTA_CLIENT_AUTHORIZATIONMODE"] = "PrivateKey";
  EXPECT_EQ(run_program(private_key).exit_code, 2);

  write("oktafix.yaml", "target: {autorizationServer: default}\n");
  const ProgramResult strict = run(org, {"audit"});
  EXPECT_EQ(strict.exit_code, 2);
  EXPECT_THAT(strict.err, HasSubstr("oktafix.yaml:1:"));
  EXPECT_THAT(org.requests(), IsEmpty());
}

TEST_F(ExitCodes, Three_FindingsThatWereApproved) {
  const auto org = started(affected_org());
  const ProgramResult result = run(org, {"audit", "--approve-scopes", "orders.*"});
  EXPECT_EQ(result.exit_code, 3) << result.out << result.err;
  EXPECT_THAT(result.out, HasSubstr("Orders"));
  EXPECT_THAT(result.out, HasSubstr("orders.read"));
}

TEST_F(ExitCodes, Four_ApiAccessManagementIsMissingAndNeeded) {
  mocks::Options options = affected_org();
  options.api_am = false;
  const auto org = started(options);
  const ProgramResult result = run(org, {"audit", "--approve-scopes", "orders.*"});
  EXPECT_EQ(result.exit_code, 4) << result.out << result.err;
}

TEST_F(ExitCodes, Five_TheTokenIsRejected) {
  const auto org = started(org_with({}, {}, {"GET ^/api/v1/ 1-99 E0000011"}));
  const ProgramResult result = run(org, {"audit"});
  EXPECT_EQ(result.exit_code, 5) << result.out << result.err;
  EXPECT_THAT(result.out, IsEmpty());
  EXPECT_EQ(run(org, {"check"}).exit_code, 5);
}

TEST_F(ExitCodes, Eight_TheSystemLogMayNotBeRead) {
  const auto org = started(
      org_with({app_json("0oa1orders", "Orders")}, {}, {"GET ^/api/v1/logs 1-99 E0000006"}));
  const ProgramResult result = run(org, {"audit"});
  EXPECT_EQ(result.exit_code, 8) << result.out << result.err;
  EXPECT_THAT(result.out, HasSubstr("proves nothing"));
  EXPECT_THAT(result.out, HasSubstr("okta.logs.read"));
}

TEST_F(ExitCodes, Nine_AScopeThatNobodyApproved) {
  const auto org = started(affected_org());
  const ProgramResult result = run(org, {"audit"});
  EXPECT_EQ(result.exit_code, 9) << result.out << result.err;
  EXPECT_THAT(result.out, HasSubstr("--approve-scopes orders.read"));
}

TEST_F(ExitCodes, Nine_YesApprovesNoScope) {
  const auto org = started(affected_org());
  EXPECT_EQ(run(org, {"audit", "--yes"}).exit_code, 9);
}

TEST_F(ExitCodes, OneHundredThirty_InterruptedWhileAnAnswerHangs) {
  for (const int signal : {SIGINT, SIGTERM}) {
    const auto org = started(org_with({}, {}, {"GET ^/api/v1/apps 1-9 hang"}));
    tests::RunningProgram program(call(org, {"audit", "--log-level", "debug"}));
    ASSERT_TRUE(program.wait_for_stderr("okta-organization"));
    program.send_signal(signal);
    const ProgramResult result = program.wait();
    EXPECT_EQ(result.exit_code, 130) << result.err;
    EXPECT_THAT(result.out, IsEmpty());
  }
}

TEST_F(ExitCodes, HelpAndVersionSucceedWithoutAnySettings) {
  EXPECT_EQ(run_program(call({"--help"})).exit_code, 0);
  const ProgramResult version = run_program(call({"--version"}));
  EXPECT_EQ(version.exit_code, 0);
  EXPECT_THAT(version.out, testing::StartsWith("oktafix "));
}

TEST_F(ExitCodes, TheJsonTellsAllThatHold) {
  mocks::Options options = affected_org();
  options.faults = {"GET ^/api/v1/domains 1-99 E0000006"};
  const auto org = started(options);
  const ProgramResult result = run(org, {"audit", "--format", "json"});
  EXPECT_EQ(result.exit_code, 8);
  EXPECT_THAT(result.out, testing::ContainsRegex("\"exitCodes\": \\[[^]]*8,[^]]*9,[^]]*3[^]]*\\]"));
}

TEST_F(ExitCodes, OfCheck) {
  const auto org = started(org_with({app_json("0oa1orders", "Orders")}));
  const ProgramResult result = run(org, {"check"});
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_THAT(result.out, Not(IsEmpty()));
}

}  // namespace

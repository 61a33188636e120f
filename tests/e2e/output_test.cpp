#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/e2e/oktafix_fixture.hpp"
#include "tests/support/recorded.hpp"

namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using tests::app_json;
using tests::failure_json;
using tests::ProgramResult;
using tests::seed_json;
using tests::started;
using Json = nlohmann::ordered_json;

const std::vector<std::string> kFormats = {"text", "json", "markdown", "html"};

class Output : public tests::Oktafix {};

mocks::FakeOrg hostile_org() {
  mocks::Options options;
  options.seed_json = seed_json(
      {app_json("0oa1evil", "\x1b[2J<script>alert(1)</script>|`x`\n[a](http://b) \xe2\x80\xae")},
      {failure_json("0oa1evil", "openid, \x1b[31mred, <img/src=x>, $(reboot)"),
       failure_json("0oa1evil", "openid", "custom scopes \x1b]0;t\x07 <b>odd</b>")});
  return started(options);
}

bool has_terminal_control(const std::string& text) {
  return text.find('\x1b') != std::string::npos || text.find('\x07') != std::string::npos ||
         text.find("\xe2\x80\xae") != std::string::npos;
}

TEST_F(Output, PassesNoTerminalControlInAnyFormat) {
  const auto org = hostile_org();
  for (const std::string& format : kFormats) {
    for (const char* detail : {"-v", "-q"}) {
      const ProgramResult result =
          run(org, {"audit", "--format", format, detail, "--log-level", "debug"});
      EXPECT_THAT(result.out, Not(IsEmpty())) << result.err;
      EXPECT_FALSE(has_terminal_control(result.out)) << format << result.out;
      EXPECT_FALSE(has_terminal_control(result.err)) << format << result.err;
    }
  }
}

TEST_F(Output, HasNoForeignMarkup) {
  const auto org = hostile_org();
  for (const char* format : {"markdown", "html"}) {
    const ProgramResult result = run(org, {"audit", "--format", format});
    EXPECT_THAT(result.out, Not(HasSubstr("<script"))) << format;
    EXPECT_THAT(result.out, Not(HasSubstr("<img"))) << format;
  }
  EXPECT_THAT(run(org, {"audit", "--format", "markdown"}).out, Not(HasSubstr("[a](http")));
}

TEST_F(Output, NeverHoldsTheToken) {
  const auto org = hostile_org();
  for (const std::string& format : kFormats) {
    const ProgramResult result = run(
        org, {"audit", "--format", format, "-v", "--log-level", "debug", "--log-format", "json"});
    EXPECT_THAT(result.out + result.err, Not(HasSubstr(tests::kToken)));
  }
  auto wrong = call(org, {"audit", "--org-url", "not a url"});
  EXPECT_THAT(run_program(wrong).err, Not(HasSubstr(tests::kToken)));
}

TEST_F(Output, IsOnlyTheResult) {
  const auto org = hostile_org();
  const ProgramResult result = run(org, {"audit", "--format", "json", "--log-level", "debug"});
  EXPECT_TRUE(Json::accept(result.out)) << result.out;
  EXPECT_THAT(result.err, HasSubstr("oktafix: debug: "));
}

TEST_F(Output, SaysSoWhenIncludeMatchesNothing) {
  mocks::Options options;
  options.seed_json = seed_json({app_json("0oa1", "Orders")}, {});
  const auto org = started(options);
  EXPECT_THAT(run(org, {"audit", "--include", "Odrers"}).err, HasSubstr("none matches --include"));
  EXPECT_THAT(run(org, {"audit", "--include", "Orders"}).err, Not(HasSubstr("--include")));
}

TEST_F(Output, LogsJsonLinesOnDemand) {
  const auto org = hostile_org();
  const ProgramResult result = run(org, {"audit", "--log-level", "debug", "--log-format", "json"});
  std::istringstream lines(result.err);
  std::string line;
  int count = 0;
  while (std::getline(lines, line)) {
    EXPECT_TRUE(Json::accept(line)) << line;
    ++count;
  }
  EXPECT_GT(count, 3);
}

TEST_F(Output, ShowsNoProgressWhenStderrIsNoTerminal) {
  const auto org = hostile_org();
  EXPECT_THAT(run(org, {"audit"}).err, IsEmpty());
}

TEST_F(Output, HasNoColourUnlessItIsAskedFor) {
  const auto org = hostile_org();
  EXPECT_THAT(run(org, {"audit"}).out, Not(HasSubstr("\x1b[")));
  EXPECT_THAT(run(org, {"audit", "--color", "always"}).out, HasSubstr("\x1b[1m"));
}

TEST_F(Output, GoesToAFileAtOnceAndWhole) {
  const auto org = hostile_org();
  const ProgramResult result = run(org, {"audit", "--format", "json", "--output", "report.json"});
  EXPECT_THAT(result.out, IsEmpty());
  EXPECT_TRUE(Json::accept(tests::read_file(folder() / "report.json")));
}

TEST_F(Output, OfAuditHasTheMembersOfTheSchema) {
  mocks::Options options;
  options.seed_json = seed_json({app_json("0oa1orders", "Orders")},
                                {failure_json("0oa1orders", "openid, orders.read")});
  const auto org = started(options);
  const Json audit = Json::parse(run(org, {"audit", "--format", "json"}).out);
  EXPECT_EQ(audit["schema"], "oktafix.audit/1");
  EXPECT_EQ(audit["org"]["url"], org.base_url());
  EXPECT_EQ(audit["apiAccessManagement"]["state"], "present");
  EXPECT_EQ(audit["targets"][0]["authorizationServer"], "aus1default");
  EXPECT_TRUE(audit["completeness"]["complete"]);
  const Json& app = audit["applications"][0];
  EXPECT_EQ(app["verdict"], "affected");
  EXPECT_EQ(app["scopes"]["requested"], Json({"openid", "orders.read"}));
  EXPECT_EQ(app["scopes"]["custom"], Json({"orders.read"}));
  EXPECT_EQ(app["evidence"][0]["source"], "systemLog");
  EXPECT_EQ(app["evidence"][0]["count"], 1);
  EXPECT_EQ(app["target"]["authorizationServer"], "aus1default");
  EXPECT_EQ(audit["summary"]["affected"], 1);
  EXPECT_EQ(audit["calls"], static_cast<int>(org.requests().size()));
}

TEST_F(Output, OfCheckHasTheMembersOfTheSchema) {
  mocks::Options options;
  options.seed_json = seed_json({}, {});
  const auto org = started(options);
  const ProgramResult result = run(org, {"check", "--format", "json"});
  const Json check = Json::parse(result.out);
  EXPECT_EQ(check["schema"], "oktafix.check/1");
  EXPECT_EQ(check["org"]["url"], org.base_url());
  EXPECT_EQ(check["apiAccessManagement"]["state"], "present");
  EXPECT_FALSE(check["probes"].empty());
  EXPECT_EQ(check["needs"][0]["verb"], "audit");
  EXPECT_EQ(check["exitCode"], result.exit_code);
}

TEST_F(Output, OfAnAuditSendsOnlyReads) {
  const auto org = hostile_org();
  (void)run(org, {"audit"});
  for (const mocks::RecordedRequest& each : org.requests()) {
    EXPECT_EQ(each.method, "GET") << each.path;
    EXPECT_THAT(each.user_agent, HasSubstr("oktafix/"));
  }
}

}  // namespace

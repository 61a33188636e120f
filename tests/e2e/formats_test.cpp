#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/oktafix_fixture.hpp"
#include "tests/e2e/orgs.hpp"
#include "tests/support/recorded.hpp"

namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;
using namespace tests;
using Json = nlohmann::ordered_json;

class Formats : public Oktafix {
 protected:
  mocks::FakeOrg org_ = started_with(orders_seed());
};

TEST_F(Formats, OfPlanAreFive) {
  for (const auto& [format, beginning] :
       {std::pair("text", "Plan "), std::pair("json", "{"), std::pair("markdown", "## "),
        std::pair("html", "<!doctype html>"), std::pair("terraform", "#")}) {
    const ProgramResult planned = run(org_, with_approval({"plan", "--format", format}));
    EXPECT_EQ(planned.exit_code, 3) << format << planned.err;
    EXPECT_THAT(planned.out, StartsWith(beginning));
    EXPECT_THAT(planned.out, HasSubstr("orders.read")) << format;
    EXPECT_THAT(planned.err, IsEmpty()) << format;
  }
}

TEST_F(Formats, OfPlanAsJsonIsThePlanFile) {
  const ProgramResult planned =
      run(org_, with_approval({"plan", "--format", "json", "--out", "plan.json"}));
  EXPECT_EQ(planned.out, read_file(folder() / "plan.json"));
  const Json plan = Json::parse(planned.out);
  EXPECT_EQ(plan["schema"], "oktafix.plan/1");
  EXPECT_EQ(plan["org"], org_.base_url());
  EXPECT_THAT(plan["digest"].get<std::string>(), StartsWith("sha256:"));
  EXPECT_EQ(plan["effects"][0]["after"], "granted");
  EXPECT_EQ(plan["handover"][0]["clientId"], kOrders);
}

TEST_F(Formats, OfRunsShowAreFour) {
  ASSERT_EQ(run(org_, with_approval({"apply", "--yes"})).exit_code, 0);
  for (const auto& [format, beginning] :
       {std::pair("text", "Run "), std::pair("json", "{"), std::pair("markdown", "## "),
        std::pair("html", "<!doctype html>")}) {
    const ProgramResult shown = run(org_, {"runs", "show", "--format", format});
    EXPECT_EQ(shown.exit_code, 0) << format << shown.err;
    EXPECT_THAT(shown.out, StartsWith(beginning));
    EXPECT_THAT(shown.out, HasSubstr("orders.read")) << format;
  }
}

TEST_F(Formats, ThatAVerbDoesNotHaveAreUsageErrors) {
  const std::vector<std::vector<std::string>> commands = {
      {"plan", "--format", "sarif"},
      {"plan", "--format", "yaml"},
      {"audit", "--format", "terraform"},
      {"apply", "--format", "markdown"},
      {"apply", "--format", "html", "--dry-run"},
      {"verify", "--format", "html"},
      {"rollback", "last", "--format", "markdown"},
      {"runs", "--format", "markdown"},
      {"runs", "show", "--format", "terraform"},
      {"check", "--format", "markdown"},
      {"explain", "invalid_scope", "--format", "html"},
      {"access", "--client", "c", "--grant", "implicit", "--format", "html"}};
  for (const auto& each : commands) {
    const ProgramResult refused = run(org_, each);
    EXPECT_EQ(refused.exit_code, 2) << each.front() << refused.out;
    EXPECT_THAT(refused.out, IsEmpty());
    EXPECT_THAT(refused.err, HasSubstr("--format"));
  }
  EXPECT_THAT(org_.requests(), IsEmpty());
}

TEST_F(Formats, AsJsonAreJsonWhateverTheVerb) {
  EXPECT_EQ(json_of(org_, with_approval({"apply", "--dry-run"}))["requests"].size(), 5U);
  EXPECT_EQ(json_of(org_, with_approval({"apply", "--yes"}))["schema"], "oktafix.run/1");
  EXPECT_EQ(json_of(org_, with_approval({"apply", "--yes"}))["schema"], "oktafix.plan/1")
      << "nothing was due: the empty plan";
  EXPECT_EQ(json_of(org_, {"verify", "--probe"})["schema"], "oktafix.verify/1");
  EXPECT_EQ(json_of(org_, {"runs"})["schema"], "oktafix.runs/1");
  EXPECT_EQ(
      json_of(org_, {"access", "--client", kOrders, "--grant", "authorization_code"})["schema"],
      "oktafix.access/1");
  EXPECT_EQ(json_of(org_, {"explain", "E0000015"})["schema"], "oktafix.explain/1");
  EXPECT_EQ(json_of(org_, {"rollback", "last", "--dry-run"})["requests"].size(), 5U);
  EXPECT_EQ(json_of(org_, {"rollback", "last", "--yes"})["verb"], "rollback");
}

TEST_F(Formats, GoToAFileWhenAsked) {
  const std::vector<std::vector<std::string>> commands = {with_approval({"plan"}),
                                                          with_approval({"apply", "--dry-run"}),
                                                          with_approval({"apply", "--yes"}),
                                                          {"verify"},
                                                          {"runs"},
                                                          {"runs", "show"},
                                                          {"rollback", "last", "--yes"},
                                                          {"explain", "invalid_scope"}};
  for (std::vector<std::string> each : commands) {
    each.insert(each.end(), {"--format", "json", "--output", "result.json"});
    const ProgramResult result = run(org_, each);
    EXPECT_THAT(result.out, IsEmpty()) << each.front();
    EXPECT_TRUE(Json::accept(read_file(folder() / "result.json"))) << each.front() << result.err;
    std::filesystem::remove(folder() / "result.json");
  }
}

TEST_F(Formats, ThatCannotBeWrittenAreToldBeforeAnyRequest) {
  EXPECT_EQ(run(org_, with_approval({"apply", "--yes", "--output", "no/where"})).exit_code, 1);
  EXPECT_EQ(run(org_, with_approval({"plan", "--out", "no/where"})).exit_code, 1);
  EXPECT_THAT(org_.requests(), IsEmpty());
}

TEST_F(Formats, OfAPlanWithHostileNamesAreHarmless) {
  Json seed = orders_seed();
  seed["apps"][0]["label"] = "\x1b[2J<script>alert(1)</script>|`x`\n[a](http://b)${c1.id}";
  const mocks::FakeOrg org = started_with(seed);
  for (const char* format : {"text", "json", "markdown", "html", "terraform"}) {
    const ProgramResult planned = run(org, with_approval({"plan", "--format", format, "-v"}));
    EXPECT_EQ(planned.exit_code, 3) << planned.err;
    EXPECT_THAT(planned.out, Not(HasSubstr("\x1b"))) << format;
    const bool has_markup = std::string(format) == "markdown" || std::string(format) == "html";
    if (has_markup) {
      EXPECT_THAT(planned.out, Not(HasSubstr("<script"))) << format;
    }
  }
  const ProgramResult applied = run(org, with_approval({"apply", "--yes", "-v"}));
  EXPECT_EQ(applied.exit_code, 0) << applied.out << applied.err;
  EXPECT_THAT(applied.out + applied.err, Not(HasSubstr("\x1b")));
}

}  // namespace

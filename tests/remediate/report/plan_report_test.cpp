#include "remediate/report/plan_report.hpp"

#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include "remediate/model/plan_json.hpp"
#include "remediate/report/escape.hpp"
#include "tests/remediate/report/hostile_text.hpp"
#include "tests/remediate/report/sample_plan.hpp"
#include "tests/support/golden.hpp"

namespace {

using namespace remediate;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using Json = nlohmann::ordered_json;

// One request of each form; paths as apply/ derives them.
std::vector<PlannedRequest> requests_of(const Plan& plan) {
  std::vector<PlannedRequest> requests;
  for (const Change& each : plan.changes) {
    requests.push_back({each.id, each.body.empty() ? "PUT" : "POST",
                        "/api/v1/" + each.target.server + "/x", each.body, each.diff});
  }
  return requests;
}

std::vector<std::string> all_reports(const Plan& plan) {
  return {plan_text(plan, Detail::verdict_only, {}),
          plan_text(plan, Detail::attention, {}),
          plan_text(plan, Detail::everything, {}),
          plan_markdown(plan),
          plan_html(plan),
          plan_terraform(plan),
          plan_json(plan),
          requests_text(requests_of(plan), {}),
          requests_json(requests_of(plan))};
}

std::string text_of(const Plan& plan) { return plan_text(plan, Detail::attention, {}); }

TEST(PlanReport, LooksAsAgreed) {
  const Plan plan = tests::sample_plan();
  tests::expect_golden("plan.txt", text_of(plan));
  tests::expect_golden("plan-verbose.txt", plan_text(plan, Detail::everything, {}));
  tests::expect_golden("plan-empty.txt", text_of(tests::sample_plan_without_changes()));
  tests::expect_golden("plan.md", plan_markdown(plan));
  tests::expect_golden("plan.html", plan_html(plan));
  tests::expect_golden("plan.tf", plan_terraform(plan));
  tests::expect_golden("plan.json", plan_json(plan));
  tests::expect_golden("requests.txt", requests_text(requests_of(plan), {}));
  tests::expect_golden("requests.json", requests_json(requests_of(plan)));
}

TEST(PlanText, SaysWhatItDoesBeforeHow) {
  const std::string text = text_of(tests::sample_plan());
  EXPECT_LT(text.find("What it does"), text.find("What it changes"));
  EXPECT_LT(text.find("What it changes"), text.find("What it takes for granted"));
}

TEST(PlanText, ShowsNoReferenceAsItIsWritten) {
  for (const Detail detail : {Detail::attention, Detail::everything}) {
    const std::string text = plan_text(tests::sample_plan(), detail, {.width = 1000});
    EXPECT_FALSE(has_references(text));
    EXPECT_THAT(text, HasSubstr("(issuer of authorization server 'Orders API', known once it is "
                                "made)/v1/token"));
  }
}

TEST(PlanText, NamesEveryChangeWithItsReason) {
  const Plan plan = tests::sample_plan();
  const std::string text = plan_text(plan, Detail::attention, {.width = 1000});
  for (const Change& each : plan.changes) {
    EXPECT_THAT(text, HasSubstr("\n  " + each.id + " "));
    EXPECT_THAT(text, HasSubstr("why: " + each.why));
  }
}

TEST(PlanText, NamesEveryOutcomeWithItsTurn) {
  const std::string text = plan_text(tests::sample_plan(), Detail::attention, {.width = 1000});
  EXPECT_THAT(text, AllOf(HasSubstr("gains "), HasSubstr("keeps "), HasSubstr("loses "),
                          HasSubstr("may get ")));
  EXPECT_THAT(text, HasSubstr("access token 61 minutes; refresh token unlimited -> access token 5 "
                              "minutes; token hook cal1"));
  EXPECT_THAT(text, HasSubstr("for the client itself, without a user (on other terms)"));
  EXPECT_THAT(text, HasSubstr("Any client that no policy names at"));
}

TEST(PlanText, SaysWhoIsLeftOutAndWhereAPolicyStands) {
  const std::string text = plan_text(tests::sample_plan(), Detail::attention, {.width = 1000});
  EXPECT_THAT(text, HasSubstr("everybody who is assigned to the app, but not group 00g2"));
  EXPECT_THAT(text, HasSubstr("create policy 'oktafix 0oa1portal' directly above policy 00p1"));
}

TEST(PlanText, SendsPeopleToAnExplanationOfEachAssumption) {
  const Plan plan = tests::sample_plan();
  for (const Assumption& each : plan.assumes)
    EXPECT_THAT(text_of(plan), HasSubstr("oktafix explain " + each.id));
}

TEST(PlanText, SaysWhatIsRiskyAndWhatCannotBeUndone) {
  EXPECT_THAT(text_of(tests::sample_plan()), AllOf(HasSubstr("risk: is asked before what is there"),
                                                   HasSubstr("risk: a rollback does not undo it")));
}

TEST(PlanText, SaysThatNothingIsToBeChangedAndStillWhatIsLeft) {
  const std::string text = text_of(tests::sample_plan_without_changes());
  EXPECT_THAT(text, AllOf(HasSubstr("nothing is to be changed in Okta"),
                          HasSubstr("https://acme.okta.com/oauth2/aus2batch/v1/token"),
                          HasSubstr("target-server-inactive"), Not(HasSubstr("What it does")),
                          Not(HasSubstr("What it changes"))));
}

TEST(PlanText, TellsTheVerdictInTwoLines) {
  for (const Plan& plan : {tests::sample_plan(), tests::sample_plan_without_changes()})
    EXPECT_EQ(tests::lines_of(plan_text(plan, Detail::verdict_only, {})).size(), 2U);
  EXPECT_EQ(tests::lines_of(plan_text(Plan{}, Detail::verdict_only, {})).size(), 1U);
}

TEST(PlanText, ShowsBodiesOnlyToWhoAsksForEverything) {
  EXPECT_THAT(text_of(tests::sample_plan()), Not(HasSubstr("metadataPublish")));
  EXPECT_THAT(plan_text(tests::sample_plan(), Detail::everything, {}),
              HasSubstr("metadataPublish"));
}

TEST(PlanText, StaysWithinTheWidthBetweenWords) {
  for (const std::string& line : tests::lines_of(text_of(tests::sample_plan())))
    EXPECT_LE(display_width(line), 100U) << line;
}

TEST(PlanText, HasNoColourUnlessAskedFor) {
  EXPECT_THAT(text_of(tests::sample_plan()), Not(HasSubstr("\x1b")));
  EXPECT_THAT(plan_text(tests::sample_plan(), Detail::attention, {.color = true}),
              HasSubstr("\x1b["));
}

TEST(PlanHtml, LoadsNothing) {
  EXPECT_THAT(plan_html(tests::sample_plan()),
              AllOf(StartsWith("<!doctype html>"), HasSubstr("default-src 'none'"),
                    Not(HasSubstr("<script")), Not(HasSubstr("src="))));
}

// Without the alignment of its arguments.
std::string resource_named(const std::string& terraform, const std::string& head) {
  const std::size_t start = terraform.find("resource " + head);
  if (start == std::string::npos) return "";
  const std::string text = terraform.substr(start, terraform.find("\n}", start) - start + 1);
  return std::regex_replace(text, std::regex(" +="), " =");
}

TEST(PlanTerraform, RefersToWhatIsMadeByItsResource) {
  const std::string text = plan_terraform(tests::sample_plan());
  const std::string rule =
      resource_named(text, R"("okta_auth_server_policy_rule" "authorization_code_c4")");
  EXPECT_THAT(rule, HasSubstr("auth_server_id = okta_auth_server.orders_api_c1.id\n"));
  EXPECT_THAT(rule, HasSubstr("policy_id = okta_auth_server_policy.oktafix_0oa1portal_c3.id\n"));
  EXPECT_THAT(rule, HasSubstr("depends_on = [okta_auth_server.orders_api_c1, "
                              "okta_auth_server_scope.orders_read_c2, "
                              "okta_auth_server_policy.oktafix_0oa1portal_c3]"));
}

TEST(PlanTerraform, SaysAllThatARuleSays) {
  const std::string rule = resource_named(plan_terraform(tests::sample_plan()),
                                          R"("okta_auth_server_policy_rule" "staff_x_if_c6")");
  for (const char* line :
       {R"(name = "Staff $${x} %%{if}")", R"(auth_server_id = "aus2batch")",
        R"(policy_id = "00p1")", R"(grant_type_whitelist = ["client_credentials"])",
        R"(scope_whitelist = ["*"])", R"(group_whitelist = ["00g1"])",
        R"(group_blacklist = ["00g2"])", R"(user_whitelist = ["00u1"])",
        "access_token_lifetime_minutes = 5", R"(inline_hook_id = "cal1")"})
    EXPECT_THAT(rule, HasSubstr(std::string("\n  ") + line + "\n"));
  EXPECT_THAT(rule, Not(HasSubstr("user_blacklist")));
}

TEST(PlanTerraform, SaysWhatTheProviderCannotExpress) {
  const std::string text = plan_terraform(tests::sample_plan());
  EXPECT_THAT(text, HasSubstr("# The provider has no argument for:\n"));
  EXPECT_THAT(text, HasSubstr("#   /conditions/network/connection = \"ZONE\"\n"));
  EXPECT_THAT(text, HasSubstr("#   /profile/issuer: \"https://acme.okta.com\" -> "));
  EXPECT_THAT(text, Not(HasSubstr("resource \"okta_app_oauth\"")));
}

TEST(PlanTerraform, NumbersOnlyWhatStandsAmongWhatItMakes) {
  Plan plan = tests::sample_plan();
  EXPECT_THAT(plan_terraform(plan),
              AllOf(HasSubstr("Its priority is the one that the policy below it has now"),
                    HasSubstr("It comes last: its priority is one more")));
  Change second = plan.changes[3];
  second.id = "c8";
  second.target.name = "second";
  plan.changes.push_back(second);
  plan.changes[2].target.above.clear();
  const std::string text = plan_terraform(plan);
  const auto number_in = [&](const std::string& head) {
    return resource_named(text, head).find("priority = 1\n") != std::string::npos   ? 1
           : resource_named(text, head).find("priority = 2\n") != std::string::npos ? 2
                                                                                    : 0;
  };
  EXPECT_EQ(number_in(R"("okta_auth_server_policy" "oktafix_0oa1portal_c3")"), 1);
  EXPECT_EQ(number_in(R"("okta_auth_server_policy_rule" "authorization_code_c4")"), 1);
  EXPECT_EQ(number_in(R"("okta_auth_server_policy_rule" "second_c8")"), 2);
  EXPECT_EQ(number_in(R"("okta_auth_server_policy_rule" "staff_x_if_c6")"), 0);
}

TEST(PlanTerraform, NamesTheClientInThePolicyThatIsMade) {
  const std::string policy = resource_named(plan_terraform(tests::sample_plan()),
                                            R"("okta_auth_server_policy" "oktafix_0oa1portal_c3")");
  EXPECT_THAT(policy, HasSubstr(R"(client_whitelist = ["0oa1portal"])"));
  EXPECT_THAT(plan_terraform(tests::sample_plan()), HasSubstr("# Is part of the resource of c3."));
}

TEST(PlanTerraform, TellsWhatToSetOnWhatIsThereAlready) {
  Plan plan = tests::sample_plan();
  plan.changes = {plan.changes[4]};
  plan.changes[0].target.id = "00p1";
  plan.changes[0].target.server = "aus1";
  EXPECT_THAT(plan_terraform(plan), AllOf(HasSubstr("import it as okta_auth_server_policy"),
                                          HasSubstr(R"(#   client_whitelist = ["0oa1portal"])"),
                                          Not(HasSubstr("\nresource"))));
}

TEST(PlanTerraform, SaysWhereTheProviderWantsMoreThanThePlanSays) {
  Plan plan = tests::sample_plan();
  plan.changes[2].body = R"({"name":"p","conditions":{"clients":5}})";
  EXPECT_THAT(plan_terraform(plan), AllOf(HasSubstr("# priority: the provider requires it"),
                                          HasSubstr("#   /conditions/clients = 5")));
}

// What a line of HCL is outside of comments: no text of an org may add one, or begin a template.
std::vector<std::string> shape_of(const std::string& terraform) {
  std::vector<std::string> shape;
  for (const std::string& line : tests::lines_of(terraform)) {
    const std::size_t begin = line.find_first_not_of(' ');
    if (begin == std::string::npos || line[begin] == '#') continue;
    shape.push_back(line.substr(0, line.find_first_of("=\"", begin)));
  }
  return shape;
}

TEST(PlanTerraform, CannotBeGivenCodeByAnOrg) {
  const auto shape = shape_of(plan_terraform(tests::plan_full_of("harmless")));
  std::vector<std::string> texts = tests::hostile_texts();
  texts.insert(texts.end(), {"${file(\"/etc/passwd\")}", "%{ for x in y }", "$${a} %%{b}",
                             "\"\n}\nresource \"x\" \"y\" {", "\\\"", "\\${x}", "\U0001f600\b\f"});
  for (const std::string& text : texts) {
    const std::string terraform = plan_terraform(tests::plan_full_of(text));
    EXPECT_EQ(shape_of(terraform), shape) << text.substr(0, 60);
    for (const std::string& line : tests::lines_of(terraform)) {
      const bool is_comment = line.find('#') == line.find_first_not_of(' ');
      EXPECT_TRUE(is_comment || line.find("= \"${") == std::string::npos) << line.substr(0, 100);
    }
  }
  EXPECT_THAT(plan_terraform(tests::plan_full_of("${file(\"x\")}")),
              HasSubstr(R"(= "$${file(\"x\")}")"));
  EXPECT_THAT(plan_terraform(tests::plan_full_of("\U0001f600\b")),
              HasSubstr(R"(= "\U0001f600\u0008")"));
}

TEST(Requests, ShowBodyOrDiffOfEachInOrder) {
  const std::string text = requests_text(requests_of(tests::sample_plan()), {});
  EXPECT_THAT(text, StartsWith("7 requests would be sent"));
  EXPECT_LT(text.find("c1  POST"), text.find("c2  POST"));
  EXPECT_THAT(text, HasSubstr("      \"audiences\": ["));
  EXPECT_THAT(text, HasSubstr("/conditions/clients/include: [] -> [\"0oa1portal\"]"));
  EXPECT_THAT(text, HasSubstr("/profile/token_url: (not there) -> \"${c1.issuer}/v1/token\""));
}

TEST(Requests, AreJsonWithBodiesInIt) {
  const Json json = Json::parse(requests_json(requests_of(tests::sample_plan())));
  EXPECT_EQ(json["schema"], "oktafix.requests/1");
  ASSERT_EQ(json["requests"].size(), 7U);
  EXPECT_EQ(json["requests"][0]["body"]["name"], "Orders API");
  EXPECT_FALSE(json["requests"][0].contains("diff"));
  EXPECT_EQ(json["requests"][4]["diff"][0]["after"], Json::array({"0oa1portal"}));
  EXPECT_FALSE(json["requests"][6]["diff"][1].contains("before"));
}

TEST(Requests, SayWhereSomethingStandsWhoseNumberIsNotKnownYet) {
  std::vector<PlannedRequest> requests = requests_of(tests::sample_plan());
  requests[2].place = "directly above policy 00p1";
  EXPECT_THAT(requests_text(requests, {}),
              HasSubstr("with the priority that puts it directly above policy 00p1"));
  const Json json = Json::parse(requests_json(requests));
  EXPECT_EQ(json["requests"][2]["place"], "directly above policy 00p1");
  EXPECT_FALSE(json["requests"][3].contains("place"));
}

// A plan that rewrites a file, and nothing else.
Plan plan_over_file() {
  Plan plan = tests::sample_plan_without_changes();
  Change change;
  change.id = "c1";
  change.action = Action::rewrite;
  change.target = {ObjectKind::file, {}, "orders/.env", {}, {}};
  change.precondition.digest = "sha256:x";
  change.splices = {{27, "", "/oauth2/default"}, {80, "/oauth2/v1", "/oauth2/default/v1"}};
  change.why = "its client moves";
  plan.changes = {change};
  seal(plan);
  return plan;
}

TEST(FileInAPlan, IsToldInEveryFormat) {
  const Plan plan = plan_over_file();
  for (const std::string& report :
       {text_of(plan), plan_markdown(plan), plan_html(plan), plan_terraform(plan)}) {
    EXPECT_THAT(report, AllOf(HasSubstr("orders/.env"), HasSubstr("/oauth2/default/v1")));
  }
  EXPECT_THAT(text_of(plan), HasSubstr("at byte 27: puts in /oauth2/default"));
}

TEST(FileInADryRun, IsNoRequest) {
  const Plan plan = plan_over_file();
  const std::vector<PlannedRequest> requests = {
      {"c1", "REWRITE", "orders/.env", {}, {}, {}, plan.changes[0].splices}};
  const std::string text = requests_text(requests, {});
  EXPECT_THAT(text, StartsWith("0 requests would be sent and 1 file rewritten, in this order."));
  EXPECT_THAT(text, HasSubstr("REWRITE orders/.env"));
  EXPECT_THAT(text, HasSubstr("at byte 80: /oauth2/v1 -> /oauth2/default/v1"));
  EXPECT_EQ(Json::parse(requests_json(requests))["requests"][0]["splices"][0]["offset"], 27);
}

TEST(Requests, AreNoneForAPlanWithoutChanges) {
  EXPECT_EQ(requests_text({}, {}), "No request would be sent.\n");
}

TEST(EveryPlanReport, NeverActsOnATerminal) {
  for (const std::string& text : tests::hostile_texts()) {
    for (const std::string& report : all_reports(tests::plan_full_of(text)))
      EXPECT_FALSE(tests::acts_on_a_terminal(report)) << report.substr(0, 400);
  }
}

TEST(EveryPlanReport, HasNoTagsLinksOrCellsButItsOwn) {
  const auto tags = tests::tags_in(plan_html(tests::plan_full_of("harmless")));
  const std::string marks = tests::marks_in(plan_markdown(tests::plan_full_of("harmless")));
  for (const std::string& text : tests::hostile_texts()) {
    EXPECT_EQ(tests::tags_in(plan_html(tests::plan_full_of(text))), tags) << text.substr(0, 60);
    EXPECT_EQ(tests::marks_in(plan_markdown(tests::plan_full_of(text))), marks)
        << text.substr(0, 60);
  }
}

RC_GTEST_PROP(EveryPlanReport, SurvivesAnyBytes, (const std::string& text)) {
  for (const std::string& report : all_reports(tests::plan_full_of(text)))
    RC_ASSERT(!tests::acts_on_a_terminal(report));
}

}  // namespace

#include "remediate/report/audit_report.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include "remediate/report/check_report.hpp"
#include "remediate/report/escape.hpp"
#include "tests/remediate/report/hostile_text.hpp"
#include "tests/remediate/report/sample_audit.hpp"
#include "tests/support/golden.hpp"

namespace {

using namespace remediate;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using tests::acts_on_a_terminal;
using tests::hostile_texts;
using tests::lines_of;
using Json = nlohmann::ordered_json;

std::vector<std::string> members_of(const Json& object) {
  std::vector<std::string> names;
  for (const auto& [name, value] : object.items()) names.push_back(name);
  return names;
}

// All reports of an audit, so that a promise is tried on each.
std::vector<std::string> all_reports(const Audit& audit) {
  return {audit_text(audit, Detail::verdict_only, {}),
          audit_text(audit, Detail::attention, {}),
          audit_text(audit, Detail::everything, {}),
          audit_json(audit),
          audit_markdown(audit),
          audit_html(audit)};
}

TEST(AuditReport, LooksAsAgreed) {
  const Audit audit = tests::sample_audit();
  tests::expect_golden("audit.txt", audit_text(audit, Detail::attention, {}));
  tests::expect_golden("audit-verbose.txt", audit_text(audit, Detail::everything, {}));
  tests::expect_golden("audit-clean.txt", audit_text(tests::clean_audit(), Detail::attention, {}));
  tests::expect_golden("audit.json", audit_json(audit));
  tests::expect_golden("audit.md", audit_markdown(audit));
  tests::expect_golden("audit.html", audit_html(audit));
  tests::expect_golden("check.txt", check_text(tests::sample_check(), Detail::attention, {}));
  tests::expect_golden("check.json", check_json(tests::sample_check()));
}

TEST(AuditText, BeginsWithTheVerdict) {
  const std::string text = audit_text(tests::sample_audit(), Detail::attention, {});
  EXPECT_THAT(text, StartsWith("4 of 12 OIDC apps ask the org authorization server"));
}

TEST(AuditText, IsOneLineWhenOnlyTheVerdictIsAsked) {
  EXPECT_EQ(lines_of(audit_text(tests::sample_audit(), Detail::verdict_only, {})).size(), 1U);
}

TEST(AuditText, NeverCallsAnIncompleteAuditClean) {
  Audit audit = tests::clean_audit();
  audit.gaps.push_back({"systemLog", "forbidden", "okta.logs.read", "", ""});
  EXPECT_THAT(audit_text(audit, Detail::verdict_only, {}), HasSubstr("that proves nothing"));
}

TEST(AuditText, ListsCleanAppsOnlyWhenAsked) {
  const Audit audit = tests::sample_audit();
  EXPECT_THAT(audit_text(audit, Detail::attention, {}), Not(HasSubstr("0oaBchat")));
  EXPECT_THAT(audit_text(audit, Detail::everything, {}), HasSubstr("0oaBchat"));
}

TEST(AuditText, StaysWithinTheWidthBetweenWords) {
  for (const std::string& line :
       lines_of(audit_text(tests::sample_audit(), Detail::everything, {})))
    EXPECT_LE(display_width(line), 100U) << line;
}

TEST(AuditText, SaysTheSameWithAndWithoutColour) {
  const Audit audit = tests::sample_audit();
  std::string colored = audit_text(audit, Detail::everything, {true, 100});
  EXPECT_THAT(colored, HasSubstr("\x1b["));
  std::string bare;
  for (std::size_t i = 0; i < colored.size(); ++i) {
    if (colored[i] == '\x1b') {
      i = colored.find('m', i);
    } else {
      bare += colored[i];
    }
  }
  EXPECT_EQ(bare, audit_text(audit, Detail::everything, {}));
}

TEST(AuditText, NamesTheExactOptionThatApproves) {
  EXPECT_THAT(audit_text(tests::sample_audit(), Detail::attention, {}),
              HasSubstr("--approve-scopes orders.write"));
}

TEST(AuditText, SuggestsNoCommandThatAShellOrAGlobWouldReadOtherwise) {
  for (const char* scope : {"$(reboot)", "a b", "x;y", "a*", "--yes", "'", "a\nb", ""}) {
    const std::string text = audit_text(tests::audit_full_of(scope), Detail::attention, {});
    EXPECT_THAT(text, Not(HasSubstr("--approve-scopes"))) << scope;
    EXPECT_THAT(text, HasSubstr("oktafix.yaml: applications:")) << scope;
  }
}

TEST(AuditJson, HasTheMembersOfTheSchemaInOrder) {
  const Json audit = Json::parse(audit_json(tests::sample_audit()));
  EXPECT_EQ(audit["schema"], "oktafix.audit/1");
  EXPECT_THAT(members_of(audit),
              ElementsAre("schema", "org", "apiAccessManagement", "targets", "completeness",
                          "authorizationServers", "applications", "orphans", "findings", "summary",
                          "files", "collectedAt", "calls", "exitCode", "exitCodes"));
  EXPECT_THAT(members_of(audit["org"]), ElementsAre("url", "pipeline", "customDomains"));
  EXPECT_THAT(members_of(audit["apiAccessManagement"]),
              ElementsAre("state", "detail", "status", "errorCode", "requestId"));
  EXPECT_THAT(members_of(audit["completeness"]),
              ElementsAre("complete", "sources", "window", "gaps"));
  EXPECT_THAT(members_of(audit["completeness"]["sources"][0]),
              ElementsAre("name", "pages", "items", "skipped", "complete"));
  EXPECT_THAT(members_of(audit["summary"]), ElementsAre("applications", "oidc", "affected",
                                                        "fixable", "blocked", "awaitingClient"));
}

TEST(AuditJson, SaysNullWhereNothingIsKnown) {
  const Json audit = Json::parse(audit_json(tests::sample_audit()));
  const Json& odd = audit["applications"][8];
  EXPECT_EQ(odd["clientId"], nullptr);
  EXPECT_EQ(odd["type"], nullptr);
  EXPECT_EQ(odd["grantTypes"], Json::array());
  EXPECT_EQ(odd["target"], nullptr);
  EXPECT_EQ(audit["apiAccessManagement"]["errorCode"], nullptr);
  EXPECT_EQ(audit["completeness"]["gaps"][0]["needs"], nullptr);
  EXPECT_EQ(audit["findings"][0]["blockedBy"], nullptr);
  EXPECT_EQ(Json::parse(audit_json(tests::clean_audit()))["completeness"]["window"], nullptr);
}

TEST(AuditJson, TellsEveryExitCodeThatHolds) {
  const Json audit = Json::parse(audit_json(tests::sample_audit()));
  EXPECT_EQ(audit["exitCode"], 8);
  EXPECT_EQ(audit["exitCodes"], Json({8, 9, 3}));
}

TEST(AuditJson, KeepsEachRequestsSetApart) {
  Audit audit = tests::sample_audit();
  audit.applications[0].demand.sets = {{{"a", "b"}, "systemLog", {}, true},
                                       {{"c"}, "systemLog", {}, true}};
  const Json report = Json::parse(audit_json(audit));
  EXPECT_EQ(report["applications"][0]["scopes"]["sets"], Json::parse(R"([["a","b"],["c"]])"));
}

TEST(AuditHtml, NeedsNothingFromElsewhere) {
  const std::string html = audit_html(tests::sample_audit());
  EXPECT_THAT(html, HasSubstr("default-src 'none'"));
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, Not(HasSubstr("src=")));
}

TEST(EveryReport, PassesNoTerminalControl) {
  for (const std::string& text : hostile_texts()) {
    for (const std::string& report : all_reports(tests::audit_full_of(text)))
      EXPECT_FALSE(acts_on_a_terminal(report)) << report.substr(0, 400);
    const OrgCheck check = tests::check_full_of(text);
    EXPECT_FALSE(acts_on_a_terminal(check_text(check, Detail::everything, {})));
    EXPECT_FALSE(acts_on_a_terminal(check_json(check)));
  }
}

TEST(AuditHtml, HasNoTagsButItsOwn) {
  const auto expected = tests::tags_in(audit_html(tests::audit_full_of("harmless")));
  for (const std::string& text : hostile_texts())
    EXPECT_EQ(tests::tags_in(audit_html(tests::audit_full_of(text))), expected)
        << text.substr(0, 60);
}

TEST(AuditMarkdown, HasNoTagsLinksOrCellsButItsOwn) {
  const std::string expected = tests::marks_in(audit_markdown(tests::audit_full_of("harmless")));
  for (const std::string& text : hostile_texts())
    EXPECT_EQ(tests::marks_in(audit_markdown(tests::audit_full_of(text))), expected)
        << text.substr(0, 60);
}

TEST(FileInAnAudit, IsToldWithItsLine) {
  Audit audit = tests::clean_audit();
  Finding& finding = audit.findings.emplace_back();
  finding.id = "f1";
  finding.rule = "issuer-points-to-org-server";
  finding.severity = Severity::warning;
  finding.subject = {"file", "orders/.env", "orders/.env"};
  finding.location = Location{"orders/.env", 3};
  finding.message = "names the org authorization server";
  audit.files = {{"orders/.env",
                  "sha256:x",
                  {"0oa1"},
                  {{"ISSUER", "https://acme.okta.com", 3, FileUrlState::names_org, "", "", ""}},
                  {},
                  {},
                  {}}};
  for (const std::string& report :
       {audit_text(audit, Detail::everything, {}), audit_markdown(audit), audit_html(audit)})
    EXPECT_THAT(report, HasSubstr("orders/.env:3"));
  const Json json = Json::parse(audit_json(audit));
  EXPECT_EQ(json["findings"][0]["location"], (Json{{"file", "orders/.env"}, {"line", 3}}));
  EXPECT_EQ(json["files"][0]["urls"][0]["names"], "org");
}

TEST(AuditJson, IsValidWhateverTheOrgSays) {
  for (const std::string& text : hostile_texts()) {
    EXPECT_TRUE(Json::accept(audit_json(tests::audit_full_of(text))));
    EXPECT_TRUE(Json::accept(check_json(tests::check_full_of(text))));
  }
}

RC_GTEST_PROP(EveryReport, SurvivesAnyBytes, (const std::string& text)) {
  for (const std::string& report : all_reports(tests::audit_full_of(text)))
    RC_ASSERT(!acts_on_a_terminal(report));
}

}  // namespace

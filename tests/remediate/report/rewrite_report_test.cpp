#include "remediate/report/rewrite_report.hpp"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/remediate/report/sample_audit.hpp"

namespace remediate {
namespace {

using Json = nlohmann::ordered_json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

// What find_rewrite() would make of one file in which everything was decided so.
RewrittenFile file_with(const std::string& path, const std::string& bytes, MoveDecision decision) {
  RewrittenFile file;
  file.path = path;
  file.text.bytes = bytes;
  file.reading = read_client_file(path, bytes, OrgHosts("https://acme.okta.com", {}));
  for (std::size_t each = 0; each < file.reading.occurrences.size(); ++each) {
    file.occurrences.push_back({file.reading.occurrences[each], decision, "because", {}, {}, {}});
    if (decision == MoveDecision::moves) file.chosen.push_back(each);
  }
  file.move = move_in_file(file.reading, bytes, file.chosen, {"aus1", {}, {}});
  for (std::size_t each = 0; each < file.chosen.size(); ++each)
    file.occurrences[file.chosen[each]].after = file.move.after[each];
  if (!file.chosen.empty()) file.state = FileState::due;
  return file;
}

constexpr auto kText = "ISSUER=https://acme.okta.com\nCLIENT_SECRET=hush\n";

Rewrite with(std::vector<RewrittenFile> files) {
  return {OrgHosts("https://acme.okta.com", {"login.acme.com"}),
          {"aus1", {}, {}},
          std::move(files),
          {},
          {},
          7,
          false};
}

Json sarif_of(const Rewrite& rewrite) {
  return Json::parse(rewrite_sarif(rewrite, "/srv/app", {"0.1.0"}));
}

TEST(RewriteExitCodes, SayWhatIsLeft) {
  EXPECT_THAT(exit_codes(with({})), ElementsAre(ExitCode::done));
  EXPECT_THAT(exit_codes(with({file_with(".env", kText, MoveDecision::moves)})),
              ElementsAre(ExitCode::findings));
  EXPECT_THAT(exit_codes(with({file_with(".env", kText, MoveDecision::manual)})),
              ElementsAre(ExitCode::findings));
  for (const MoveDecision open : {MoveDecision::unbound, MoveDecision::ambiguous})
    EXPECT_THAT(exit_codes(with({file_with(".env", kText, open)})),
                ElementsAre(ExitCode::needs_decision));
  EXPECT_THAT(exit_codes(with({file_with("a", kText, MoveDecision::moves),
                               file_with("b", kText, MoveDecision::unbound)})),
              ElementsAre(ExitCode::findings))
      << "first what the tool can do itself";
  for (const MoveDecision settled :
       {MoveDecision::ignored, MoveDecision::elsewhere, MoveDecision::custom})
    EXPECT_THAT(exit_codes(with({file_with(".env", kText, settled)})), ElementsAre(ExitCode::done));
  Rewrite unread = with({});
  unread.left_out = {{"x", LeftOut::unreadable, "Permission denied"}};
  EXPECT_THAT(exit_codes(unread), ElementsAre(ExitCode::incomplete));
  for (const LeftOut missed :
       {LeftOut::too_large, LeftOut::not_utf8, LeftOut::special, LeftOut::outside}) {
    unread.left_out[0].reason = missed;
    EXPECT_THAT(exit_codes(unread), ElementsAre(ExitCode::incomplete)) << to_string(missed);
  }
  for (const LeftOut meant : {LeftOut::vendored, LeftOut::ignored_by_git, LeftOut::documentation}) {
    unread.left_out[0].reason = meant;
    EXPECT_THAT(exit_codes(unread), ElementsAre(ExitCode::done)) << to_string(meant);
  }
}

TEST(RewriteExitCodes, SayHowAWriteEnded) {
  Rewrite rewrite = with(
      {file_with("a", kText, MoveDecision::moves), file_with("b", kText, MoveDecision::moves)});
  rewrite.files[0].state = FileState::failed;
  rewrite.files[1].state = FileState::failed;
  EXPECT_THAT(exit_codes(rewrite), ElementsAre(ExitCode::failed));
  rewrite.files[1].state = FileState::written;
  EXPECT_THAT(exit_codes(rewrite), ElementsAre(ExitCode::partly_applied));
  rewrite.files[0].state = FileState::written;
  EXPECT_THAT(exit_codes(rewrite), ElementsAre(ExitCode::done));
  rewrite.files[0].state = FileState::due;
  rewrite.interrupted = true;
  EXPECT_THAT(exit_codes(rewrite),
              ElementsAre(ExitCode::interrupted, ExitCode::partly_applied, ExitCode::findings));
}

TEST(RewriteReport, TellsNoSecretInAnyFormat) {
  const Rewrite rewrite = with({file_with(".env", kText, MoveDecision::moves)});
  for (const RewriteMode mode : {RewriteMode::check, RewriteMode::diff, RewriteMode::write}) {
    EXPECT_THAT(rewrite_json(rewrite, mode), Not(HasSubstr("hush")));
    EXPECT_THAT(rewrite_text(rewrite, mode, Detail::everything, {}), Not(HasSubstr("hush")));
  }
  EXPECT_THAT(sarif_of(rewrite).dump(), Not(HasSubstr("hush")));
}

TEST(RewriteReport, IsHarmlessForATerminal) {
  const std::string hostile = "a\x1b[2J\u202e.env";
  const Rewrite rewrite = with({file_with(hostile, kText, MoveDecision::moves)});
  for (const RewriteMode mode : {RewriteMode::check, RewriteMode::diff}) {
    const std::string text = rewrite_text(rewrite, mode, Detail::everything, {});
    EXPECT_THAT(text, Not(HasSubstr("\x1b")));
    EXPECT_THAT(text, Not(HasSubstr("\u202e")));
  }
  EXPECT_THAT(rewrite_sarif(rewrite, "/", {"1"}), Not(HasSubstr("\u202e")));
}

TEST(RewriteReport, NamesEachPlaceInJson) {
  const Rewrite rewrite = with({file_with("web/.env", kText, MoveDecision::moves)});
  const Json report = Json::parse(rewrite_json(rewrite, RewriteMode::diff));
  EXPECT_EQ(report["schema"], "oktafix.rewrite/1");
  EXPECT_EQ(report["mode"], "diff");
  EXPECT_EQ(report["org"]["hosts"], Json::array({"acme.okta.com", "login.acme.com"}));
  const Json& file = report["files"][0];
  EXPECT_EQ(file["path"], "web/.env");
  EXPECT_EQ(file["state"], "due");
  EXPECT_THAT(file["diff"].get<std::string>(),
              HasSubstr("+ISSUER=https://acme.okta.com/oauth2/aus1"));
  EXPECT_EQ(file["occurrences"][0]["line"], 1);
  EXPECT_EQ(file["occurrences"][0]["after"], "https://acme.okta.com/oauth2/aus1");
  EXPECT_EQ(file["occurrences"][0]["decision"], "moves");
  EXPECT_EQ(report["summary"]["moves"], 1);
  EXPECT_EQ(report["exitCodes"], Json::array({3}));
}

// What the schema of SARIF 2.1.0 requires of the parts that are used here.
void expect_sarif(const Json& log) {
  EXPECT_EQ(log["version"], "2.1.0");
  ASSERT_EQ(log["runs"].size(), 1U);
  const Json& run = log["runs"][0];
  const Json& driver = run["tool"]["driver"];
  EXPECT_EQ(driver["name"], "oktafix");
  for (const Json& rule : driver["rules"]) {
    EXPECT_TRUE(rule["id"].is_string());
    EXPECT_TRUE(rule["shortDescription"]["text"].is_string());
  }
  EXPECT_TRUE(run["invocations"][0]["executionSuccessful"].is_boolean());
  std::set<std::string> fingerprints;
  for (const Json& result : run["results"]) {
    EXPECT_FALSE(result["message"]["text"].get<std::string>().empty());
    EXPECT_THAT(result["level"].get<std::string>(), testing::AnyOf("error", "warning", "note"));
    EXPECT_EQ(driver["rules"][result["ruleIndex"].get<std::size_t>()]["id"], result["ruleId"]);
    ASSERT_EQ(result["locations"].size(), 1U);
    const Json& location = result["locations"][0];
    EXPECT_TRUE(location.contains("physicalLocation") || location.contains("logicalLocations"));
    EXPECT_TRUE(fingerprints.insert(result["partialFingerprints"]["oktafix/v1"]).second);
  }
}

TEST(RewriteSarif, PointsAtTheLine) {
  const std::string text =
      "\xEF\xBB\xBF# caf\u00e9\n{\u00e9: \"\u00e9\", issuer: https://acme.okta.com}\n";
  Rewrite rewrite = with({file_with("/srv/app/a b/conf.yaml", text, MoveDecision::moves),
                          file_with("../c.env", kText, MoveDecision::unbound),
                          file_with("/etc/d.env", kText, MoveDecision::ignored)});
  const Json log = sarif_of(rewrite);
  expect_sarif(log);
  const Json& results = log["runs"][0]["results"];
  ASSERT_EQ(results.size(), 3U);
  const Json& place = results[0]["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["artifactLocation"]["uri"], "a%20b/conf.yaml");
  EXPECT_EQ(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
  EXPECT_EQ(place["region"]["startLine"], 2);
  EXPECT_EQ(place["region"]["startColumn"], 18);
  EXPECT_EQ(results[0]["level"], "error");
  EXPECT_EQ(results[1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "../c.env");
  const Json& outside = results[2]["locations"][0]["physicalLocation"]["artifactLocation"];
  EXPECT_EQ(outside["uri"], "file:///etc/d.env");
  EXPECT_FALSE(outside.contains("uriBaseId"));
  EXPECT_EQ(results[2]["suppressions"][0]["kind"], "external");
}

std::vector<std::string> fingerprints_of(const Json& log) {
  std::vector<std::string> all;
  for (const Json& each : log["runs"][0]["results"])
    all.push_back(each["partialFingerprints"]["oktafix/v1"]);
  return all;
}

TEST(RewriteSarif, KnowsAPlaceAgainWhenItMovesDown) {
  const auto of = [](const std::string& text) {
    return fingerprints_of(sarif_of(with({file_with("a.env", text, MoveDecision::moves)})));
  };
  EXPECT_EQ(of(kText), of(std::string("# one\nX=1\n") + kText));
  const auto twice = of(std::string(kText) + kText);
  ASSERT_EQ(twice.size(), 2U);
  EXPECT_NE(twice[0], twice[1]);
  EXPECT_EQ(twice[0], of(kText)[0]);
}

TEST(RewriteSarif, TellsWhatCouldNotBeWritten) {
  Rewrite rewrite = with({file_with(".env", kText, MoveDecision::moves)});
  rewrite.files[0].state = FileState::failed;
  rewrite.files[0].problem = "is read-only";
  const Json log = sarif_of(rewrite);
  expect_sarif(log);
  const Json& invocation = log["runs"][0]["invocations"][0];
  EXPECT_EQ(invocation["executionSuccessful"], false);
  EXPECT_EQ(invocation["exitCode"], 1);
  EXPECT_THAT(invocation["toolExecutionNotifications"][0]["message"]["text"].get<std::string>(),
              HasSubstr("read-only"));
}

TEST(AuditSarif, NamesTheSubjectAndTheFileWhereThereIsOne) {
  Audit audit = tests::sample_audit();
  ASSERT_FALSE(audit.findings.empty());
  audit.findings[0].location = Location{"../orders/.env", 3};
  const Json log = Json::parse(audit_sarif(audit, {"0.1.0"}));
  expect_sarif(log);
  const Json& results = log["runs"][0]["results"];
  ASSERT_EQ(results.size(), audit.findings.size());
  const Json& place = results[0]["locations"][0];
  EXPECT_EQ(place["physicalLocation"]["artifactLocation"]["uri"], "../orders/.env");
  EXPECT_EQ(place["physicalLocation"]["region"]["startLine"], 3);
  EXPECT_FALSE(results[1]["locations"][0].contains("physicalLocation"));
  EXPECT_THAT(
      results[1]["locations"][0]["logicalLocations"][0]["fullyQualifiedName"].get<std::string>(),
      HasSubstr(audit.findings[1].subject.kind));
}

}  // namespace
}  // namespace remediate

#include "remediate/cli/options.hpp"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace remediate;
using namespace remediate::cli;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

using Words = std::vector<std::string>;

Options parsed(const Words& words) {
  const auto options = parse_options(words);
  EXPECT_TRUE(options) << options.error().text;
  return options.value_or(Options{});
}

NothingToRun refused(const Words& words) {
  const auto options = parse_options(words);
  EXPECT_FALSE(options);
  return options ? NothingToRun{} : options.error();
}

TEST(Options, TakeATimeToWatch) {
  using namespace std::chrono_literals;
  EXPECT_FALSE(parsed({"verify"}).watch);
  EXPECT_EQ(parsed({"verify", "last", "--watch", "30m"}).watch, 30min);
  EXPECT_EQ(parsed({"verify", "--watch", "0s"}).watch, 0s);
  EXPECT_EQ(parsed({"verify", "--watch=24h"}).watch, 24h);
  for (const char* wrong :
       {"", "m", "30", "-1m", "1d", "25h", "90000s", "3 m", "1.5h", "999999999h"})
    EXPECT_THAT(refused({"verify", "--watch", wrong}).text, HasSubstr("--watch")) << wrong;
  EXPECT_THAT(refused({"audit", "--watch", "30m"}).text, HasSubstr("--watch"));
}

TEST(Options, StandBeforeOrAfterTheVerb) {
  for (const Words& words : {Words{"--format", "json", "-v", "--include", "a*", "audit"},
                             Words{"audit", "--format", "json", "-v", "--include", "a*"},
                             Words{"-v", "audit", "--include=a*", "--format=json"}}) {
    const Options options = parsed(words);
    EXPECT_EQ(options.verb, Verb::audit);
    EXPECT_EQ(options.format, Format::json);
    EXPECT_TRUE(options.verbose);
    EXPECT_THAT(options.include, ElementsAre("a*"));
  }
}

TEST(Options, RepeatGlobs) {
  const Options options = parsed({"--include", "a", "--include", "b", "audit", "--exclude", "c",
                                  "--approve-scopes", "x.*", "--approve-scopes", "y"});
  EXPECT_THAT(options.include, ElementsAre("a", "b"));
  EXPECT_THAT(options.exclude, ElementsAre("c"));
  EXPECT_THAT(options.approve_scopes, ElementsAre("x.*", "y"));
}

TEST(Options, ReachTheSettings) {
  const Options options =
      parsed({"check", "--org-url", "https://acme.okta.com", "--timeout", "5", "--max-retries", "0",
              "--ca-file", "ca.pem", "--proxy", "http://proxy:3128"});
  EXPECT_EQ(options.settings.org_url, "https://acme.okta.com");
  EXPECT_EQ(options.settings.timeout, std::chrono::seconds{5});
  EXPECT_EQ(options.settings.max_retries, 0);
  EXPECT_EQ(options.settings.ca_file, "ca.pem");
  EXPECT_EQ(options.settings.proxy, "http://proxy:3128");
}

TEST(Options, HaveTheDocumentedDefaults) {
  const Options options = parsed({"audit"});
  EXPECT_EQ(options.format, Format::text);
  EXPECT_EQ(options.color, ColorChoice::automatic);
  EXPECT_FALSE(options.config_file);
  EXPECT_FALSE(options.output_file);
  EXPECT_FALSE(options.settings.timeout);
  EXPECT_FALSE(options.lookback);
}

TEST(Options, TakeWhatScriptsPassToEveryVerb) {
  const Options options = parsed({"audit", "--yes", "--no-input", "--state-dir", "s",
                                  "--max-changes", "3", "--rate-share", "50", "--concurrency", "2",
                                  "--canary", "1", "--confirm-org", "acme"});
  EXPECT_EQ(options.concurrency, 2);
  EXPECT_EQ(options.rate_share, 50);
}

TEST(Options, TellLookbackOffFromNoLookback) {
  EXPECT_EQ(parsed({"audit", "--lookback", "7d"}).lookback->hours, std::chrono::hours{7 * 24});
  EXPECT_EQ(parsed({"audit", "--lookback", "off"}).lookback->hours, std::nullopt);
}

TEST(Options, TakeADashForStdout) {
  EXPECT_FALSE(parsed({"audit", "--output", "-"}).output_file);
  EXPECT_EQ(parsed({"audit", "--output", "x.json"}).output_file, "x.json");
}

TEST(Options, TellWhatIsDoneWithRuns) {
  EXPECT_EQ(parsed({"runs"}).runs_task, RunsTask::list);
  EXPECT_EQ(parsed({"runs", "show", "last"}).runs_task, RunsTask::show);
  EXPECT_EQ(parsed({"runs", "export", "last"}).run, "last");
  EXPECT_EQ(parsed({"runs", "export"}).format, Format::json);
  EXPECT_EQ(parsed({"runs", "export", "--output", "x"}).output_file, "x");
  EXPECT_EQ(parsed({"runs", "import", "a b.json"}).journal_document, "a b.json");
  EXPECT_EQ(parsed({"runs", "import", "x", "--format", "json"}).format, Format::json);
}

TEST(Options, CutLiveClientsOffOnlyWhereAskedTo) {
  EXPECT_FALSE(parsed({"rollback", "last", "--yes"}).even_if_used);
  EXPECT_TRUE(parsed({"rollback", "last", "--even-if-used"}).even_if_used);
  EXPECT_EQ(refused({"apply", "--even-if-used"}).code, ExitCode::usage);
  EXPECT_THAT(refused({"rollback", "--help"}).text, HasSubstr("these clients are cut off"));
  EXPECT_THAT(refused({"completion", "fish"}).text, HasSubstr("-l even-if-used"));
}

TEST(Options, SayWhatToRewrite) {
  const Options options =
      parsed({"rewrite", "a", "--org-url", "https://acme.okta.com", "b/c", "--issuer", "i", "--all",
              "--org-url", "https://login.acme.com", "--diff", "--format", "sarif"});
  EXPECT_EQ(options.verb, Verb::rewrite);
  EXPECT_EQ(options.format, Format::sarif);
  EXPECT_THAT(options.rewrite.paths, ElementsAre("a", "b/c"));
  EXPECT_THAT(options.rewrite.org_urls,
              ElementsAre("https://acme.okta.com", "https://login.acme.com"));
  EXPECT_EQ(options.rewrite.issuer, "i");
  EXPECT_TRUE(options.rewrite.all && options.rewrite.diff);
  EXPECT_FALSE(options.rewrite.check || options.rewrite.write);
  EXPECT_EQ(parsed({"audit", "--org-url", "https://acme.okta.com"}).settings.org_url,
            "https://acme.okta.com");
}

TEST(Options, PrintHelpAndVersionAsResults) {
  EXPECT_EQ(refused({"--version"}).code, ExitCode::done);
  EXPECT_THAT(refused({"--version"}).text,
              testing::MatchesRegex("oktafix [0-9]+\\.[0-9]+\\.[0-9]+\n"));
  EXPECT_EQ(refused({"audit", "--version"}).code, ExitCode::done);
  EXPECT_EQ(refused({"--help"}).code, ExitCode::done);
  EXPECT_THAT(refused({"--help"}).text, HasSubstr("audit"));
  EXPECT_EQ(refused({"audit", "--help"}).code, ExitCode::done);
  EXPECT_THAT(refused({"audit", "--help"}).text, HasSubstr("--lookback"));
}

TEST(Help, OfApplySaysWhatAPlanIsAndWhatItsOptionsMean) {
  const std::string help = refused({"apply", "--help"}).text;
  for (const char* told :
       {"[PLAN]", "oktafix plan --out", "older than a day", "--yes", "without asking", "--dry-run",
        "Nothing is sent", "--canary N", "--max-changes", "--confirm-org", "adopts what was made"})
    EXPECT_THAT(help, HasSubstr(told));
}

TEST(Help, OfEveryVerbLeadsToTheOptionsThatAllTake) {
  for (const char* verb : {"check", "audit", "plan", "apply", "verify", "rollback", "runs",
                           "access", "rewrite", "explain", "completion"})
    EXPECT_THAT(refused({verb, "--help"}).text, HasSubstr("Run `oktafix --help`")) << verb;
  for (const char* task : {"show", "export", "import"})
    EXPECT_THAT(refused({"runs", task, "--help"}).text, HasSubstr("Run `oktafix --help`")) << task;
}

TEST(Help, FitsATerminal) {
  for (const Words& words :
       {Words{"apply", "--help"}, Words{"rollback", "--help"}, Words{"verify", "--help"},
        Words{"runs", "--help"}, Words{"runs", "export", "--help"},
        Words{"runs", "import", "--help"}, Words{"rewrite", "--help"}}) {
    std::istringstream lines(refused(words).text);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 100U) << line;
  }
}

class WrongUsage : public testing::TestWithParam<Words> {};

TEST_P(WrongUsage, IsToldWithExitCodeTwo) {
  const NothingToRun nothing = refused(GetParam());
  EXPECT_EQ(nothing.code, ExitCode::usage);
  EXPECT_THAT(nothing.text, testing::StartsWith("oktafix: "));
}

INSTANTIATE_TEST_SUITE_P(
    CommandLine, WrongUsage,
    testing::Values(Words{}, Words{"adit"}, Words{"audit", "extra"}, Words{"--nonsense", "audit"},
                    Words{"plan", "--format", "sarif"}, Words{"runs", "import"},
                    Words{"runs", "export", "--format", "text"}, Words{"audit", "--format", "xml"},
                    Words{"check", "--format", "markdown"}, Words{"audit", "--format"},
                    Words{"audit", "--timeout", "0"}, Words{"audit", "--timeout", "soon"},
                    Words{"audit", "--max-retries", "-1"}, Words{"audit", "--concurrency", "0"},
                    Words{"audit", "--color", "blue"}, Words{"audit", "--log-level", "loud"},
                    Words{"audit", "--lookback", "1y"}, Words{"audit", "--lookback", "91d"},
                    Words{"audit", "-v", "-q"}, Words{"completion", "csh"}, Words{"completion"},
                    Words{"check", "audit"},
                    Words{"audit", "--org-url", "https://a.okta.com", "--org-url",
                          "https://b.okta.com"},
                    Words{"rewrite", ".", "--check"}, Words{"rewrite", "--issuer", "x", "--check"},
                    Words{"rewrite", ".", "--issuer", "x"},
                    Words{"rewrite", ".", "--issuer", "x", "--check", "--write"}));

TEST(WrongUsage, NamesTheFormatsThatTheVerbGives) {
  EXPECT_THAT(refused({"check", "--format", "html"}).text, HasSubstr("check gives text, json\n"));
  EXPECT_THAT(refused({"audit", "--format", "pdf"}).text,
              HasSubstr("audit gives text, json, markdown, html, sarif\n"));
}

TEST(WrongUsage, SuggestsTheNearestWord) {
  EXPECT_THAT(refused({"adit"}).text, HasSubstr("did you mean `audit`?"));
  EXPECT_THAT(refused({"audit", "--fromat", "json"}).text, HasSubstr("did you mean `--format`?"));
  EXPECT_THAT(refused({"frobnicate"}).text, Not(HasSubstr("did you mean")));
}

TEST(WrongUsage, NeverRepeatsAValueThatMayBeASecret) {
  for (const Words& words :
       {Words{"audit", "--token", "00verysecret"}, Words{"audit", "--token=00verysecret"},
        Words{"--api-token", "00verysecret", "audit"}, Words{"audit", "00verysecret"}}) {
    const NothingToRun nothing = refused(words);
    EXPECT_EQ(nothing.code, ExitCode::usage);
    EXPECT_THAT(nothing.text, Not(HasSubstr("verysecret")));
  }
  EXPECT_THAT(refused({"audit", "--token=x"}).text, HasSubstr("OKTA_CLIENT_TOKEN"));
}

TEST(WrongUsage, PassesNoTerminalControl) {
  EXPECT_THAT(refused({"\x1b[31m"}).text, Not(HasSubstr("\x1b")));
}

TEST(Completion, KnowsTheVerbsAndOptions) {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const NothingToRun script = refused({"completion", shell});
    EXPECT_EQ(script.code, ExitCode::done) << shell;
    EXPECT_THAT(script.text, HasSubstr("audit"));
    EXPECT_THAT(script.text, HasSubstr("approve-scopes"));
    EXPECT_THAT(script.text, testing::ContainsRegex("runs.*show export import")) << shell;
  }
}

}  // namespace

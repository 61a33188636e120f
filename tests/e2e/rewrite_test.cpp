// `oktafix rewrite` as people run it: over small projects, offline.
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/e2e/oktafix_fixture.hpp"
#include "tests/support/projects.hpp"
#include "tests/support/recorded.hpp"

namespace tests {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using testing::HasSubstr;
using testing::Not;

class RewriteVerb : public Oktafix {
 protected:
  void SetUp() override { write_files(folder(), projects("before")); }

  // Of the three projects, to the default server.
  [[nodiscard]] ProgramResult rewrite(std::vector<std::string> more) const {
    std::vector<std::string> arguments = {"rewrite", ".",         "--authorization-server",
                                          "default", "--org-url", kProjectsOrg};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(call(arguments));
  }
  [[nodiscard]] ProgramResult run_with(const std::vector<std::string>& arguments) const {
    return run_program(call(arguments));
  }
  // Of a folder with one file.
  void only(const std::string& name, const std::string& text) const {
    for (const char* each : {"spring-orders", "aspnet-portal", "node-shop"})
      fs::remove_all(folder() / each);
    write(name, text);
  }
};

TEST_F(RewriteVerb, MovesThreeProjectsAndNothingElse) {
  const ProgramResult first = rewrite({"--write"});
  EXPECT_EQ(first.exit_code, 0) << first.out << first.err;
  EXPECT_EQ(files_in(folder()), projects("after"));
  const ProgramResult again = rewrite({"--write", "--format", "json"});
  EXPECT_EQ(again.exit_code, 0) << again.out;
  EXPECT_EQ(Json::parse(again.out)["summary"]["written"], 0);
  EXPECT_EQ(files_in(folder()), projects("after"));
}

TEST_F(RewriteVerb, TellsWhatWouldMoveAndWritesNothing) {
  for (const char* mode : {"--check", "--diff"}) {
    const ProgramResult told = rewrite({mode});
    EXPECT_EQ(told.exit_code, 3) << told.out << told.err;
    EXPECT_THAT(told.out, HasSubstr("https://acme.okta.com/oauth2/default"));
    EXPECT_THAT(told.out, Not(HasSubstr("nobody-sees")));
    EXPECT_THAT(told.out, Not(HasSubstr("c3ByaW5n")));
  }
  EXPECT_EQ(files_in(folder()), projects("before"));
  EXPECT_EQ(rewrite({"--write"}).exit_code, 0);
  EXPECT_EQ(rewrite({"--check"}).exit_code, 0);
}

TEST_F(RewriteVerb, TakesTheIssuerThatTheServerAnnounces) {
  only(".env", "ISSUER=https://acme.okta.com\nCLIENT_ID=0oaOrders001\n");
  const ProgramResult moved = run_with({"rewrite", ".env", "--write", "--org-url", kProjectsOrg,
                                        "--issuer", "https://login.acme.com/oauth2/aus1"});
  EXPECT_EQ(moved.exit_code, 0) << moved.err;
  EXPECT_EQ(read_file(folder() / ".env"),
            "ISSUER=https://login.acme.com/oauth2/aus1\nCLIENT_ID=0oaOrders001\n");
}

TEST_F(RewriteVerb, TellsWhatBelongsToNobody) {
  only("conf.env", "ISSUER=https://acme.okta.com\n");
  const ProgramResult told = rewrite({"--write"});
  EXPECT_EQ(told.exit_code, 9) << told.out;
  EXPECT_THAT(told.out, HasSubstr("conf.env:1"));
  EXPECT_EQ(read_file(folder() / "conf.env"), "ISSUER=https://acme.okta.com\n");
  EXPECT_EQ(rewrite({"--write", "--all"}).exit_code, 0);
  EXPECT_EQ(read_file(folder() / "conf.env"), "ISSUER=https://acme.okta.com/oauth2/default\n");
}

TEST_F(RewriteVerb, SaysThatOneFileIsWrittenAndAnotherIsNot) {
  ASSERT_EQ(::chmod((folder() / "node-shop" / ".env").c_str(), 0400), 0);
  const ProgramResult partly = rewrite({"--write", "--format", "sarif"});
  EXPECT_EQ(partly.exit_code, 6);
  const Json invocation = Json::parse(partly.out)["runs"][0]["invocations"][0];
  EXPECT_EQ(invocation["executionSuccessful"], false);
  EXPECT_EQ(read_file(folder() / "node-shop" / ".env"), projects("before")["node-shop/.env"]);
  EXPECT_EQ(rewrite({"--write"}).exit_code, 1) << "nothing is left but that";
}

TEST_F(RewriteVerb, LeavesALinkOutOfItsFolderAlone) {
  only(".env", "ISSUER=https://acme.okta.com\nCLIENT_ID=0oaOrders001\n");
  fs::create_directories(folder() / "web");
  fs::create_symlink("../.env", folder() / "web" / ".env");
  const ProgramResult refused = run_with(
      {"rewrite", "web/.env", "--write", "--issuer", "https://acme.okta.com/oauth2/default"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.out, HasSubstr("leads out of"));
  EXPECT_EQ(read_file(folder() / ".env"), "ISSUER=https://acme.okta.com\nCLIENT_ID=0oaOrders001\n");
}

TEST_F(RewriteVerb, FindsTheOrgInTheSettings) {
  ProgramCall made = call({"rewrite", ".", "--authorization-server", "default", "--check"});
  EXPECT_EQ(run_program(made).exit_code, 2);
  made.environment["OKTA_CLIENT_ORGURL"] = kProjectsOrg;
  EXPECT_EQ(run_program(made).exit_code, 3) << "no token is needed";
  // An issuer names its own org, whatever the settings say.
  made.environment["OKTA_CLIENT_ORGURL"] = "https://other.okta.com";
  made.arguments = {"rewrite", ".", "--issuer", "https://acme.okta.com/oauth2/default", "--check"};
  EXPECT_EQ(run_program(made).exit_code, 3);
}

TEST_F(RewriteVerb, RefusesWhatItCannotMean) {
  const std::string issuer = "https://acme.okta.com/oauth2/default";
  using Words = std::vector<std::string>;
  for (const Words& words :
       {Words{"rewrite", "--check", "--issuer", issuer}, Words{"rewrite", ".", "--issuer", issuer},
        Words{"rewrite", ".", "--check", "--diff", "--issuer", issuer},
        Words{"rewrite", ".", "--check"},
        Words{"rewrite", ".", "--check", "--issuer", issuer, "--authorization-server", "default"},
        Words{"rewrite", ".", "--check", "--issuer", "https://acme.okta.com"},
        Words{"rewrite", "missing", "--check", "--issuer", issuer},
        Words{"rewrite", ".", "--check", "--issuer", issuer, "--format", "html"},
        Words{"rewrite", ".", "--check", "--issuer", issuer, "--org-url",
              "https://x-admin.okta.com"},
        Words{"rewrite", ".", "--check", "--issuer", issuer, "--config", "missing.yaml"}}) {
    const ProgramResult refused = run_with(words);
    EXPECT_EQ(refused.exit_code, 2) << testing::PrintToString(words) << refused.out;
    EXPECT_FALSE(refused.err.empty());
  }
  EXPECT_EQ(files_in(folder()), projects("before"));
}

TEST_F(RewriteVerb, TellsNoSecretOnAnyWay) {
  only("all.env",
       "DB_PASS=hush\n# hush\nISSUER=https://acme.okta.com # hush\nTOKEN='hush'\n"
       "URL=https://u:hush@acme.okta.com/oauth2/v1/token?client_secret=hush\n"
       "CLIENT_ID=0oaOrders001\nhush\n");
  for (const char* format : {"text", "json", "sarif"}) {
    for (const char* mode : {"--check", "--diff", "--write"}) {
      write("all.env",
            "DB_PASS=hush\n# hush\nISSUER=https://acme.okta.com # hush\nTOKEN='hush'\n"
            "URL=https://u:hush@acme.okta.com/oauth2/v1/token?client_secret=hush\n"
            "CLIENT_ID=0oaOrders001\nhush\n");
      const ProgramResult told = rewrite({mode, "--format", format, "--log-level", "debug", "-v"});
      EXPECT_NE(told.exit_code, 2) << told.err;
      EXPECT_THAT(told.out + told.err, Not(HasSubstr("hush"))) << mode << " " << format;
    }
  }
}

}  // namespace
}  // namespace tests

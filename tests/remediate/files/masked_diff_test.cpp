#include "remediate/files/masked_diff.hpp"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace remediate {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Moved {
  std::string diff;
  std::string after;
};

Moved moved(const std::string& name, const std::string& bytes) {
  const OrgHosts hosts("https://acme.okta.com", {});
  const FileReading reading = read_client_file(name, bytes, hosts, {true});
  std::vector<std::size_t> chosen;
  for (std::size_t each = 0; each < reading.occurrences.size(); ++each) {
    if (reading.occurrences[each].fate == Fate::moves) chosen.push_back(each);
  }
  const FileMove move = move_in_file(reading, bytes, chosen, {"aus1target", {}, {}});
  return {masked_diff(name, bytes, reading, chosen, move),
          spliced(bytes, move.splices).value_or("")};
}

TEST(MaskedDiff, ShowsTheUrlAndNamesOfSettings) {
  const std::string text =
      "# my own\nA=1\nB=2\nCLIENT_SECRET=hush\nexport ISSUER=\"https://acme.okta.com\" # hush\n"
      "C=3\nD=4\nE=5\nF=6\n";
  EXPECT_EQ(moved(".env", text).diff,
            "--- a/.env\n+++ b/.env\n@@ -2,7 +2,7 @@\n"
            " A=***\n B=***\n CLIENT_SECRET=***\n"
            "-export ISSUER=\"https://acme.okta.com\" ***\n"
            "+export ISSUER=\"https://acme.okta.com/oauth2/aus1target\" ***\n"
            " C=***\n D=***\n E=***\n");
}

TEST(MaskedDiff, IsEmptyWhereNothingMoves) {
  EXPECT_EQ(moved(".env", "ISSUER=https://other.okta.com\nSECRET=hush\n").diff, "");
}

TEST(MaskedDiff, TellsOfAMissingEndOfLineAndOfFarHunks) {
  std::string text = "ISSUER=https://acme.okta.com\r\n";
  for (int line = 0; line < 20; ++line) text += "X=hush\r\n";
  text += "JWKS_URI=https://acme.okta.com/oauth2/v1/keys";
  const std::string diff = moved(".env", text).diff;
  EXPECT_THAT(diff, HasSubstr("@@ -1,4 +1,4 @@\n-ISSUER="));
  EXPECT_THAT(diff, HasSubstr("@@ -19,4 +19,4 @@\n X=***\n"));
  EXPECT_THAT(diff, HasSubstr("/v1/keys\n\\ No newline at end of file\n+JWKS_URI="));
  EXPECT_THAT(diff, Not(HasSubstr("\r")));
  EXPECT_THAT(diff, Not(HasSubstr("hush")));
}

TEST(MaskedDiff, ShowsAKeyThatIsAdded) {
  const Moved made = moved("appsettings.json",
                           "{\n  \"Okta\": {\n    \"OktaDomain\": \"https://acme.okta.com\",\n"
                           "    \"AuthorizationServerId\": \"\",\n    \"ClientSecret\": \"hush\"\n"
                           "  }\n}\n");
  EXPECT_THAT(made.diff, HasSubstr("-    \"AuthorizationServerId\": \"\",\n"
                                   "+    \"AuthorizationServerId\": \"aus1target\",\n"));
  EXPECT_THAT(made.diff, HasSubstr("     \"ClientSecret\": \"***\"\n"));
}

struct Secretive {
  const char* name;
  const char* text;
};

// Each holds `hush` in every place where people put secrets, and one URL that moves.
class SecretFile : public testing::TestWithParam<Secretive> {};

TEST_P(SecretFile, IsNeverShown) {
  const Moved made = moved(GetParam().name, GetParam().text);
  EXPECT_THAT(made.after, HasSubstr("aus1target"));
  EXPECT_THAT(made.diff, HasSubstr("oauth2/aus1target"));
  EXPECT_THAT(made.diff, Not(HasSubstr("hush"))) << made.diff;
  EXPECT_THAT(made.diff, Not(HasSubstr("aHVzaA"))) << made.diff;  // in base64
}

INSTANTIATE_TEST_SUITE_P(
    MaskedDiff, SecretFile,
    testing::Values(
        Secretive{".env",
                  "DB_PASS=hush\n# CLIENT_SECRET=hush\nhush\n#hush\nexport TOKEN='hush # hush'\n"
                  "ISSUER=https://acme.okta.com # hush\nJDBC=jdbc:pg://u:hush@db/x?password=hush\n"
                  "KEY=\"hush\n hush: hush\n hush=\n\"\n"},
        Secretive{"run.sh",
                  "#!/bin/sh\ndocker run -e SECRET=hush -e hush \\\n  -p hush \\\n"
                  "  -e ISSUER=https://acme.okta.com --client-secret=hush hush\ncurl -u me:hush x\n"
                  "password hush\n"},
        Secretive{"deployment.yaml",
                  "env:\n  - name: DB_PASS\n    value: hush\n  - {name: X, value: hush}\n"
                  "  - name: ISSUER\n    value: https://acme.okta.com\n  - name: hush\n"
                  "    value: |\n      hush hush: hush\n      hush=\n  - \"hush\"\n"},
        Secretive{"secret.yaml",
                  "kind: Secret\ndata:\n  PASS: aHVzaGh1c2g=\n"
                  "  ISSUER: aHR0cHM6Ly9hY21lLm9rdGEuY29t\n"
                  "stringData:\n  ISSUER: https://acme.okta.com\n  p: hush\n"},
        Secretive{"app.json",
                  "{\"a\": \"hush\", \"issuer\": \"https://acme.okta.com\", \"b\": [\"hush\"],\n"
                  "\"client_secret\": \"hush\", \"hush\": 1}\n"},
        Secretive{"app.properties",
                  "pass hush\npass:hush\n! hush\nissuer=https\\://acme.okta.com\n"
                  "sasl.jaas.config=x password\\=\"hush\" url\\=\"https://acme.okta.com/oauth2/v1/"
                  "token\";\nlong=hush\\\n  hush\\\n  hush\n"},
        Secretive{"Web.config",
                  "<a>\n<add key=\"p\" value=\"hush\"/><!-- hush -->\n"
                  "<issuer>https://acme.okta.com</issuer>\n"
                  "<add key=\"okta:Issuer\" value=\"https://acme.okta.com\" other=\"hush\"/>\n"
                  "<p>hush</p>hush</a>\n"},
        Secretive{"config.js",
                  "// hush\nconst p = 'hush', issuer = 'https://acme.okta.com'; /* hush */\n"
                  "const q = `hush`; f('hush', \"hush\");\nmodule.exports = {issuer: "
                  "'https://acme.okta.com/', secret: 'hush'};\n"},
        Secretive{"Dockerfile",
                  "FROM hush\nENV SECRET hush\nENV ISSUER https://acme.okta.com\nRUN x hush\n"},
        Secretive{
            "url.env",
            "ISSUER=https://acme.okta.com\n"
            "AUTHORIZE_URL=https://acme.okta.com/oauth2/v1/authorize?client_secret=hush#hush\n"},
        Secretive{"ecs.json",
                  "{\"environment\": [{\"name\": \"PASS\", \"value\": \"hush\"},\n"
                  "{\"name\": \"ISSUER\", \"value\": \"https://acme.okta.com\"},\n"
                  "{\"name\": \"X\", \"value\": \"hush\"}]}"},
        Secretive{"terraform.tfvars",
                  "issuer = \"https://acme.okta.com\"\npassword = \"hush\"\nx = <<EOT\nhush\n"
                  "hush = hush\nEOT\n"}));

// What is encoded together with the URL is not shown in its encoding either.
TEST(MaskedDiff, ShowsNothingOfAFileThatIsEncodedAsAWhole) {
  const std::string encoded =
      "Y2xpZW50LXNlY3JldD1odXNoaHVzaApva3RhLm9hdXRoMi5pc3N1ZXI9aHR0cHM6Ly9hY21lLm9rdGEuY29tCg==";
  const Moved made =
      moved("secret.yaml", "kind: Secret\ndata:\n  application.properties: " + encoded + "\n");
  EXPECT_THAT(made.after, Not(HasSubstr(encoded))) << "it moves";
  EXPECT_THAT(made.diff, HasSubstr("-  application.properties: ***==\n"));
  EXPECT_THAT(made.diff, HasSubstr("+  application.properties: ***==\n"));
  for (std::size_t at = 0; at + 8 <= encoded.size(); at += 4)
    EXPECT_THAT(made.diff, Not(HasSubstr(encoded.substr(at, 8))));
}

// Whatever the text, of the lines nothing is shown but names and the URL: here the words are
// secrets and can stand anywhere but in the place of a name.
RC_GTEST_PROP(MaskedDiff, ShowsNoValueWhatever, ()) {
  static const std::vector<std::string> kParts = {" hush7 ",
                                                  "\"hush7\"",
                                                  "'hush7",
                                                  "# hush7",
                                                  "// hush7",
                                                  "\n",
                                                  "\n- ",
                                                  "\nkey: ",
                                                  "\nKEY=",
                                                  "{",
                                                  "}",
                                                  "[",
                                                  "]",
                                                  "<a b=\"",
                                                  "\"/>",
                                                  "\\\n",
                                                  "\r\n",
                                                  "=hush7",
                                                  " -e ",
                                                  "|\n  ",
                                                  "\t",
                                                  "\n\n",
                                                  "ISSUER=https://acme.okta.com\n",
                                                  "\nissuer: https://acme.okta.com\n",
                                                  "\"issuer\": \"https://acme.okta.com\","};
  std::string text;
  for (int count = *rc::gen::inRange(1, 25); count > 0; --count)
    text += kParts[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(kParts.size())))];
  const std::string name = *rc::gen::element<std::string>(".env", "a.yaml", "a.json", "a.js",
                                                          "a.properties", "a.xml", "a.toml", "a");
  const std::string diff = moved(name, text).diff;
  RC_LOG() << name << "\n" << text << "\n" << diff;
  RC_ASSERT(diff.find("hush7") == std::string::npos);
}

}  // namespace
}  // namespace remediate

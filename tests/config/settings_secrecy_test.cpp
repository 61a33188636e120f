#include <array>
#include <filesystem>
#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "config/settings.hpp"
#include "tests/config/machine.hpp"

namespace {

namespace fs = std::filesystem;
using config::SettingsSources;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using tests::client_yaml;
using tests::Machine;

TEST(SettingsWarning, AFileWithASecretThatOthersMayReadIsTold) {
  Machine machine;
  machine.with_org();
  fs::permissions(machine.write("okta.yaml", client_yaml("token: 00abc")), fs::perms::others_read,
                  fs::perm_options::add);
  EXPECT_THAT(machine.accepted().warnings,
              ElementsAre("okta.yaml holds a secret and is open to other users of this machine: "
                          "chmod 600 okta.yaml"));
}

TEST(SettingsWarning, AFileWithoutASecretMayBeOpen) {
  Machine machine;
  machine.with_token();
  fs::permissions(
      machine.write("okta.yaml",
                    client_yaml("{orgUrl: https://acme.okta.com, privateKey: key.pem}")),
      fs::perms::others_read, fs::perm_options::add);
  EXPECT_THAT(machine.accepted().warnings, IsEmpty());
}

TEST(SettingsWarning, CredentialsOverPlainHttpAreTold) {
  Machine machine;
  machine.with_token().set("OKTA_TESTING_DISABLEHTTPSCHECK", "true");
  machine.set("OKTA_CLIENT_ORGURL", "http://okta.test");
  EXPECT_THAT(machine.accepted().warnings, ElementsAre(HasSubstr("unencrypted to okta.test")));
  machine.set("OKTA_CLIENT_ORGURL", "http://127.0.0.1:8080");
  EXPECT_THAT(machine.accepted().warnings, IsEmpty());
}

constexpr std::array<std::string_view, 16> kVariables = {"OKTA_CLIENT_ORGURL",
                                                         "OKTA_CLIENT_TOKEN",
                                                         "OKTA_CLIENT_CLIENTID",
                                                         "OKTA_CLIENT_AUTHORIZATIONMODE",
                                                         "OKTA_CLIENT_SCOPES",
                                                         "OKTA_CLIENT_PRIVATEKEY",
                                                         "OKTA_CLIENT_PRIVATEKEYID",
                                                         "OKTA_CLIENT_DPOPENABLED",
                                                         "OKTA_CLIENT_CONNECTIONTIMEOUT",
                                                         "OKTA_CLIENT_REQUESTTIMEOUT",
                                                         "OKTA_CLIENT_RATELIMIT_MAXRETRIES",
                                                         "OKTA_CLIENT_PROXY_HOST",
                                                         "OKTA_CLIENT_PROXY_PORT",
                                                         "OKTA_CLIENT_PROXY_USERNAME",
                                                         "OKTA_CLIENT_PROXY_PASSWORD",
                                                         "OKTA_TESTING_DISABLEHTTPSCHECK"};

// People paste secrets into the wrong place: wherever one stands, no message, warning or provenance
// repeats it.
std::string everything_said(const SettingsSources& sources) {
  const auto settings = load_settings(sources);
  if (!settings) return settings.error().describe();
  std::string said;
  for (const std::string& warning : settings->warnings) said += warning + "\n";
  for (const auto& [key, origin] : settings->provenance) said += key + " " + origin + "\n";
  return said;
}

std::string any_secret() {
  const auto tail =
      *rc::gen::container<std::string>(rc::gen::elementOf(std::string("abcXYZ019-_.@:/{}\" \\")));
  return "S3cr3t0k3n" + tail;
}

RC_GTEST_PROP(SettingsSecrecy, NoVariableIsRepeatedWhereverTheSecretStands, ()) {
  Machine machine;
  machine.with_org().with_token();
  if (*rc::gen::arbitrary<bool>()) machine.set("OKTA_CLIENT_AUTHORIZATIONMODE", "PrivateKey");
  const std::string variable(*rc::gen::elementOf(kVariables));
  const std::string around = *rc::gen::element<std::string>(
      "", "https://", "https://me:", "-----BEGIN PRIVATE KEY-----", "{", "SSWS ", "/", "~/");
  machine.set(variable, around + any_secret());
  RC_TAG(variable);
  RC_ASSERT(everything_said(machine.sources).find("S3cr3t0k3n") == std::string::npos);
  RC_ASSERT(everything_said(machine.sources).find("s3cr3t0k3n") == std::string::npos);
}

RC_GTEST_PROP(SettingsSecrecy, NoValueOfAFileIsRepeatedWhereverTheSecretStands, ()) {
  Machine machine;
  machine.with_org().with_token();
  const std::string key = *rc::gen::element<std::string>(
      "orgUrl", "token", "authorizationMode", "clientId", "scopes", "privateKey", "requestTimeout",
      "rateLimit", "proxy", "unknown");
  const std::string before = *rc::gen::element<std::string>("", "[", "{a: ", "'", "\"", "*", "&",
                                                            "!", "%", "@", "|\n", "- ", "a: ");
  machine.write("okta.yaml", client_yaml(key + ": " + before + any_secret()));
  RC_ASSERT(everything_said(machine.sources).find("S3cr3t0k3n") == std::string::npos);
  RC_ASSERT(everything_said(machine.sources).find("s3cr3t0k3n") == std::string::npos);
}

}  // namespace

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/settings.hpp"
#include "tests/config/machine.hpp"

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;
using tests::client_yaml;
using tests::Machine;

TEST(SettingsRefusal, WhatIsMissingIsToldWithEveryWayToGiveIt) {
  const std::string message = Machine().refused();
  for (const std::string way : {"--org-url", "OKTA_CLIENT_ORGURL", "okta.client.orgUrl",
                                "OKTA_CLIENT_TOKEN", "okta.client.token"})
    EXPECT_THAT(message, HasSubstr(way));
  EXPECT_EQ(std::ranges::count(message, '\n'), 1) << "one line for the URL, one for the token";
}

TEST(SettingsRefusal, SeveralProblemsAreToldAtOnce) {
  Machine machine;
  machine.write("okta.yaml",
                "okta:\n"
                "  client:\n"
                "    orgUrl: https://acme-admin.okta.com\n"
                "    token: ''\n"
                "    connectionTimeout: soon\n"
                "    rateLimit: 4\n");
  EXPECT_EQ(machine.refused(),
            "okta.yaml:6:16: okta.client.rateLimit must be a mapping of keys, not a single value\n"
            "okta.yaml:3:13: the org URL is the address of the Admin Console, which is not the "
            "org's: use https://acme.okta.com\n"
            "okta.yaml:4:12: the token is empty\n"
            "okta.yaml:5:24: connectionTimeout must be a whole number from 0 to 3600 (seconds)");
}

struct BadVariable {
  std::string name;
  std::string value;
  std::string words;
};

TEST(SettingsRefusal, EachBadVariableIsNamed) {
  const std::vector<BadVariable> cases = {
      {"OKTA_CLIENT_ORGURL", "", "the org URL is empty"},
      {"OKTA_CLIENT_ORGURL", "http://acme.okta.com", "unencrypted"},
      {"OKTA_CLIENT_ORGURL", "http://127.0.0.1:1", "unencrypted"},
      {"OKTA_CLIENT_TOKEN", "", "the token is empty"},
      {"OKTA_CLIENT_TOKEN", "  ", "the token is empty"},
      {"OKTA_CLIENT_TOKEN", "{apiToken}", "placeholder such as {apiToken}"},
      {"OKTA_CLIENT_TOKEN", "SSWS 00abc", "must stand alone, without SSWS or Bearer"},
      {"OKTA_CLIENT_TOKEN", "00abc\r\nX-Evil: 1", "holds a space, a line break"},
      {"OKTA_CLIENT_AUTHORIZATIONMODE", "JWT", "must be SSWS, PrivateKey or Bearer"},
      {"OKTA_CLIENT_CONNECTIONTIMEOUT", "30000", "from 0 to 3600 (seconds)"},
      {"OKTA_CLIENT_REQUESTTIMEOUT", "1.5", "must be a whole number"},
      {"OKTA_CLIENT_RATELIMIT_MAXRETRIES", "-1", "must be a whole number from 0 to 100"},
      {"OKTA_TESTING_DISABLEHTTPSCHECK", "maybe", "must be true or false"},
      {"OKTA_CLIENT_PROXY_PORT", "8080", "there is no proxy.host"},
      {"OKTA_CLIENT_PROXY_PASSWORD", "word", "there is no proxy.host"},
      {"OKTA_CLIENT_PROXY_HOST", "socks5://proxy.acme.com",
       "must be a host, host:port or http://host:port"},
      {"OKTA_CLIENT_PROXY_HOST", "https://proxy.acme.com",
       "must be a host, host:port or http://host:port"},
      {"OKTA_CLIENT_PROXY_HOST", "me:word@proxy.acme.com", "OKTA_CLIENT_PROXY_USERNAME"},
  };
  for (const auto& [name, value, words] : cases) {
    Machine machine;
    machine.with_org().with_token().set(name, value);
    EXPECT_THAT(machine.refused(), HasSubstr("environment " + name + ": ")) << value;
    EXPECT_THAT(machine.refused(), HasSubstr(words)) << value;
  }
}

TEST(SettingsRefusal, AProxyNeedsBothOrNeitherOfNameAndPasswordAndOnePort) {
  Machine machine;
  machine.with_org().with_token();
  machine.set("OKTA_CLIENT_PROXY_HOST", "proxy.acme.com:8080");
  machine.set("OKTA_CLIENT_PROXY_USERNAME", "me");
  EXPECT_THAT(machine.refused(), HasSubstr("need each other"));
  machine.set("OKTA_CLIENT_PROXY_PASSWORD", "word");
  EXPECT_EQ(machine.accepted().proxy->port, 8080);
  machine.set("OKTA_CLIENT_PROXY_PORT", "3128");
  EXPECT_THAT(machine.refused(), HasSubstr("name two ports"));
  machine.set("OKTA_CLIENT_PROXY_PORT", "65536");
  EXPECT_THAT(machine.refused(), HasSubstr("proxy.port must be a whole number from 1 to 65535"));
}

TEST(SettingsRefusal, AnEmptyTokenDoesNotFallBackToAnotherLayers) {
  Machine machine;
  machine.with_org().set("OKTA_CLIENT_TOKEN", "");
  machine.write_home(client_yaml("token: 00home"));
  EXPECT_THAT(machine.refused(), HasSubstr("environment OKTA_CLIENT_TOKEN: the token is empty"));
}

TEST(SettingsRefusal, AWrongTypeInAFileIsToldWithItsPlace) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"- okta", "okta.yaml:1:1: the file must be a mapping"},
      {"okta: 5", "okta.yaml:1:7: okta must be a mapping of keys, not a single value"},
      {"okta: {client: []}", "okta.yaml:1:16: okta.client must be a mapping of keys, not a list"},
      {"okta: {client: {token: [a]}}", "okta.yaml:1:24: okta.client.token must be a single value"},
      {"okta: {client: {scopes: {a: b}}}",
       "okta.yaml:1:25: okta.client.scopes must be a single value or a list"},
      {"okta: {client: {scopes: [[a]]}}",
       "okta.yaml:1:26: okta.client.scopes[0] must be a single value"},
      {"okta: {client: {privateKey: {kty: RSA}}}",
       "okta.yaml:1:29: okta.client.privateKey must be a single value: put a JWK into single "
       "quotes"},
      {"okta: {client: {requestTimeout: x}}",
       "okta.yaml:1:33: requestTimeout must be a whole number"},
      {"okta: {client: {token: a, token: b}}",
       "okta.yaml:1:27: the key \"token\" stands here twice"},
      {"okta: {testing: {disableHttpsCheck: 2}}",
       "okta.yaml:1:37: testing.disableHttpsCheck must be true or false"},
      {"okta: {", "okta.yaml:1:"},
      {"a: 1\n---\nb: 2", "okta.yaml:3:1: a second document begins"},
  };
  for (const auto& [yaml, words] : cases) {
    Machine machine;
    machine.with_org().with_token().write("okta.yaml", yaml);
    EXPECT_THAT(machine.refused(), HasSubstr(words)) << yaml;
  }
}

TEST(SettingsRefusal, AnUnreadableFileIsNamed) {
  Machine machine;
  machine.with_org().with_token();
  fs::create_directories(machine.sources.working_folder / "okta.yaml");
  EXPECT_EQ(machine.refused(), "okta.yaml: is a folder, not a file");
}

TEST(SettingsRefusal, ACaFileThatIsNotThereIsTold) {
  Machine machine;
  machine.with_org().with_token().sources.options.ca_file = "none.pem";
  EXPECT_EQ(machine.refused(), "option --ca-file: the file is not there");
}

TEST(SettingsRefusal, PrivateKeyModeAsksForAllThatItNeeds) {
  Machine machine;
  machine.with_org().with_token().set("OKTA_CLIENT_AUTHORIZATIONMODE", "PrivateKey");
  const std::string message = machine.refused();
  for (const std::string name :
       {"OKTA_CLIENT_CLIENTID", "OKTA_CLIENT_SCOPES", "OKTA_CLIENT_PRIVATEKEY"})
    EXPECT_THAT(message, HasSubstr(name));
  EXPECT_THAT(message, Not(HasSubstr("OKTA_CLIENT_TOKEN")));

  machine.set("OKTA_CLIENT_CLIENTID", "{clientId}");
  machine.set("OKTA_CLIENT_SCOPES", "okta.apps.read \"x\"");
  machine.set("OKTA_CLIENT_PRIVATEKEY", "");
  EXPECT_THAT(machine.refused(), HasSubstr("placeholder such as {clientId}"));
  EXPECT_THAT(machine.refused(), HasSubstr("no scope (RFC 6749)"));
  EXPECT_THAT(machine.refused(), HasSubstr("privateKey is empty"));
}

constexpr std::string_view kPem =
    "-----BEGIN PRIVATE KEY-----\nMIIBVQIBADANBg\n-----END PRIVATE KEY-----";

class PrivateKey : public testing::Test {
 protected:
  PrivateKey() {
    machine_.with_org();
    machine_.set("OKTA_CLIENT_AUTHORIZATIONMODE", "PrivateKey");
    machine_.set("OKTA_CLIENT_CLIENTID", "0oa1");
    machine_.set("OKTA_CLIENT_SCOPES", "okta.apps.read");
  }
  void give(const std::string& key) { machine_.set("OKTA_CLIENT_PRIVATEKEY", key); }

  Machine machine_;
};

TEST_F(PrivateKey, APathIsReadFromTheWorkingFolderOrTheHome) {
  machine_.write("key.pem", std::string(kPem) + "\n");
  give("key.pem");
  EXPECT_EQ(machine_.accepted().private_key.expose(), kPem);

  const fs::path in_home = machine_.sources.home / "key.json";
  fs::copy_file(machine_.write("key.json", "{\"kty\":\"EC\"}\n"), in_home);
  give("~/key.json");
  EXPECT_EQ(machine_.accepted().private_key.expose(), "{\"kty\":\"EC\"}");
  give(in_home.string());
  EXPECT_EQ(machine_.accepted().private_key.expose(), "{\"kty\":\"EC\"}");
}

TEST_F(PrivateKey, AFileThatOthersMayUseIsRefused) {
  const fs::path file = machine_.write("key.pem", kPem);
  give("key.pem");
  for (const fs::perms right :
       {fs::perms::group_read, fs::perms::others_read, fs::perms::group_write}) {
    fs::permissions(file, fs::perms::owner_read | right);
    EXPECT_THAT(machine_.refused(), HasSubstr("other users of this machine may use: chmod 600"));
  }
  fs::permissions(file, fs::perms::owner_read);
  EXPECT_EQ(machine_.accepted().private_key.expose(), kPem);
}

TEST_F(PrivateKey, WhatIsNoUsableKeyIsNamed) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"-----BEGIN PUBLIC KEY-----\nMII\n-----END PUBLIC KEY-----", "is a public key"},
      {"-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----",
       "is a public key or certificate"},
      {"-----BEGIN ENCRYPTED PRIVATE KEY-----\nMII\n-----END ENCRYPTED PRIVATE KEY-----",
       "encrypted with a passphrase"},
      {"-----BEGIN PRIVATE KEY-----", "no whole PEM"},
      {"{\"kty\":\"EC\"", "no whole JWK"},
      {"nowhere.pem", "is neither a PEM"},
      {std::string(100'000, 'M'), "is neither a PEM"},
      {"..", "is a folder"},
  };
  for (const auto& [key, words] : cases) {
    give(key);
    EXPECT_THAT(machine_.refused(), HasSubstr(words)) << key.substr(0, 60);
  }
  machine_.write("key.pem", "nothing of the kind");
  give("key.pem");
  EXPECT_THAT(machine_.refused(), HasSubstr("key.pem\": it holds neither a PEM"));
}

}  // namespace

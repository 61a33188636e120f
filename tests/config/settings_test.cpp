#include "config/settings.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/config/temporary_folder.hpp"
#include "tests/support/recorded.hpp"

namespace {

namespace fs = std::filesystem;
using config::AuthorizationMode;
using config::Settings;
using config::SettingsSources;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::string_view kPem =
    "-----BEGIN PRIVATE KEY-----\nMIIBVQIBADANBg\n-----END PRIVATE KEY-----";

// A machine of its own: a home, a working folder, and only the given environment.
class Machine {
 public:
  Machine() {
    fs::create_directories(sources.home = folder_.path() / "home");
    fs::create_directories(sources.working_folder = folder_.path() / "work");
  }

  fs::path write_home(std::string_view yaml) const {
    return folder_.write("home/.okta/okta.yaml", yaml);
  }
  fs::path write(const std::string& name, std::string_view text) const {
    return folder_.write("work/" + name, text);
  }
  void set(const std::string& name, const std::string& value) { sources.environment[name] = value; }

  // What every test needs that is not about it.
  Machine& with_org() {
    set("OKTA_CLIENT_ORGURL", "https://acme.okta.com");
    return *this;
  }
  Machine& with_token() {
    set("OKTA_CLIENT_TOKEN", "00abc");
    return *this;
  }

  [[nodiscard]] Settings accepted() const {
    auto settings = load_settings(sources);
    if (!settings) {
      ADD_FAILURE() << settings.error().message;
      return {};
    }
    return std::move(*settings);
  }

  [[nodiscard]] std::string refused() const {
    const auto settings = load_settings(sources);
    if (settings) {
      ADD_FAILURE() << "accepted";
      return {};
    }
    EXPECT_EQ(settings.error().kind, okta::ErrorKind::invalid_input);
    return settings.error().message;
  }

  SettingsSources sources;

 private:
  tests::TemporaryFolder folder_;
};

std::string origin_of(const Settings& settings, const std::string& key) {
  const auto found =
      std::ranges::find(settings.provenance, key, [](const auto& entry) { return entry.first; });
  return found == settings.provenance.end() ? "" : found->second;
}

std::string client_yaml(const std::string& line) { return "okta:\n  client:\n    " + line + "\n"; }

TEST(Settings, TheLaterLayerWins) {
  Machine machine;
  machine.with_token();
  machine.write_home(client_yaml("orgUrl: https://home.okta.com"));
  EXPECT_EQ(machine.accepted().org_url.host, "home.okta.com");
  EXPECT_EQ(origin_of(machine.accepted(), "orgUrl"), "~/.okta/okta.yaml:3:13");

  machine.write(".okta.yaml", client_yaml("orgUrl: https://hidden.okta.com"));
  EXPECT_EQ(machine.accepted().org_url.host, "hidden.okta.com");
  EXPECT_EQ(origin_of(machine.accepted(), "orgUrl"), ".okta.yaml:3:13");

  machine.write("okta.yaml", client_yaml("orgUrl: https://work.okta.com"));
  EXPECT_EQ(machine.accepted().org_url.host, "work.okta.com");
  EXPECT_EQ(origin_of(machine.accepted(), "orgUrl"), "okta.yaml:3:13");

  machine.set("OKTA_CLIENT_ORGURL", "https://environment.okta.com");
  EXPECT_EQ(machine.accepted().org_url.host, "environment.okta.com");
  EXPECT_EQ(origin_of(machine.accepted(), "orgUrl"), "environment OKTA_CLIENT_ORGURL");

  machine.sources.options.org_url = "https://option.okta.com";
  EXPECT_EQ(machine.accepted().org_url.host, "option.okta.com");
  EXPECT_EQ(origin_of(machine.accepted(), "orgUrl"), "option --org-url");
}

TEST(Settings, EachSettingIsLayeredByItself) {
  Machine machine;
  machine.write_home(
      client_yaml("{orgUrl: https://home.okta.com, token: home, requestTimeout: 7}"));
  machine.write("okta.yaml", client_yaml("{orgUrl: https://work.okta.com}"));
  machine.set("OKTA_CLIENT_TOKEN", "environment");
  const Settings settings = machine.accepted();
  EXPECT_EQ(settings.org_url.host, "work.okta.com");
  EXPECT_EQ(settings.token.expose(), "environment");
  EXPECT_EQ(settings.request_timeout, std::chrono::seconds{7});
}

TEST(Settings, OfTwoFilesInTheWorkingFolderTheVisibleOneIsReadAndThatIsTold) {
  Machine machine;
  machine.with_token();
  machine.write("okta.yaml", client_yaml("orgUrl: https://visible.okta.com"));
  machine.write(".okta.yaml", client_yaml("{orgUrl: https://hidden.okta.com, requestTimeout: 7}"));
  const Settings settings = machine.accepted();
  EXPECT_EQ(settings.org_url.host, "visible.okta.com");
  EXPECT_EQ(settings.request_timeout, std::chrono::seconds{60});
  EXPECT_THAT(settings.warnings, ElementsAre(HasSubstr("okta.yaml is read, .okta.yaml is not")));
}

TEST(Settings, DefaultsHoldWhereNothingIsSaid) {
  const Settings settings = Machine().with_org().with_token().accepted();
  EXPECT_EQ(settings.authorization_mode, AuthorizationMode::ssws);
  EXPECT_EQ(settings.connection_timeout, std::chrono::seconds{30});
  EXPECT_EQ(settings.request_timeout, std::chrono::seconds{60});
  EXPECT_EQ(settings.max_retries, std::nullopt);
  EXPECT_FALSE(settings.proxy);
  EXPECT_TRUE(settings.https_check);
  EXPECT_THAT(settings.warnings, IsEmpty());
  EXPECT_EQ(origin_of(settings, "requestTimeout"), "default");
  EXPECT_EQ(origin_of(settings, "token"), "environment OKTA_CLIENT_TOKEN");
}

TEST(Settings, EveryKeyOfTheFileIsRead) {
  Machine machine;
  machine.write("okta.yaml",
                "okta:\n"
                "  client:\n"
                "    orgUrl: http://127.0.0.1:8080\n"
                "    authorizationMode: PrivateKey\n"
                "    clientId: 0oa1\n"
                "    scopes: [okta.apps.read, okta.logs.read]\n"
                "    privateKey: '{\"kty\":\"EC\"}'\n"
                "    privateKeyId: k1\n"
                "    connectionTimeout: 5\n"
                "    requestTimeout: 0\n"
                "    rateLimit: {maxRetries: 4, maxBackoff: 30}\n"
                "    proxy: {host: proxy.acme.com, port: 8080, username: me, password: word}\n"
                "    userAgent: not ours\n"
                "  testing: {disableHttpsCheck: true}\n"
                "elsewhere: [1, 2]\n");
  const Settings settings = machine.accepted();
  EXPECT_EQ(settings.org_url.origin(), "http://127.0.0.1:8080");
  EXPECT_FALSE(settings.https_check);
  EXPECT_EQ(settings.authorization_mode, AuthorizationMode::private_key);
  EXPECT_EQ(settings.client_id, "0oa1");
  EXPECT_THAT(settings.scopes, ElementsAre("okta.apps.read", "okta.logs.read"));
  EXPECT_EQ(settings.private_key.expose(), "{\"kty\":\"EC\"}");
  EXPECT_EQ(settings.private_key_id, "k1");
  EXPECT_EQ(settings.connection_timeout, std::chrono::seconds{5});
  EXPECT_EQ(settings.request_timeout, std::chrono::seconds{0});
  EXPECT_EQ(settings.max_retries, 4);
  ASSERT_TRUE(settings.proxy);
  EXPECT_EQ(settings.proxy->host, "proxy.acme.com");
  EXPECT_EQ(settings.proxy->port, 8080);
  EXPECT_EQ(settings.proxy->username, "me");
  EXPECT_EQ(settings.proxy->password.expose(), "word");
}

TEST(Settings, TheOtherNamesOfTheSdksAreRead) {
  Machine machine;
  machine.write(
      "okta.yaml",
      "okta:\n"
      "  client:\n"
      "    {orgUrl: http://localhost, authorizationMode: PrivateKey, clientId: c, scopes: a,\n"
      "     privateKey: '{}', kid: k1}\n"
      "  testing: {testingDisableHttpsCheck: true}\n");
  const Settings settings = machine.accepted();
  EXPECT_EQ(settings.private_key_id, "k1");
  EXPECT_FALSE(settings.https_check);
}

struct Spelling {
  std::string name;
  std::string value;
  std::string key;
};

TEST(Settings, EitherSpellingOfAnEnvironmentNameIsRead) {
  const std::vector<Spelling> spellings = {
      {"OKTA_CLIENT_AUTHORIZATIONMODE", "Bearer", "authorizationMode"},
      {"OKTA_CLIENT_CONNECTIONTIMEOUT", "11", "connectionTimeout"},
      {"OKTA_CLIENT_CONNECTION_TIMEOUT", "11", "connectionTimeout"},
      {"OKTA_CLIENT_REQUESTTIMEOUT", "11", "requestTimeout"},
      {"OKTA_CLIENT_REQUEST_TIMEOUT", "11", "requestTimeout"},
      {"OKTA_CLIENT_RATELIMIT_MAXRETRIES", "11", "rateLimit.maxRetries"},
      {"OKTA_CLIENT_RATE_LIMIT_MAX_RETRIES", "11", "rateLimit.maxRetries"},
      {"OKTA_CLIENT_PROXY_HOST", "proxy.acme.com", "proxy.host"},
      {"OKTA_TESTING_DISABLEHTTPSCHECK", "true", "testing.disableHttpsCheck"},
      {"OKTA_TESTING_DISABLE_HTTPS_CHECK", "1", "testing.disableHttpsCheck"},
  };
  for (const auto& [name, value, key] : spellings) {
    Machine machine;
    machine.with_org().with_token().set(name, value);
    const Settings settings = machine.accepted();
    EXPECT_EQ(origin_of(settings, key), "environment " + name);
    const bool took_effect = settings.authorization_mode == AuthorizationMode::bearer ||
                             settings.connection_timeout == std::chrono::seconds{11} ||
                             settings.request_timeout == std::chrono::seconds{11} ||
                             settings.max_retries == 11 || settings.proxy || !settings.https_check;
    EXPECT_TRUE(took_effect) << name;
  }
}

TEST(Settings, AServiceAppIsReadFromTheEnvironment) {
  Machine machine;
  machine.with_org();
  machine.set("OKTA_CLIENT_AUTHORIZATIONMODE", "privatekey");
  machine.set("OKTA_CLIENT_CLIENTID", "0oa1");
  machine.set("OKTA_CLIENT_SCOPES", "okta.apps.read, okta.logs.read okta.groups.read");
  machine.set("OKTA_CLIENT_PRIVATEKEY",
              "-----BEGIN PRIVATE KEY-----\\nMII\\n-----END PRIVATE KEY-----");
  machine.set("OKTA_CLIENT_PRIVATEKEYID", "k1");
  const Settings settings = machine.accepted();
  EXPECT_EQ(settings.authorization_mode, AuthorizationMode::private_key);
  EXPECT_THAT(settings.scopes, ElementsAre("okta.apps.read", "okta.logs.read", "okta.groups.read"));
  EXPECT_EQ(settings.private_key.expose(),
            "-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----");
  EXPECT_EQ(settings.private_key_id, "k1");
}

TEST(Settings, TwoSpellingsWithTwoValuesAreRefused) {
  Machine machine;
  machine.with_org().with_token();
  machine.set("OKTA_CLIENT_REQUESTTIMEOUT", "1");
  machine.set("OKTA_CLIENT_REQUEST_TIMEOUT", "2");
  EXPECT_THAT(machine.refused(),
              HasSubstr("OKTA_CLIENT_REQUESTTIMEOUT and OKTA_CLIENT_REQUEST_TIMEOUT differ"));
  machine.set("OKTA_CLIENT_REQUESTTIMEOUT", "");
  EXPECT_EQ(machine.accepted().request_timeout, std::chrono::seconds{2});
}

TEST(Settings, OptionsSetTimeoutRetriesProxyAndCaFile) {
  Machine machine;
  machine.with_org().with_token();
  machine.set("OKTA_CLIENT_PROXY_HOST", "elsewhere.acme.com");
  machine.set("OKTA_CLIENT_PROXY_PORT", "3128");
  machine.write("ca.pem", "certificate");
  config::SettingsOptions& options = machine.sources.options;
  options.proxy = "http://proxy.acme.com:8080";
  options.ca_file = "ca.pem";
  options.timeout = std::chrono::seconds{5};
  options.max_retries = 0;
  const Settings settings = machine.accepted();
  EXPECT_EQ(settings.request_timeout, std::chrono::seconds{5});
  EXPECT_EQ(settings.max_retries, 0);
  EXPECT_EQ(settings.ca_file, "ca.pem");
  ASSERT_TRUE(settings.proxy);
  EXPECT_EQ(settings.proxy->host, "proxy.acme.com");
  EXPECT_EQ(settings.proxy->port, 8080);
  EXPECT_EQ(origin_of(settings, "caFile"), "option --ca-file");
}

TEST(Settings, LineEndsAroundAValueAreForgiven) {
  Machine machine;
  machine.set("OKTA_CLIENT_ORGURL", " https://acme.okta.com\r\n");
  machine.set("OKTA_CLIENT_TOKEN", "00abc\n");
  const Settings settings = machine.accepted();
  EXPECT_EQ(settings.org_url.host, "acme.okta.com");
  EXPECT_EQ(settings.token.expose(), "00abc");
}

TEST(Settings, TheExampleInTheRepositoryIsReadWhole) {
  Machine machine;
  machine.with_token();
  machine.write("okta.yaml",
                tests::read_file(tests::source_folder() / "config" / "examples" / "okta.yaml"));
  const Settings settings = machine.accepted();
  EXPECT_EQ(settings.org_url.origin(), "https://acme.okta.com");
  EXPECT_EQ(settings.connection_timeout, std::chrono::seconds{30});
  EXPECT_EQ(settings.request_timeout, std::chrono::seconds{60});
  EXPECT_EQ(settings.max_retries, std::nullopt);
  EXPECT_THAT(settings.warnings, IsEmpty());
}

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

constexpr std::array<std::string_view, 15> kVariables = {"OKTA_CLIENT_ORGURL",
                                                         "OKTA_CLIENT_TOKEN",
                                                         "OKTA_CLIENT_CLIENTID",
                                                         "OKTA_CLIENT_AUTHORIZATIONMODE",
                                                         "OKTA_CLIENT_SCOPES",
                                                         "OKTA_CLIENT_PRIVATEKEY",
                                                         "OKTA_CLIENT_PRIVATEKEYID",
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

#include "config/settings.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/config/machine.hpp"
#include "tests/support/recorded.hpp"

namespace {

using config::AuthorizationMode;
using config::Settings;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using tests::client_yaml;
using tests::Machine;

std::string origin_of(const Settings& settings, const std::string& key) {
  const auto found =
      std::ranges::find(settings.provenance, key, [](const auto& entry) { return entry.first; });
  return found == settings.provenance.end() ? "" : found->second;
}

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
                "    dpopEnabled: true\n"
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
  EXPECT_EQ(settings.dpop, true);
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
  EXPECT_EQ(settings.dpop, std::nullopt) << "Okta's token endpoint tells";
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
  EXPECT_EQ(settings.max_retries, 2);
  EXPECT_THAT(settings.warnings, IsEmpty());
}

}  // namespace

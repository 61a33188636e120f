// How to reach an org and as whom, read the way the official Okta SDKs read it, so that a machine
// set up for them works unchanged:
// ~/.okta/okta.yaml < ./okta.yaml or ./.okta.yaml < environment < options. Nothing here reads the
// process environment or the real home folder: callers pass both in. Pure but for reading the named
// files.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/base/result.hpp"
#include "client/base/secret.hpp"
#include "client/base/url.hpp"

namespace config {

enum class AuthorizationMode { ssws, bearer, private_key };

struct Proxy {
  std::string host;
  std::optional<int> port;
  std::string username;
  okta::Secret password;
};

struct Settings {
  okta::Url org_url;
  AuthorizationMode authorization_mode = AuthorizationMode::ssws;
  okta::Secret token;     // SSWS and Bearer
  std::string client_id;  // PrivateKey, as are the next four
  std::vector<std::string> scopes;
  okta::Secret private_key;
  std::string private_key_id;
  std::optional<bool> dpop;  // absent: as the token endpoint asks for it
  std::chrono::milliseconds connection_timeout{30'000};
  std::chrono::milliseconds request_timeout{60'000};  // of one request; 0 = none
  std::optional<int> max_retries;  // absent: the client decides by the kind of failure
  std::optional<Proxy> proxy;
  std::filesystem::path ca_file;
  bool https_check = true;  // off only by the SDKs' own testing switch

  // Where each value came from, for people: {"orgUrl", "environment OKTA_CLIENT_ORGURL"}. Never a
  // value.
  std::vector<std::pair<std::string, std::string>> provenance;

  // What works but is better put right, in sentences for people; no secrets either.
  std::vector<std::string> warnings;
};

struct SettingsOptions {
  std::optional<std::string> org_url;
  std::optional<std::string> proxy;  // host:port or http://host:port of a proxy
  std::optional<std::filesystem::path> ca_file;
  std::optional<std::chrono::seconds> timeout;
  std::optional<int> max_retries;
};

struct SettingsSources {
  std::filesystem::path home;  // empty: no home
  std::filesystem::path working_folder;
  std::map<std::string, std::string> environment;
  SettingsOptions options;
};

// Fails with ErrorKind::invalid_input; the message names every problem and where the offending
// value came from, never a secret.
[[nodiscard]] okta::Result<Settings> load_settings(const SettingsSources& sources);

// Only the org URL, under the same rules, for verbs that need no credentials.
[[nodiscard]] okta::Result<okta::Url> check_org_url(std::string_view text, bool https_check);

}  // namespace config

#include "remediate/issuer/key_hint.hpp"

#include <algorithm>
#include <initializer_list>

#include "remediate/issuer/okta_url.hpp"
#include "remediate/issuer/spelling.hpp"

namespace remediate {
namespace {

using Names = std::initializer_list<std::string_view>;

bool is_one_of(std::string_view name, Names names) {
  return std::ranges::find(names, name) != names.end();
}

bool contains_one_of(std::string_view name, Names parts) {
  return std::ranges::any_of(
      parts, [&](std::string_view part) { return name.find(part) != std::string_view::npos; });
}

bool ends_with_one_of(std::string_view name, Names ends) {
  return std::ranges::any_of(ends, [&](std::string_view end) { return name.ends_with(end); });
}

// The last part of a dotted name: `okta.oauth2.issuer`.
std::string_view last_part(std::string_view key) {
  const std::size_t dot = key.find_last_of(".:/");
  return dot == std::string_view::npos ? key : key.substr(dot + 1);
}

bool is_shouted(std::string_view key) {
  return std::ranges::none_of(key, [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

KeyHint hint_of(std::string_view key) {
  const std::string whole = bare_name(key);
  const std::string name = bare_name(last_part(key));
  if (name.empty()) return KeyHint::none;
  if (contains_one_of(name, {"redirect", "callback", "logout", "origin", "returnto", "fromuri",
                             "relaystate", "returnurl", "signout"}))
    return KeyHint::redirect;
  if (contains_one_of(name, {"issuerdomain"})) return KeyHint::domain;
  if (names_an_issuer("/" + std::string(last_part(key))) ||
      contains_one_of(name, {"discovery", "wellknown", "openidurl", "identityuri", "metadataurl",
                             "oidcurl", "oidcuri"}) ||
      ends_with_one_of(name, {"provideruri", "providerurl", "oidcprovider"}))
    return KeyHint::issuer;
  if (contains_one_of(name, {"baseurl", "baseuri", "clientorgurl"}) ||
      whole.ends_with("clientorgurl") || (whole.ends_with("orgurl") && whole != "orgurl"))
    return KeyHint::management;
  if (name == "orgurl") return key == "orgUrl" ? KeyHint::management : KeyHint::unclear;
  if (is_one_of(name, {"oktaurl", "oktauri", "oktaorg", "oktahost", "oktaorigin", "idpurl",
                       "idpuri", "ssourl", "authurl", "oauthurl", "oktatenanturl", "oktaorguri"}))
    return KeyHint::unclear;
  if (name.ends_with("oktadomain")) return is_shouted(key) ? KeyHint::unclear : KeyHint::domain;
  if (ends_with_one_of(name, {"domain", "host", "hostname", "address", "sni"}))
    return KeyHint::domain;
  return KeyHint::none;
}

bool is_generic(std::string_view key) {
  return is_one_of(bare_name(last_part(key)),
                   {"", "value", "default", "defaultvalue", "content", "string", "text", "url",
                    "uri", "val", "paramvalue", "httpuri"});
}

Purpose purpose_of(const std::vector<std::string>& path, std::string_view name) {
  const std::string own = bare_name(name);
  if (contains_one_of(own, {"tokenexchange", "idjag", "crossappaccess"})) return Purpose::id_jag;
  for (const std::string& part : path) {
    const std::string bare = bare_name(part);
    if (contains_one_of(bare, {"tokenexchange", "idjag"})) return Purpose::id_jag;
    if (contains_one_of(bare, {"securityeventsprovider", "sharedsignals"}) || bare == "ssf" ||
        bare.starts_with("ssfreceiver"))
      return Purpose::security_events;
    if (bare.find("oktaappoauthapiscope") != std::string::npos) return Purpose::okta_api_scopes;
  }
  return Purpose::sign_in;
}

bool names_server_id(std::string_view key) {
  const std::string name = bare_name(last_part(key));
  return ends_with_one_of(name, {"authorizationserverid", "authserverid", "oktaauthserver"}) ||
         name == "authorizationserver";
}

bool names_client_id(std::string_view key) {
  const std::string name = bare_name(last_part(key));
  return ends_with_one_of(name, {"clientid", "clientidentifier"}) ||
         is_one_of(name, {"cid", "aiagentid"});
}

bool names_scopes(std::string_view key) {
  const std::string name = bare_name(last_part(key));
  return ends_with_one_of(name, {"scope", "scopes", "scopestorequest"});
}

bool names_audience(std::string_view key) {
  const std::string name = bare_name(last_part(key));
  return ends_with_one_of(name, {"audience", "audiences", "audiencelist"}) || name == "aud";
}

}  // namespace remediate

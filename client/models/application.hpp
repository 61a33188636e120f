// An application as GET /api/v1/apps answers it, with the fields that concern OAuth. Sources: Okta
// Apps API; recordings of real orgs, where 6 % of the OIDC apps have no OAuth client at all,
// signOnMode may be null, and a client id need not be the app's id.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/models/decode.hpp"

namespace okta {

namespace sign_on_mode {
inline constexpr std::string_view kOpenIdConnect = "OPENID_CONNECT";
}

namespace application_type {
inline constexpr std::string_view kWeb = "web";
inline constexpr std::string_view kNative = "native";
inline constexpr std::string_view kBrowser = "browser";
inline constexpr std::string_view kService = "service";
}  // namespace application_type

namespace grant_type {
inline constexpr std::string_view kAuthorizationCode = "authorization_code";
inline constexpr std::string_view kImplicit = "implicit";
inline constexpr std::string_view kRefreshToken = "refresh_token";
inline constexpr std::string_view kClientCredentials = "client_credentials";
inline constexpr std::string_view kPassword = "password";
inline constexpr std::string_view kDeviceCode = "urn:ietf:params:oauth:grant-type:device_code";
inline constexpr std::string_view kTokenExchange =
    "urn:ietf:params:oauth:grant-type:token-exchange";
inline constexpr std::string_view kCiba = "urn:openid:params:grant-type:ciba";
}  // namespace grant_type

// Which request an app tile makes. With mode OKTA, Okta itself asks for `default_scope`.
struct IdpInitiatedLogin {
  std::string mode;  // DISABLED | SPEC | OKTA
  std::vector<std::string> default_scope;
};

// A string of the app object that is an absolute http(s) URL, with the JSON pointer to it.
struct UrlField {
  std::string pointer;
  std::string value;
};

struct Application {
  std::string id;
  std::string name;  // catalogue name; `oidc_client` for an OIDC app that the org made itself
  std::string label;
  std::string status;                       // ACTIVE | INACTIVE | DELETED
  std::optional<std::string> sign_on_mode;  // null is recorded

  // OAuth client; absent members were absent or null.
  std::optional<std::string> client_id;
  std::optional<std::string> application_type;
  std::optional<std::string> token_endpoint_auth_method;
  std::optional<bool> pkce_required;
  std::optional<std::string> issuer_mode;  // ORG_URL | CUSTOM_URL | DYNAMIC: the host in ID tokens,
                                           // never the authorization server
  std::optional<std::string> consent_method;
  std::vector<std::string> grant_types;
  std::vector<std::string> response_types;
  std::vector<std::string> redirect_uris;
  std::optional<std::string> initiate_login_uri;
  std::optional<IdpInitiatedLogin> idp_initiated_login;

  // The URLs in /profile, /settings/app and /settings/oauthClient/initiate_login_uri: the places of
  // an app object where an organisation keeps the issuer that its client uses. A URL with
  // credentials in it is left out.
  std::vector<UrlField> url_fields;

  // Also an app without a sign-on mode (recorded for directories) that has an OAuth client:
  // whatever it is, that client can ask for tokens.
  [[nodiscard]] bool is_oidc() const;
  // Made from the catalogue: such apps may use only the org authorization server and ignore changes
  // of their OAuth settings.
  [[nodiscard]] bool is_from_catalogue() const;
};

template <>
[[nodiscard]] Result<Application> decode<Application>(const JsonView& json);

}  // namespace okta

// What the name of a setting says about an Okta address in it. Only a hint: a URL with a path
// speaks for itself, and a bare address cannot. The names come from docs/files.md. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace remediate {

enum class KeyHint {
  none,
  issuer,      // `issuer-uri`, `authority`, `discovery_uri`, `auth-server-url`
  management,  // `okta.client.orgUrl`, `OKTA_CLIENT_ORGURL`, `baseUrl`: the Management API's
  domain,      // `okta.domain`, `OktaDomain`: the path is put behind it elsewhere
  unclear,     // `ORG_URL`, `OKTA_DOMAIN`: seen as an issuer and as a mere address
  redirect,    // where the browser goes, not who issues tokens
};

[[nodiscard]] KeyHint hint_of(std::string_view key);

// A name that says nothing by itself: the one around it does (`issuer: {url: ...}`).
[[nodiscard]] bool is_generic(std::string_view key);

// What a place in the file is for, whatever the URL says: its settings never move.
enum class Purpose {
  sign_in,          // anything that is not one of the others
  id_jag,           // cross-app access: only the org server mints these tokens
  security_events,  // Shared Signals: the transmitter is the org
  okta_api_scopes,  // Terraform's grant of Okta API scopes
};

[[nodiscard]] Purpose purpose_of(const std::vector<std::string>& path, std::string_view name);

// The id of an authorization server, beside a domain.
[[nodiscard]] bool names_server_id(std::string_view key);
[[nodiscard]] bool names_client_id(std::string_view key);
[[nodiscard]] bool names_scopes(std::string_view key);
[[nodiscard]] bool names_audience(std::string_view key);

}  // namespace remediate

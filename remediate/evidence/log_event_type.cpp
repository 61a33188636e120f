#include "remediate/evidence/log_event_type.hpp"

#include <algorithm>
#include <array>

#include "client/models/application.hpp"

namespace remediate {
namespace {

constexpr std::string_view kOAuth = "app.oauth2.";
constexpr std::string_view kCustomServer = "as.";

// What is new under `app.oauth2.` counts as a request until somebody looks: a failure that goes
// unread would look like health.
constexpr std::array<std::string_view, 14> kNoRequests{
    "admin",
    "client",
    "consent",
    "credentials",
    "evaluate",
    "invalid_client_credentials",
    "key",
    "lifecycle",
    "resource_server",
    "signon",
    "token.detect_reuse",
    "token.oauth_sts",
    "token.revoke",
    "trusted_server",
};

// Granted to the client itself. Device secrets, exchanged and third-party tokens say nothing about
// which scopes it asks for.
constexpr std::array<std::string_view, 8> kGrants{
    "authorize",
    "authorize.code",
    "authorize.implicit.access_token",
    "authorize.implicit.id_token",
    "token.grant",
    "token.grant.access_token",
    "token.grant.id_token",
    "token.grant.refresh_token",
};

bool is_within(std::string_view type, std::string_view family) {
  return type.starts_with(family) && (type.size() == family.size() || type[family.size()] == '.');
}

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool take_suffix(std::string_view& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text.remove_suffix(suffix.size());
  return true;
}

bool is_no_request(std::string_view type) {
  return type.find("rate_limit") != std::string_view::npos ||
         std::ranges::any_of(kNoRequests,
                             [&](std::string_view each) { return is_within(type, each); });
}

OAuthEndpoint endpoint_of(std::string_view type) {
  if (is_within(type, "authorize")) return OAuthEndpoint::authorize;
  if (is_within(type, "token.grant")) return OAuthEndpoint::token;
  return OAuthEndpoint::other;
}

std::string_view implied_grant_type(std::string_view type) {
  if (type == "authorize.code") return okta::grant_type::kAuthorizationCode;
  if (is_within(type, "authorize.implicit")) return okta::grant_type::kImplicit;
  if (is_within(type, "interact")) return "interaction_code";
  return {};
}

}  // namespace

std::optional<LogEventType> read_event_type(std::string_view event_type) {
  if (!take_prefix(event_type, kOAuth)) return std::nullopt;
  LogEventType read;
  if (take_prefix(event_type, kCustomServer)) read.server = ServerKind::custom;
  // The names of the same events before 2018.
  if (take_suffix(event_type, "_failure")) read.outcome = Outcome::failure;
  if (take_suffix(event_type, "_success")) read.outcome = Outcome::success;
  if (is_no_request(event_type)) return std::nullopt;

  read.endpoint = endpoint_of(event_type);
  read.grant_type = implied_grant_type(event_type);
  if (event_type == "authorize.scope_denied") read.outcome = Outcome::failure;
  read.can_succeed = std::ranges::find(kGrants, event_type) != kGrants.end();
  return read;
}

}  // namespace remediate

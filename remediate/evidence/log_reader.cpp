#include "remediate/evidence/log_reader.hpp"

#include <algorithm>
#include <chrono>
#include <initializer_list>

#include "client/models/application.hpp"
#include "remediate/evidence/ascii_case.hpp"
#include "remediate/evidence/log_event_type.hpp"
#include "remediate/evidence/log_text.hpp"
#include "remediate/evidence/logged_scopes.hpp"
#include "remediate/evidence/scope_name.hpp"

namespace remediate {
namespace {

constexpr std::string_view kPublicClientApp = "PublicClientApp";

std::string first_name(std::initializer_list<std::string_view> candidates) {
  const auto* const found = std::ranges::find_if(candidates, names_something);
  return found == candidates.end() ? std::string() : std::string(*found);
}

std::string target_id(const okta::LogEvent& event, std::string_view type) {
  const auto found = std::ranges::find_if(event.targets, [&](const okta::LogTarget& target) {
    return target.type == type && names_something(target.id);
  });
  return found == event.targets.end() ? std::string() : found->id;
}

std::string client_of_targets(const okta::LogEvent& event) {
  for (const okta::LogTarget& target : event.targets) {
    if (target.type != kPublicClientApp) continue;
    if (std::string id = first_name({target.id, target.alternate_id}); !id.empty()) return id;
  }
  return {};
}

std::string client_of(const okta::LogEvent& event, const okta::QueryParameters& parameters) {
  const bool acts_alone = event.actor.type == kPublicClientApp;
  return first_name({event.client_id.value_or(""), acts_alone ? event.actor.id : "",
                     acts_alone ? event.actor.alternate_id : "", client_of_targets(event),
                     okta::find_parameter(parameters, "client_id").value_or("")});
}

// `/oauth2/{server}/v1/authorize`
std::string_view server_in_path(std::string_view url) {
  constexpr std::string_view kOAuth = "/oauth2/";
  const std::size_t at = url.substr(0, url.find_first_of("?#")).find(kOAuth);
  if (at == std::string_view::npos) return {};
  url.remove_prefix(at + kOAuth.size());
  return url.substr(0, url.find('/'));
}

std::string server_of(const okta::LogEvent& event) {
  return first_name({target_id(event, "AuthorizationServer"), event.debug("authorizationServerId"),
                     event.debug("authorizationServer"), server_in_path(event.debug("requestUri")),
                     server_in_path(event.debug("url"))});
}

// Hybrid response types need both grants: "authorization_code implicit".
std::string grant_of_response_type(std::string_view response_type) {
  const ScopeSet parts = split_scopes(lower_case(response_type));
  const auto asks_for = [&](std::string_view part) {
    return std::ranges::find(parts, part) != parts.end();
  };
  std::string grants(asks_for("code") ? okta::grant_type::kAuthorizationCode : "");
  if (!asks_for("token") && !asks_for("id_token")) return grants;
  return grants.empty() ? std::string(okta::grant_type::kImplicit)
                        : grants + " " + std::string(okta::grant_type::kImplicit);
}

std::string grant_of(const okta::LogEvent& event, const LogEventType& type,
                     const okta::QueryParameters& parameters) {
  const auto parameter = [&](std::string_view name) {
    return okta::find_parameter(parameters, name).value_or("");
  };
  const std::string named =
      first_name({event.debug("grantType"), parameter("grant_type"),
                  grant_of_response_type(event.debug("responseType")),
                  grant_of_response_type(parameter("response_type")), type.grant_type});
  return lower_case(named);
}

std::optional<Outcome> outcome_of(const okta::LogEvent& event, const LogEventType& type) {
  if (type.outcome == Outcome::failure) return Outcome::failure;
  const std::string result = lower_case(event.outcome_result);
  if (result == "failure" || result == "deny") return Outcome::failure;
  if (result == "success") return Outcome::success;
  return names_something(result) ? std::nullopt : type.outcome;
}

// Reasons that Okta gives for custom scopes as well as for others: then what was asked decides.
ReasonFamily family_of(const LoggedRequest& request) {
  const ReasonFamily family = family_of_reason(request.reason, request.server);
  const bool shows_custom = request.scopes && !custom_scopes_of(*request.scopes).empty();
  const bool shows_all = request.scopes && !request.scopes_cut;
  const bool asks_as_service = request.grant_type == okta::grant_type::kClientCredentials;
  const bool is_ambiguous = family == ReasonFamily::client_credentials || request.reason.empty() ||
                            request.reason == "invalid_scope" || request.reason == "illegal_scope";

  if (is_ambiguous && shows_all && !shows_custom) return ReasonFamily::unrelated;
  if (request.server == ServerKind::org && request.reason == kNoOrgScopesGranted && shows_custom &&
      asks_as_service)
    return ReasonFamily::client_credentials;
  return family;
}

}  // namespace

bool is_own_probe(const okta::LogEvent& event) {
  return event.user_agent.starts_with(kOwnUserAgent) ||
         okta::find_parameter(logged_parameters(event), "state")
             .value_or("")
             .starts_with(kOwnProbeState);
}

std::optional<LoggedRequest> read_request(const okta::LogEvent& event) {
  const std::optional<LogEventType> type = read_event_type(event.event_type);
  if (!type) return std::nullopt;
  const std::optional<Outcome> outcome = outcome_of(event, *type);
  if (!outcome || (*outcome == Outcome::success && !type->can_succeed)) return std::nullopt;

  const bool failed = *outcome == Outcome::failure;
  const okta::QueryParameters parameters = logged_parameters(event);
  LoggedRequest request;
  request.client_id = client_of(event, parameters);
  request.app_id = target_id(event, "AppInstance");
  request.server = type->server;
  if (type->server == ServerKind::custom) request.authorization_server_id = server_of(event);
  request.endpoint = type->endpoint;
  request.outcome = *outcome;
  if (failed) request.reason = canonical_reason(event.outcome_reason);
  const bool says_custom =
      failed && family_of_reason(request.reason, type->server) == ReasonFamily::custom_scope;
  const LoggedScopes scopes = read_scopes(event, says_custom);
  request.scopes = scopes.scopes;
  request.scopes_cut = scopes.is_part;
  request.grant_type = grant_of(event, *type, parameters);
  if (failed) request.family = family_of(request);
  if (request.family == ReasonFamily::client_credentials && request.grant_type.empty())
    request.grant_type = okta::grant_type::kClientCredentials;

  request.count = 1;
  request.first_seen = request.last_seen = event.published;
  request.days = {std::chrono::floor<std::chrono::days>(event.published)};
  return request;
}

}  // namespace remediate

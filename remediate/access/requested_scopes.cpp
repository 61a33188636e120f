#include "remediate/access/requested_scopes.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "remediate/access/evaluate.hpp"

namespace remediate {
namespace {

// OpenID Connect's own scopes; all of them speak of a user.
constexpr std::array<std::string_view, 7> kOpenIdScopes = {
    "openid", "profile", "email", "address", "phone", "offline_access", "device_sso"};

const okta::Scope* find_scope(const ServerSnapshot& server, std::string_view name) {
  const auto found = std::ranges::find(server.scopes, name, &okta::Scope::name);
  return found == server.scopes.end() ? nullptr : &*found;
}

template <class Predicate>
ScopeSet those(const ScopeSet& scopes, Predicate predicate) {
  ScopeSet chosen;
  std::ranges::copy_if(scopes, std::back_inserter(chosen), predicate);
  return chosen;
}

ScopeSet as_set(ScopeSet scopes) {
  std::ranges::sort(scopes);
  const auto repeated = std::ranges::unique(scopes);
  scopes.erase(repeated.begin(), repeated.end());
  return scopes;
}

ScopeSet default_scopes(const ServerSnapshot& server) {
  ScopeSet names;
  for (const okta::Scope& scope : server.scopes) {
    if (scope.is_default) names.push_back(scope.name);
  }
  return as_set(std::move(names));
}

void refuse(RequestedScopes& request, std::string_view error, std::string explanation) {
  request.error = error;
  request.explanation = std::move(explanation);
}

void judge_without_user(RequestedScopes& request, const ServerSnapshot& server) {
  const ScopeSet open_id = those(request.scopes, [](const std::string& name) {
    return std::ranges::find(kOpenIdScopes, name) != kOpenIdScopes.end();
  });
  if (!open_id.empty()) {
    refuse(request, "openid_not_allowed_client_creds",
           fmt::format("client credentials have no user, so {} cannot be granted",
                       fmt::join(open_id, ", ")));
    return;
  }
  const ScopeSet guarded = those(request.scopes, [&](const std::string& name) {
    const okta::Scope* scope = find_scope(server, name);
    return scope != nullptr && scope->consent == okta::consent::kRequired;
  });
  if (!guarded.empty()) {
    refuse(request, "consent_required_client_credentials",
           fmt::format("{} requires a user's consent, which client credentials cannot give",
                       fmt::join(guarded, ", ")));
  }
}

}  // namespace

RequestedScopes resolve_scopes(const ServerSnapshot& server, const std::string& grant_type,
                               const ScopeSet& requested) {
  RequestedScopes request;
  request.are_defaults = requested.empty();
  request.scopes = request.are_defaults ? default_scopes(server) : as_set(requested);
  if (request.are_defaults) request.certain = server.scopes_complete;
  if (request.scopes.empty()) {
    refuse(request, "no_default_scopes",
           fmt::format("the request names no scope and authorization server '{}' has no default "
                       "scope",
                       server.server.name));
    return request;
  }

  request.missing = those(
      request.scopes, [&](const std::string& name) { return find_scope(server, name) == nullptr; });
  if (!request.missing.empty()) {
    request.certain = server.scopes_complete;
    refuse(request, "no_matching_scope",
           fmt::format("authorization server '{}' does not have {}", server.server.name,
                       fmt::join(request.missing, ", ")));
    return request;
  }
  if (grant_type == kClientCredentials) judge_without_user(request, server);
  return request;
}

}  // namespace remediate

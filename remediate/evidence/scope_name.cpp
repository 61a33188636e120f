#include "remediate/evidence/scope_name.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "config/written_value.hpp"

namespace remediate {
namespace {

constexpr std::array<std::string_view, 7> kOidcScopes{
    "openid", "profile", "email", "address", "phone", "offline_access", "device_sso",
};
constexpr std::string_view kSeparators = " ,\t\r\n\f\v";

bool is_in_namespace(std::string_view scope, std::string_view prefix) {
  return scope.size() > prefix.size() && scope.starts_with(prefix);
}

}  // namespace

ScopeKind kind_of_scope(std::string_view scope) {
  if (std::ranges::find(kOidcScopes, scope) != kOidcScopes.end()) return ScopeKind::oidc;
  if (scope == "groups") return ScopeKind::groups;
  if (scope == "interclient_access") return ScopeKind::okta_internal;
  if (is_in_namespace(scope, "okta.myAccount.")) return ScopeKind::my_account;
  if (is_in_namespace(scope, "okta.") || is_in_namespace(scope, "ssf.")) return ScopeKind::okta_api;
  return ScopeKind::custom;
}

bool is_scope_token(std::string_view scope) { return config::is_scope_token(scope); }

ScopeSet split_scopes(std::string_view text) {
  ScopeSet scopes;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(kSeparators), text.size());
    if (end > 0) scopes.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return as_scope_set(std::move(scopes));
}

ScopeSet as_scope_set(std::vector<std::string> scopes) {
  std::ranges::sort(scopes);
  const auto repeated = std::ranges::unique(scopes);
  scopes.erase(repeated.begin(), repeated.end());
  return scopes;
}

ScopeSet custom_scopes_of(const ScopeSet& scopes) {
  ScopeSet custom;
  std::ranges::copy_if(scopes, std::back_inserter(custom), [](const std::string& scope) {
    return kind_of_scope(scope) == ScopeKind::custom;
  });
  return custom;
}

}  // namespace remediate

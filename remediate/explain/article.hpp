// One thing that can be explained, and the tables of them, each in a file of its own. Internal to
// this room. Texts are our own words; `sentences` are Okta's, by which an error is recognised.
#pragma once

#include <string_view>
#include <vector>

namespace remediate {

struct Article {
  std::string_view id;
  std::string_view title;
  // Lower case, without full stop; `*` stands for what varies.
  std::vector<std::string_view> sentences;
  std::string_view meaning;
  std::vector<std::string_view> causes;
  std::vector<std::string_view> check;
  std::vector<std::string_view> run;
  std::vector<std::string_view> sources;
};

using Articles = std::vector<Article>;

// Within a table, and from table to table, narrower sentences stand before wider ones.
[[nodiscard]] const Articles& scope_entries();       // OAuth errors about scopes
[[nodiscard]] const Articles& access_entries();      // ... policies, servers, clients
[[nodiscard]] const Articles& request_entries();     // ... the request itself
[[nodiscard]] const Articles& credential_entries();  // ... the keys of a service app
[[nodiscard]] const Articles& generic_entries();     // OAuth `error` names that say little alone
[[nodiscard]] const Articles& management_entries();  // errorCode of the Management API
[[nodiscard]] const Articles& assumption_entries();  // `assumes` of a plan
[[nodiscard]] const Articles& obstacle_entries();    // what a plan leaves to a person
[[nodiscard]] const Articles& rule_entries();        // rules of findings
[[nodiscard]] const Articles& exit_entries();        // "exit-3"

namespace okta_document {
inline constexpr std::string_view kOAuthErrors =
    "Okta Developer: Error codes, OpenID Connect and OAuth 2.0";
inline constexpr std::string_view kApiErrors = "Okta Developer: Okta API error codes";
inline constexpr std::string_view kServers = "Okta Developer: Authorization servers (concept)";
inline constexpr std::string_view kApiAccess = "Okta Developer: API Access Management (concept)";
inline constexpr std::string_view kPolicies =
    "Okta Developer: Create an authorization server (access policies and rules)";
inline constexpr std::string_view kOAuthApi = "Okta Developer: OpenID Connect & OAuth 2.0 API";
inline constexpr std::string_view kServiceApps = "Okta Developer: Implement OAuth for Okta";
inline constexpr std::string_view kRateLimits = "Okta Developer: Rate limits";
inline constexpr std::string_view kSystemLog = "Okta Developer: System Log query";
inline constexpr std::string_view kCoreApi = "Okta Developer: Core Okta API";
inline constexpr std::string_view kCustomScopes =
    "Okta Help Center: Understanding authorization error \"Custom scopes are not allowed for this "
    "request\"";
inline constexpr std::string_view kWhichServer =
    "Okta Help Center: When to use the Org Authorization Server vs a Custom Authorization Server "
    "in Okta";
inline constexpr std::string_view kPermission401 =
    "Okta Help Center: 401 permissions error during log in to an OIDC app or when configuring a "
    "custom authorization server";
inline constexpr std::string_view kCatalogueApps =
    "Okta Developer: Publish an OIN integration, prerequisites";
}  // namespace okta_document

}  // namespace remediate

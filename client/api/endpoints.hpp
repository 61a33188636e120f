// Every endpoint that the client calls, one row each: method, path template, rate-limit bucket,
// OAuth scope. Nothing is sent that is not in this table. Sources: Okta Management API
// specification; Okta's rate-limit table for the buckets.
#pragma once

#include <string_view>

#include "client/http/transport.hpp"
#include "client/models/access_policy.hpp"
#include "client/models/application.hpp"
#include "client/models/authorization_server.hpp"
#include "client/models/claim.hpp"
#include "client/models/discovery.hpp"
#include "client/models/log_event.hpp"
#include "client/models/oauth_client.hpp"
#include "client/models/org.hpp"
#include "client/models/refresh_token.hpp"
#include "client/models/scope.hpp"
#include "client/models/scope_grant.hpp"

namespace okta {

namespace bucket {
inline constexpr std::string_view kApps = "/api/v1/apps";
inline constexpr std::string_view kApp = "/api/v1/apps/{id}";
inline constexpr std::string_view kLogs = "/api/v1/logs";
inline constexpr std::string_view kDomains = "/api/v1/domains";
inline constexpr std::string_view kGeneral = "/api/v1";
inline constexpr std::string_view kAuthorize = "/oauth2/{id}/v1/authorize";
inline constexpr std::string_view kUnlimited;
}  // namespace bucket

namespace oauth_scope {
inline constexpr std::string_view kAppsRead = "okta.apps.read";
inline constexpr std::string_view kAppsManage = "okta.apps.manage";
inline constexpr std::string_view kAppGrantsRead = "okta.appGrants.read";
inline constexpr std::string_view kServersRead = "okta.authorizationServers.read";
inline constexpr std::string_view kServersManage = "okta.authorizationServers.manage";
inline constexpr std::string_view kLogsRead = "okta.logs.read";
inline constexpr std::string_view kOrgsRead = "okta.orgs.read";
inline constexpr std::string_view kDomainsRead = "okta.domains.read";
inline constexpr std::string_view kNone;
}  // namespace oauth_scope

struct Endpoint {
  Method method = Method::get;
  std::string_view path;  // each {name} takes one argument, in order
  std::string_view bucket;
  std::string_view oauth_scope;
  // GET, PUT and DELETE may be repeated without harm, a POST may not: a row says so only where that
  // rule does not hold.
  bool repeatable_post = false;
  // What took too long is worth a second try, except where the reader cuts the query instead: a row
  // says so only where that rule does not hold.
  bool repeat_when_slow = true;

  [[nodiscard]] constexpr bool idempotent() const {
    return method != Method::post || repeatable_post;
  }
  [[nodiscard]] constexpr bool writes() const { return method != Method::get; }
  // A replacement was made from what stood there before the wait: sent again as it is, it would
  // undo what somebody else did meanwhile.
  [[nodiscard]] constexpr bool repeat_after_wait() const { return method != Method::put; }
};

// Everything below /api/v1/authorizationServers shares one bucket and one pair of scopes.
namespace on_server {
constexpr Endpoint read(std::string_view path) {
  return {Method::get, path, bucket::kGeneral, oauth_scope::kServersRead};
}
constexpr Endpoint write(Method method, std::string_view path) {
  return {method, path, bucket::kGeneral, oauth_scope::kServersManage};
}
constexpr Endpoint lifecycle(std::string_view path) {
  return {Method::post, path, bucket::kGeneral, oauth_scope::kServersManage, true};
}
}  // namespace on_server

// The rows of one resource. A row that is not here is a call that does not compile.
template <class Model>
struct Endpoints;

// clang-format off
template <>
struct Endpoints<Application> {
  static constexpr std::string_view kName = "application";
  static constexpr int kPageSize = 200;  // without a limit Okta pages applications by 20
  static constexpr Endpoint kList{Method::get, "/api/v1/apps", bucket::kApps, oauth_scope::kAppsRead};
  static constexpr Endpoint kGet{Method::get, "/api/v1/apps/{id}", bucket::kApp, oauth_scope::kAppsRead};
  static constexpr Endpoint kReplace{Method::put, "/api/v1/apps/{id}", bucket::kApp, oauth_scope::kAppsManage};
};

template <>
struct Endpoints<ScopeGrant> {
  static constexpr std::string_view kName = "scope grant";
  static constexpr Endpoint kList{Method::get, "/api/v1/apps/{appId}/grants", bucket::kApps, oauth_scope::kAppGrantsRead};
};

template <>
struct Endpoints<AuthorizationServer> {
  static constexpr std::string_view kName = "authorization server";
  static constexpr int kPageSize = 200;
  static constexpr Endpoint kList = on_server::read("/api/v1/authorizationServers");
  static constexpr Endpoint kGet = on_server::read("/api/v1/authorizationServers/{id}");
  static constexpr Endpoint kCreate = on_server::write(Method::post, "/api/v1/authorizationServers");
  static constexpr Endpoint kReplace = on_server::write(Method::put, "/api/v1/authorizationServers/{id}");
  static constexpr Endpoint kActivate = on_server::lifecycle("/api/v1/authorizationServers/{id}/lifecycle/activate");
  static constexpr Endpoint kDeactivate = on_server::lifecycle("/api/v1/authorizationServers/{id}/lifecycle/deactivate");
};

template <>
struct Endpoints<OAuthClient> {
  static constexpr std::string_view kName = "client of an authorization server";
  static constexpr std::string_view kIdMember = "client_id";
  static constexpr Endpoint kList = on_server::read("/api/v1/authorizationServers/{serverId}/clients");
};

template <>
struct Endpoints<RefreshToken> {
  static constexpr std::string_view kName = "refresh token";
  static constexpr int kPageSize = 200;
  static constexpr Endpoint kList = on_server::read("/api/v1/authorizationServers/{serverId}/clients/{clientId}/tokens");
};

template <>
struct Endpoints<Scope> {
  static constexpr std::string_view kName = "scope";
  static constexpr Endpoint kList = on_server::read("/api/v1/authorizationServers/{serverId}/scopes");
  static constexpr Endpoint kGet = on_server::read("/api/v1/authorizationServers/{serverId}/scopes/{id}");
  static constexpr Endpoint kCreate = on_server::write(Method::post, "/api/v1/authorizationServers/{serverId}/scopes");
  static constexpr Endpoint kReplace = on_server::write(Method::put, "/api/v1/authorizationServers/{serverId}/scopes/{id}");
  static constexpr Endpoint kRemove = on_server::write(Method::del, "/api/v1/authorizationServers/{serverId}/scopes/{id}");
};

template <>
struct Endpoints<Claim> {
  static constexpr std::string_view kName = "claim";
  static constexpr Endpoint kList = on_server::read("/api/v1/authorizationServers/{serverId}/claims");
  static constexpr Endpoint kGet = on_server::read("/api/v1/authorizationServers/{serverId}/claims/{id}");
  static constexpr Endpoint kCreate = on_server::write(Method::post, "/api/v1/authorizationServers/{serverId}/claims");
  static constexpr Endpoint kReplace = on_server::write(Method::put, "/api/v1/authorizationServers/{serverId}/claims/{id}");
  static constexpr Endpoint kRemove = on_server::write(Method::del, "/api/v1/authorizationServers/{serverId}/claims/{id}");
};

template <>
struct Endpoints<AccessPolicy> {
  static constexpr std::string_view kName = "access policy";
  static constexpr Endpoint kList = on_server::read("/api/v1/authorizationServers/{serverId}/policies");
  static constexpr Endpoint kGet = on_server::read("/api/v1/authorizationServers/{serverId}/policies/{id}");
  static constexpr Endpoint kCreate = on_server::write(Method::post, "/api/v1/authorizationServers/{serverId}/policies");
  static constexpr Endpoint kReplace = on_server::write(Method::put, "/api/v1/authorizationServers/{serverId}/policies/{id}");
  static constexpr Endpoint kRemove = on_server::write(Method::del, "/api/v1/authorizationServers/{serverId}/policies/{id}");
  static constexpr Endpoint kActivate = on_server::lifecycle("/api/v1/authorizationServers/{serverId}/policies/{id}/lifecycle/activate");
  static constexpr Endpoint kDeactivate = on_server::lifecycle("/api/v1/authorizationServers/{serverId}/policies/{id}/lifecycle/deactivate");
};

template <>
struct Endpoints<AccessPolicyRule> {
  static constexpr std::string_view kName = "access policy rule";
  static constexpr Endpoint kList = on_server::read("/api/v1/authorizationServers/{serverId}/policies/{policyId}/rules");
  static constexpr Endpoint kGet = on_server::read("/api/v1/authorizationServers/{serverId}/policies/{policyId}/rules/{id}");
  static constexpr Endpoint kCreate = on_server::write(Method::post, "/api/v1/authorizationServers/{serverId}/policies/{policyId}/rules");
  static constexpr Endpoint kReplace = on_server::write(Method::put, "/api/v1/authorizationServers/{serverId}/policies/{policyId}/rules/{id}");
  static constexpr Endpoint kRemove = on_server::write(Method::del, "/api/v1/authorizationServers/{serverId}/policies/{policyId}/rules/{id}");
  static constexpr Endpoint kActivate = on_server::lifecycle("/api/v1/authorizationServers/{serverId}/policies/{policyId}/rules/{id}/lifecycle/activate");
  static constexpr Endpoint kDeactivate = on_server::lifecycle("/api/v1/authorizationServers/{serverId}/policies/{policyId}/rules/{id}/lifecycle/deactivate");
};

template <>
struct Endpoints<LogEvent> {
  static constexpr std::string_view kName = "System Log event";
  static constexpr std::string_view kIdMember = "uuid";
  static constexpr int kPageSize = 1000;
  // A query that takes longer than 30 s is answered 500 E0000009, and would be again.
  static constexpr Endpoint kList{.method = Method::get, .path = "/api/v1/logs", .bucket = bucket::kLogs, .oauth_scope = oauth_scope::kLogsRead, .repeat_when_slow = false};
};

template <>
struct Endpoints<Domain> {
  static constexpr std::string_view kName = "domain";
  static constexpr std::string_view kArrayMember = "domains";  // an object around the array, unlike every other list
  static constexpr Endpoint kList{Method::get, "/api/v1/domains", bucket::kDomains, oauth_scope::kDomainsRead};
};

template <>
struct Endpoints<Org> {
  static constexpr std::string_view kName = "org";
  static constexpr Endpoint kGet{Method::get, "/api/v1/org", bucket::kGeneral, oauth_scope::kOrgsRead};
};

template <>
struct Endpoints<OrgMetadata> {
  static constexpr std::string_view kName = "org metadata";
  static constexpr Endpoint kGet{Method::get, "/.well-known/okta-organization", bucket::kUnlimited, oauth_scope::kNone};
};

template <>
struct Endpoints<DiscoveryDocument> {
  static constexpr std::string_view kName = "discovery document";
  static constexpr Endpoint kGet{Method::get, "/.well-known/openid-configuration", bucket::kUnlimited, oauth_scope::kNone};  // below the issuer
};

template <>
struct Endpoints<KeySet> {
  static constexpr std::string_view kName = "key set";
  static constexpr Endpoint kGet{Method::get, "", bucket::kUnlimited, oauth_scope::kNone};  // where the discovery document says
};

// A server's discovery document says where it is; the answer is no object.
inline constexpr Endpoint kAuthorize{Method::get, "", bucket::kAuthorize, oauth_scope::kNone};
// clang-format on

}  // namespace okta

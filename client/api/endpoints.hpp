// The endpoint table: every endpoint that the client calls by name, one row each. What has no row
// is sent by Client::raw() alone. Pure constants. Source: Okta Management API specification.
#pragma once

#include "client/api/endpoint.hpp"
#include "client/models/access_policy.hpp"
#include "client/models/application.hpp"
#include "client/models/authorization_server.hpp"
#include "client/models/claim.hpp"
#include "client/models/discovery.hpp"
#include "client/models/feature.hpp"
#include "client/models/group.hpp"
#include "client/models/log_event.hpp"
#include "client/models/oauth_client.hpp"
#include "client/models/org.hpp"
#include "client/models/refresh_token.hpp"
#include "client/models/resource_server_key.hpp"
#include "client/models/scope.hpp"
#include "client/models/scope_grant.hpp"
#include "client/models/signing_key.hpp"
#include "client/models/user.hpp"

namespace okta {

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
  static constexpr Endpoint kCreate{Method::post, "/api/v1/apps", bucket::kApps, oauth_scope::kAppsManage};
  static constexpr Endpoint kRemove{Method::del, "/api/v1/apps/{id}", bucket::kApp, oauth_scope::kAppsManage};
  static constexpr Endpoint kActivate{Method::post, "/api/v1/apps/{id}/lifecycle/activate", bucket::kApps, oauth_scope::kAppsManage, true};
  static constexpr Endpoint kDeactivate{Method::post, "/api/v1/apps/{id}/lifecycle/deactivate", bucket::kApps, oauth_scope::kAppsManage, true};
};

template <>
struct Endpoints<ScopeGrant> {
  static constexpr std::string_view kName = "scope grant";
  static constexpr Endpoint kList{Method::get, "/api/v1/apps/{appId}/grants", bucket::kApps, oauth_scope::kAppGrantsRead};
  static constexpr Endpoint kGet{Method::get, "/api/v1/apps/{appId}/grants/{id}", bucket::kApps, oauth_scope::kAppGrantsRead};
  static constexpr Endpoint kCreate{Method::post, "/api/v1/apps/{appId}/grants", bucket::kApps, oauth_scope::kAppGrantsManage};
  static constexpr Endpoint kRemove{Method::del, "/api/v1/apps/{appId}/grants/{id}", bucket::kApps, oauth_scope::kAppGrantsManage};
};

template <>
struct Endpoints<AuthorizationServer> {
  static constexpr std::string_view kName = "authorization server";
  static constexpr int kPageSize = 200;
  static constexpr Endpoint kList = on_server::read("/api/v1/authorizationServers");
  static constexpr Endpoint kGet = on_server::read("/api/v1/authorizationServers/{id}");
  static constexpr Endpoint kCreate = on_server::write(Method::post, "/api/v1/authorizationServers");
  static constexpr Endpoint kReplace = on_server::write(Method::put, "/api/v1/authorizationServers/{id}");
  // With all that hangs on it. Whether Okta refuses an active one is not told: deactivate it first.
  static constexpr Endpoint kRemove = on_server::write(Method::del, "/api/v1/authorizationServers/{id}");
  static constexpr Endpoint kActivate = on_server::lifecycle("/api/v1/authorizationServers/{id}/lifecycle/activate");
  static constexpr Endpoint kDeactivate = on_server::lifecycle("/api/v1/authorizationServers/{id}/lifecycle/deactivate");
};

// The servers that one trusts for token exchange. Answers are authorization servers.
struct AssociatedServerRows {
  // Asked without a limit, Okta gives a next link that leads to another list.
  static constexpr int kPageSize = 200;
  static constexpr Endpoint kList = on_server::read("/api/v1/authorizationServers/{serverId}/associatedServers");
  static constexpr Endpoint kAssociate = on_server::write(Method::post, "/api/v1/authorizationServers/{serverId}/associatedServers");
  static constexpr Endpoint kRemove = on_server::write(Method::del, "/api/v1/authorizationServers/{serverId}/associatedServers/{id}");
};

template <>
struct Endpoints<SigningKey> {
  static constexpr std::string_view kName = "signing key";
  static constexpr std::string_view kIdMember = "kid";
  static constexpr Endpoint kList = on_server::read("/api/v1/authorizationServers/{serverId}/credentials/keys");
  static constexpr Endpoint kGet = on_server::read("/api/v1/authorizationServers/{serverId}/credentials/keys/{id}");
  // Twice would throw away the key that clients have just learnt of.
  static constexpr Endpoint kRotate = on_server::write(Method::post, "/api/v1/authorizationServers/{serverId}/credentials/lifecycle/keyRotate");
};

template <>
struct Endpoints<ResourceServerKey> {
  static constexpr std::string_view kName = "resource server key";
  static constexpr Endpoint kList = on_server::read("/api/v1/authorizationServers/{serverId}/resourceservercredentials/keys");
  static constexpr Endpoint kGet = on_server::read("/api/v1/authorizationServers/{serverId}/resourceservercredentials/keys/{id}");
  static constexpr Endpoint kCreate = on_server::write(Method::post, "/api/v1/authorizationServers/{serverId}/resourceservercredentials/keys");
  static constexpr Endpoint kRemove = on_server::write(Method::del, "/api/v1/authorizationServers/{serverId}/resourceservercredentials/keys/{id}");
  static constexpr Endpoint kActivate = on_server::lifecycle("/api/v1/authorizationServers/{serverId}/resourceservercredentials/keys/{id}/lifecycle/activate");
  static constexpr Endpoint kDeactivate = on_server::lifecycle("/api/v1/authorizationServers/{serverId}/resourceservercredentials/keys/{id}/lifecycle/deactivate");
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
  static constexpr Endpoint kGet = on_server::read("/api/v1/authorizationServers/{serverId}/clients/{clientId}/tokens/{id}");
  static constexpr Endpoint kRemove = on_server::write(Method::del, "/api/v1/authorizationServers/{serverId}/clients/{clientId}/tokens/{id}");
  static constexpr Endpoint kRemoveAll = on_server::write(Method::del, "/api/v1/authorizationServers/{serverId}/clients/{clientId}/tokens");
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
struct Endpoints<Group> {
  static constexpr std::string_view kName = "group";
  static constexpr int kPageSize = 200;
  static constexpr Endpoint kList{Method::get, "/api/v1/groups", bucket::kGroups, oauth_scope::kGroupsRead};
  static constexpr Endpoint kGet{Method::get, "/api/v1/groups/{id}", bucket::kGroup, oauth_scope::kGroupsRead};
};

template <>
struct Endpoints<Feature> {
  static constexpr std::string_view kName = "feature";
  static constexpr Endpoint kList{Method::get, "/api/v1/features", bucket::kGeneral, oauth_scope::kFeaturesRead};
  static constexpr Endpoint kGet{Method::get, "/api/v1/features/{id}", bucket::kGeneral, oauth_scope::kFeaturesRead};
};

template <>
struct Endpoints<User> {
  static constexpr std::string_view kName = "user";
  static constexpr Endpoint kGet{Method::get, "/api/v1/users/{id}", bucket::kUser, oauth_scope::kUsersRead};
};

template <>
struct Endpoints<OrgMetadata> {
  static constexpr std::string_view kName = "org metadata";
  static constexpr Endpoint kGet{Method::get, "/.well-known/okta-organization", bucket::kRoot, oauth_scope::kNone};
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
inline constexpr Endpoint kOrgAuthorize{Method::get, "", bucket::kOrgAuthorize, oauth_scope::kNone};
// clang-format on

}  // namespace okta

// What one row of the endpoint table says: method, path template, rate-limit bucket, OAuth scope.
// The rows are in endpoints.hpp. Sources: Okta Management API specification; Okta's rate-limit
// table for the buckets.
#pragma once

#include <string_view>

#include "client/http/transport.hpp"

namespace okta {

namespace bucket {
inline constexpr std::string_view kApps = "/api/v1/apps";
inline constexpr std::string_view kApp = "/api/v1/apps/{id}";
inline constexpr std::string_view kLogs = "/api/v1/logs";
inline constexpr std::string_view kDomains = "/api/v1/domains";
inline constexpr std::string_view kGroups = "/api/v1/groups";
inline constexpr std::string_view kGroup = "/api/v1/groups/{id}";
inline constexpr std::string_view kUser = "/api/v1/users/{id}";
inline constexpr std::string_view kGeneral = "/api/v1";
inline constexpr std::string_view kRoot = "/";
// All custom authorization servers of an org share one, its org authorization server has its own.
inline constexpr std::string_view kAuthorize = "/oauth2/{id}/v1/authorize";
inline constexpr std::string_view kOrgAuthorize = "/oauth2/v1/authorize";
// Without a slash: no bucket of Okta's. Such calls share one with no row, since what their answers
// say about limits must not be taken for the limit of another; each path has its own
// (http/admission_gate.hpp).
inline constexpr std::string_view kRaw = "raw";
inline constexpr std::string_view kUnlimited;
}  // namespace bucket

namespace oauth_scope {
inline constexpr std::string_view kAppsRead = "okta.apps.read";
inline constexpr std::string_view kAppsManage = "okta.apps.manage";
inline constexpr std::string_view kAppGrantsRead = "okta.appGrants.read";
inline constexpr std::string_view kAppGrantsManage = "okta.appGrants.manage";
inline constexpr std::string_view kServersRead = "okta.authorizationServers.read";
inline constexpr std::string_view kServersManage = "okta.authorizationServers.manage";
inline constexpr std::string_view kLogsRead = "okta.logs.read";
inline constexpr std::string_view kOrgsRead = "okta.orgs.read";
inline constexpr std::string_view kDomainsRead = "okta.domains.read";
inline constexpr std::string_view kGroupsRead = "okta.groups.read";
inline constexpr std::string_view kFeaturesRead = "okta.features.read";
inline constexpr std::string_view kUsersRead = "okta.users.read";
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

}  // namespace okta

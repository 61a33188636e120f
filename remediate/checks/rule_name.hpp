// Names of the rules that other code than their own file speaks of: those that block the findings
// of others, or that the planner works on. The names of all rules stand in all_checks.cpp.
#pragma once

#include <string_view>

namespace remediate::rule {

inline constexpr std::string_view kApiAccessManagementMissing = "api-access-management-missing";
inline constexpr std::string_view kClientCredentialsOnOrgServer =
    "client-credentials-on-org-server";
inline constexpr std::string_view kCustomScopeOnOrgServer = "custom-scope-on-org-server";
inline constexpr std::string_view kGroupsScopeNotOnCustomServer =
    "groups-scope-not-on-custom-server";
inline constexpr std::string_view kIssuerPointsToOrgServer = "issuer-points-to-org-server";
inline constexpr std::string_view kOktaApiScopeNeedsOrgServer = "okta-api-scope-needs-org-server";
inline constexpr std::string_view kOrgServerOnlyClient = "org-server-only-client";
inline constexpr std::string_view kPolicyDoesNotCover = "policy-does-not-cover";
inline constexpr std::string_view kScopeMissingOnTarget = "scope-missing-on-target";
inline constexpr std::string_view kScopeNotApproved = "scope-not-approved";
inline constexpr std::string_view kSuspiciousScope = "suspicious-scope";
inline constexpr std::string_view kTargetServerInactive = "target-server-inactive";
inline constexpr std::string_view kTargetServerMissing = "target-server-missing";
inline constexpr std::string_view kWidensOthers = "widens-others";

}  // namespace remediate::rule

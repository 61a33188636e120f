// `oktafix check`: can this tool work with this org, as whom, and what does it still need? A
// handful of GETs, each with its verdict.
#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "client/client.hpp"
#include "remediate/model/snapshot.hpp"

namespace remediate {

enum class ProbeState { ok, warning, failed, unknown };

[[nodiscard]] std::string_view to_string(ProbeState state);

// One thing looked at.
struct Probe {
  std::string name;  // reachability, credentials, clock, organization, apiAccessManagement, apps,
                     // systemLog, ...
  ProbeState state = ProbeState::unknown;
  std::string detail;  // what was seen
  std::string advice;  // what to do; empty when nothing
  std::optional<okta::Error> error;
};

// What a verb needs of the credentials: OAuth scopes for a service app or a bearer token, admin
// roles for an API token.
struct VerbNeeds {
  std::string verb;  // audit | apply
  std::vector<std::string> oauth_scopes;
  std::vector<std::string> admin_roles;
};

struct OrgCheck {
  std::string org_url;
  std::string pipeline;
  ApiAccessManagement api_access_management;
  std::vector<Probe> probes;
  std::vector<VerbNeeds> needs;
  int calls = 0;
};

[[nodiscard]] okta::Result<OrgCheck> check_org(const okta::Client& client, std::stop_token stop);

// The documented needs of each verb. Source: Okta's OAuth scope table and standard admin roles.
[[nodiscard]] const std::vector<VerbNeeds>& documented_needs();

}  // namespace remediate

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
  // Of the scopes: what the credentials showed to have, and to lack. Of the rest, nothing was seen.
  std::vector<std::string> held = {};
  std::vector<std::string> missing = {};
};

struct OrgCheck {
  std::string org_url;
  std::string pipeline;
  ApiAccessManagement api_access_management;
  std::vector<Probe> probes;
  std::vector<VerbNeeds> needs;
  // Of a service app: the scopes of its access token. Other credentials do not tell theirs.
  std::optional<std::vector<std::string>> granted_scopes = {};
  std::vector<std::string> beyond_need = {};  // granted, and used by no verb
  int calls = 0;
};

[[nodiscard]] okta::Result<OrgCheck> check_org(const okta::Client& client, std::stop_token stop);

// The documented needs of each verb. Source: Okta's OAuth scope table and standard admin roles.
[[nodiscard]] const std::vector<VerbNeeds>& documented_needs();

}  // namespace remediate

// Everything that an audit read from one org, as typed facts: no raw bodies, no secrets, no
// personal data. Whatever comes after it (evidence, checks, plan) is a pure function of a Snapshot
// and the owner's directives. A plain value: share it read-only.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "client/models/access_policy.hpp"
#include "client/models/application.hpp"
#include "client/models/authorization_server.hpp"
#include "client/models/claim.hpp"
#include "client/models/discovery.hpp"
#include "client/models/scope.hpp"
#include "client/models/scope_grant.hpp"
#include "remediate/model/bound_file.hpp"
#include "remediate/model/coverage.hpp"
#include "remediate/model/logged_request.hpp"

namespace remediate {

struct OrgSnapshot {
  std::string url;  // origin of the org URL in use
  std::string pipeline;
  std::vector<std::string> custom_domains;  // verified, host names only
  // The org's own address; differs from `url` when that is a custom domain. Empty when not told.
  std::string own_url = {};

  // Where else than at `url` the org answers: host, or host:port.
  [[nodiscard]] std::vector<std::string> other_hosts() const;
};

enum class ApiAccessState { present, absent, unknown };

// Whether the org has API Access Management. Absent only when the server list answers E0000015
// while another Management API read succeeds: E0000015 is Okta's general "feature not enabled", and
// a refusal may just as well be about the credentials.
struct ApiAccessManagement {
  ApiAccessState state = ApiAccessState::unknown;
  std::string detail;
  int status = 0;
  std::optional<std::string> error_code;
  std::string request_id;
};

struct PolicySnapshot {
  okta::AccessPolicy policy;
  std::vector<okta::AccessPolicyRule> rules;  // by priority
  bool rules_complete = true;
};

struct ServerSnapshot {
  okta::AuthorizationServer server;
  std::vector<okta::Scope> scopes;
  std::vector<PolicySnapshot> policies;            // by priority
  std::optional<std::vector<okta::Claim>> claims;  // read only where a check needs them
  std::optional<okta::DiscoveryDocument> discovery;
  bool scopes_complete = true;
  bool policies_complete = true;
};

struct Snapshot {
  okta::Timestamp collected_at{};
  OrgSnapshot org;
  ApiAccessManagement api_access_management;
  std::vector<okta::Application> applications;  // OIDC only
  int applications_read = 0;                    // of every sign-on mode
  // Ids of apps whose own record did not decode: their verdict is unknown.
  std::vector<std::string> undecoded_applications;
  std::vector<ServerSnapshot> servers;
  std::vector<LoggedRequest> requests;
  std::optional<LogWindow> log_window;  // nullopt: the log was not asked
  // Events of the tool's own probes: no evidence of anything.
  int own_probes_ignored = 0;
  std::map<std::string, std::vector<okta::ScopeGrant>>
      grants;  // by app id; only of apps with evidence
  // application_digest() by app id; only of apps whose own URLs may have to move, and only for a
  // plan.
  std::map<std::string, std::string> application_digests;
  std::vector<BoundFile> files;  // by path

  std::vector<SourceCoverage> sources;
  std::vector<Gap> gaps;

  [[nodiscard]] const SourceCoverage* source_named(std::string_view name) const;
};

}  // namespace remediate

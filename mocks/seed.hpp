// Fills the fake org from a seed: a JSON document, a folder with one object per file, the small org
// that stands when nothing is given, or a number of made-up applications. Objects are kept as they
// are; only what an org cannot be without is made up.
#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "mocks/org_state.hpp"

namespace mocks {

// What a seed loader decided on its own.
struct SeedNotes {
  std::vector<std::string> made_up_servers;  // the seed has children of them, but not themselves
  std::vector<std::string>
      made_up_policies;             // likewise; for no client, so that they change nobody's access
  std::vector<std::string> others;  // what was left out or counted, a sentence each

  [[nodiscard]] std::vector<std::string> sentences() const;
};

// {"apps": [], "grants": {appId: []}, "authorizationServers": [{..., "scopes": [], "claims": [],
// "policies": [{..., "rules": []}]}],
//  "logs": [], "groups": [], "domains": [], "features": [], "org": {}, "organization": {},
//  "tokens": ["...", {"token": "...", "forbidden": [], "scopes": [], "roles": []}],
//  "policyFallThrough": true, "emptyLastPage": false, "dpopNonce": "...", "dpopNonceAtApi": false};
//  also "scopes", "claims", "policies", "rules" at the top, whose entries name
// their parent in _links.self.href. An id that the org already has is replaced.
[[nodiscard]] tl::expected<void, std::string> seed_from_text(OrgState& org, const std::string& text,
                                                             TimePoint now, SeedNotes& notes);
[[nodiscard]] tl::expected<void, std::string> seed_from_path(OrgState& org, const std::string& path,
                                                             TimePoint now, SeedNotes& notes);

void seed_small_org(OrgState& org, TimePoint now);
void seed_generated_apps(OrgState& org, int count, TimePoint now);

// What an org always has and a seed may leave out: /api/v1/org, okta-organization, the group
// Everyone; for a server without `openid` the system scopes, for one without claims the system
// claims.
void complete_org(OrgState& org, TimePoint now);

// One object of a recorded folder, put where the path it was recorded at says.
void place_scope(OrgState& org, Json scope, const std::string& path, TimePoint now,
                 SeedNotes& notes);
void place_claim(OrgState& org, Json claim, const std::string& path, TimePoint now,
                 SeedNotes& notes);
void place_policy(OrgState& org, Json policy, const std::string& path, TimePoint now,
                  SeedNotes& notes);
void place_rule(OrgState& org, Json rule, const std::string& path, TimePoint now, SeedNotes& notes);
void place_grant(OrgState& org, Json grant, const std::string& path, SeedNotes& notes);
void place_app(OrgState& org, Json app, TimePoint now);
void place_server(OrgState& org, Json server, TimePoint now);

}  // namespace mocks

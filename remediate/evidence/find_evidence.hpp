// Who asks the org authorization server for custom scopes, how that is known, and whether it is
// approved. Anyone who knows a public client id can plant a scope in the System Log without signing
// in: a scope known only from there is a proposal until somebody approves it. Pure: snapshot and
// directives in, Evidence out.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "config/directives.hpp"
#include "remediate/model/demand.hpp"
#include "remediate/model/snapshot.hpp"

namespace remediate {

struct EvidenceOptions {
  std::vector<std::string> approve_scopes;  // --approve-scopes, globs
  std::vector<std::string> include;  // --include / --exclude: globs over label, id and client id
  std::vector<std::string> exclude;
  std::map<std::string, ScopeSet> approved_by_person = {};  // by app id: answered at the prompt
};

[[nodiscard]] Evidence find_evidence(const Snapshot& snapshot, const config::Directives& directives,
                                     const EvidenceOptions& options);

// Whether a directive's `match` means this application: by client id, app id, or label glob.
[[nodiscard]] bool matches(const config::ApplicationDirective& directive,
                           const okta::Application& application);

}  // namespace remediate

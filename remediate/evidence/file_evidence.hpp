// What the client configuration files that the owner binds to an app tell of it: which scopes its
// client asks for, and that it asks the org authorization server. The owner names these files, so
// scopes in them are approved by him; a slip is a slip there, too. Pure.
#pragma once

#include "config/directives.hpp"
#include "remediate/model/demand.hpp"
#include "remediate/model/snapshot.hpp"

namespace remediate {

// Before the union of its sets is made. `target`: where apps move that the owner says nothing of.
void add_file_evidence(const Snapshot& snapshot, const config::Target& target,
                       const okta::Application& application, Demand& demand);

// Those that look like slips are left out.
[[nodiscard]] ScopeSet scopes_named_in_files(const Snapshot& snapshot,
                                             const okta::Application& application);

}  // namespace remediate

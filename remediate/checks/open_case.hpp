// An application that still needs custom scopes, with the server that it should move to: what most
// checks look at. Ignored, moved and recovered applications are no open cases. Pure; the pointers
// are as valid as the Snapshot and the Evidence.
#pragma once

#include <string>
#include <vector>

#include "remediate/checks/need.hpp"
#include "remediate/model/audit.hpp"

namespace remediate {

struct OpenCase {
  const okta::Application* application = nullptr;
  const Demand* demand = nullptr;
  std::string client_id;
  std::string target_reference;
  const ServerSnapshot* target = nullptr;  // nullptr: not there, or not read
  std::vector<Need> needs;
  bool granted = false;                 // the target grants all known needs
  Verdict verdict = Verdict::affected;  // affected or prepared
};

// Scopes of its needs that are not configured on the target, although all of these were read.
[[nodiscard]] ScopeSet missing_on_target(const OpenCase& open);

// Nothing can be done before the owner declares what the client asks for.
[[nodiscard]] bool waits_for_declaration(const OpenCase& open);

// Custom scopes that would have to be created on the target: all of them where it is to be made.
[[nodiscard]] ScopeSet scopes_to_create(const OpenCase& open);

}  // namespace remediate

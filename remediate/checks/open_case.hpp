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
  // Those that the target can settle. All of them, where each request asks for scopes of Okta's
  // APIs too: then nothing can be settled before the client is split.
  std::vector<Need> needs;
  bool granted = false;          // the target grants all that is asked, as the client asks for it
  bool is_settled = false;       // the target grants `needs`: what is left is the client's part
  bool waits_for_split = false;  // nothing is left but requests that ask for both kinds of scopes
  Verdict verdict = Verdict::affected;  // affected or prepared
};

// Scopes of its needs that are not configured on the target, although all of these were read.
[[nodiscard]] ScopeSet missing_on_target(const OpenCase& open);

// Those whose scopes are all approved: nobody can add one by planting a request in the log.
[[nodiscard]] std::vector<Need> approved_needs(const OpenCase& open);

// Scopes of a user that a service asks for beside custom ones; no server grants it such a request.
[[nodiscard]] ScopeSet refused_to_service(const OpenCase& open);

// Something in Okta may still be changed for it, whatever blocks that now.
[[nodiscard]] bool has_something_to_fix(const OpenCase& open);

// Nothing can be done before the owner declares what the client asks for.
[[nodiscard]] bool waits_for_declaration(const OpenCase& open);

// Approved custom scopes that would have to be created on the target: all of them where it is to be
// made.
[[nodiscard]] ScopeSet scopes_to_create(const OpenCase& open);

}  // namespace remediate

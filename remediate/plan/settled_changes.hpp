// What a run did to an org, as the org shows it now: where nobody noted what came of a request, its
// object is looked for by its name. Part of the inverse. Pure.
#pragma once

#include <string>
#include <vector>

#include "remediate/plan/inverse.hpp"

namespace remediate {

// A change of a run with its references resolved.
struct SettledChange {
  Change change;                             // target.id is that of what it made
  ChangeState state = ChangeState::planned;  // planned: nothing was done; unknown: cannot be told
  std::string sent;                          // the body of a create
  std::string digest;                        // of the object as the run left it; may be empty
  Made made = {};                            // of a create that stands: what references to it mean
};

[[nodiscard]] bool makes_server(const Change& change);

[[nodiscard]] std::vector<SettledChange> settled_changes(const Run& run, const OrgNow& now);

// It says what the run left, and nothing else.
[[nodiscard]] bool is_as_left(const std::string& content, const SettledChange& change);

}  // namespace remediate

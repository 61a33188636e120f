// What became of a change of something on a server, by comparing the whole server before with the
// whole server after. Tolerates what Okta fills in on an object that it has just made, and nothing
// that decides about access. Pure.
#pragma once

#include <string>

#include "remediate/apply/step.hpp"
#include "remediate/model/snapshot.hpp"

namespace remediate {

// `made_id` is what the answer to a create told; empty: it is looked for by its name.
[[nodiscard]] Seen seen_on_server(const Change& change, const std::string& made_id,
                                  const ServerSnapshot& before, const ServerSnapshot& now);

// Why `change` does not fit what is there: its natural key is taken, or its object is gone, or is
// not what the precondition says. Empty when it fits.
[[nodiscard]] std::string misfit_on_server(const Change& change, const ServerSnapshot& server);

}  // namespace remediate

// Where a policy or rule that is made comes to stand. A plan says it by neighbours; Okta wants a
// number, and numbers that were read when the plan was made are somebody else's by now. Pure.
#pragma once

#include <string>

#include "remediate/model/change.hpp"
#include "remediate/model/snapshot.hpp"

namespace remediate {

// The change as it is sent: its body gets the priority that its place has in `server`. One that
// says its priority itself keeps it.
[[nodiscard]] Change placed(Change change, const ServerSnapshot& server);

// "last", "directly above policy 00p1"; empty when it has no such place, or says its priority.
[[nodiscard]] std::string place_in_words(const Change& change);

}  // namespace remediate

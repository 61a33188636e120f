// Requests of which nobody can tell from the answer whether they were carried out. They are never
// sent again before the org was looked at. Blocks while it waits between two looks.
#pragma once

#include <functional>

#include "client/base/clock.hpp"
#include "remediate/apply/step.hpp"
#include "remediate/model/change.hpp"

namespace remediate {

[[nodiscard]] bool is_unknown(const okta::Error& error, Action action);

// Nothing is to be seen of it, and yet it may be carried out later: nobody answered, or somebody
// before Okta did.
[[nodiscard]] bool may_still_land(const okta::Error& error);

// Looks again for a few seconds when nothing is to be seen: a request whose connection broke may
// still be under way.
[[nodiscard]] okta::Result<Seen> look_until_seen(okta::Clock& clock,
                                                 const std::function<okta::Result<Seen>()>& look);

}  // namespace remediate

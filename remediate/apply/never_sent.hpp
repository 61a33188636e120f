// What this tool never sends, whatever a plan says: a plan is a file, and files are edited. Known
// before the first request. Pure.
#pragma once

#include <string>

#include "remediate/model/change.hpp"

namespace remediate {

// Why not, for people; empty when it may be sent.
[[nodiscard]] std::string why_never_sent(const Change& change);

}  // namespace remediate

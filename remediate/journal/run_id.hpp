// Names of runs, which sort by time: `20261122-201530-7f3a`, and `20261122-201530-7f3a-2` for
// another run of the same plan in the same second. Pure.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "client/base/timestamp.hpp"

namespace remediate {

[[nodiscard]] std::string new_run_id(okta::Timestamp now, const std::string& plan_digest,
                                     const std::function<bool(const std::string&)>& is_taken);

[[nodiscard]] bool is_run_id(std::string_view text);

}  // namespace remediate

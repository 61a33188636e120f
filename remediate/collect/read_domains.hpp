// The domains of the org. An org without the feature has none: that is an answer, not a gap.
#pragma once

#include <functional>
#include <stop_token>

#include "client/client.hpp"
#include "remediate/collect/source_reading.hpp"

namespace remediate {

[[nodiscard]] SourceReading read_domains(const okta::Client& client, std::stop_token stop,
                                         const std::function<void(const okta::Domain&)>& take);

}  // namespace remediate

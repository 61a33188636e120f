// What there is to verify: the clients of a run, or, without one, whoever the org's findings would
// send to a custom server. Sends only GETs.
#pragma once

#include <optional>
#include <stop_token>

#include "remediate/engine/planning.hpp"
#include "remediate/files/bound_paths.hpp"
#include "remediate/model/run.hpp"
#include "remediate/verify/verify.hpp"

namespace remediate {

// `run`: the one to verify. Without it the org is audited first.
[[nodiscard]] okta::Result<Verification> verify_org(
    const okta::Client& client, const config::Directives& directives, const std::optional<Run>& run,
    const AuditOptions& options, const VerifyOptions& verifying, std::stop_token stop);

// Only whether what the run wrote, and nobody rolled back, still stands.
[[nodiscard]] okta::Result<std::vector<ReadBack>> read_back_run(const okta::Client& client,
                                                                const Run& run,
                                                                const BoundPaths& files,
                                                                std::stop_token stop);

}  // namespace remediate

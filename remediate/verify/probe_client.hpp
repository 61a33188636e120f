// Sends the probes of one client, one after the other, and says what they show. Not thread-safe.
#pragma once

#include <optional>
#include <stop_token>
#include <vector>

#include "client/api/public_endpoints.hpp"
#include "remediate/model/verification.hpp"
#include "remediate/verify/authorize_probe.hpp"
#include "remediate/verify/probe_pacer.hpp"

namespace remediate {

struct AuthorizeEndpoints {
  okta::Url target;
  std::optional<okta::Url> org_server;  // absent: it is not asked
};

// Fails only when it is interrupted. After a rate limit nothing more is asked about this client.
[[nodiscard]] okta::Result<std::vector<ProbeResult>> probe_client(
    const okta::PublicEndpoints& endpoints, ProbePacer& pacer, const AuthorizeEndpoints& asked,
    const std::string& client_id, const std::vector<AuthorizeProbe>& probes, std::stop_token stop);

// Sets state and why from what was probed at the target and what was skipped.
void judge(VerifiedClient& client);

}  // namespace remediate

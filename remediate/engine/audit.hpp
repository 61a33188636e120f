// The audit as a caller starts it: collect, find evidence, judge. Sends only GETs. Blocks until
// done or `stop` is requested.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "client/client.hpp"
#include "config/directives.hpp"
#include "remediate/evidence/find_evidence.hpp"
#include "remediate/model/audit.hpp"

namespace remediate {

struct AuditOptions {
  EvidenceOptions evidence;
  std::optional<int> most_clients;  // whose access a plan changes
  int concurrency = 3;  // reads in flight: applications, servers and the log are independent
};

// Told as the work goes on: "apps: 400 read". Called from several threads, one at a time.
using Progress = std::function<void(const std::string& line)>;

// Fails only when nothing useful can be said: the org cannot be reached, is no Okta org, or rejects
// the credentials. Whatever else cannot be read becomes a Gap in the Audit.
[[nodiscard]] okta::Result<Audit> run_audit(const okta::Client& client,
                                            const config::Directives& directives,
                                            const AuditOptions& options, const Progress& progress,
                                            std::stop_token stop);

}  // namespace remediate

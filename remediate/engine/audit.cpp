#include "remediate/engine/audit.hpp"

#include "remediate/checks/check.hpp"
#include "remediate/collect/collect.hpp"

namespace remediate {

okta::Result<Audit> run_audit(const okta::Client& client, const config::Directives& directives,
                              const AuditOptions& options, const Progress& progress,
                              std::stop_token stop) {
  const CollectOptions collecting{options.evidence, options.concurrency, false, progress};
  const okta::Result<Snapshot> snapshot = collect(client, directives, collecting, std::move(stop));
  if (!snapshot) return okta::failure(snapshot.error());

  const Evidence evidence = find_evidence(*snapshot, directives, options.evidence);
  Audit audit = judge(*snapshot, evidence, directives);
  audit.calls = client.calls_made();
  return audit;
}

}  // namespace remediate

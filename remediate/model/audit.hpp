// The outcome of an audit: what the reports print and what the exit code is computed from. Reports
// add nothing to it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "remediate/model/demand.hpp"
#include "remediate/model/finding.hpp"
#include "remediate/model/snapshot.hpp"
#include "remediate/model/target.hpp"

namespace remediate {

enum class Verdict { affected, prepared, moved, recovered, clean, unknown, ignored };

[[nodiscard]] std::string_view to_string(Verdict verdict);

struct TargetServer {
  std::string reference;  // as the owner wrote it
  TargetState state = TargetState::missing;
  std::string authorization_server_id;  // empty when missing
  std::string name;
  std::string issuer;
};

struct AuditedApplication {
  okta::Application application;
  Demand demand;
  Verdict verdict = Verdict::unknown;
  std::string verdict_reason;          // one sentence
  std::optional<TargetServer> target;  // of apps that need one
};

struct AuditSummary {
  int applications = 0;  // of every sign-on mode
  int oidc = 0;
  int affected = 0;
  int fixable = 0;
  int blocked = 0;
  int awaiting_client = 0;  // prepared
};

struct Audit {
  okta::Timestamp collected_at{};
  OrgSnapshot org;
  ApiAccessManagement api_access_management;
  std::vector<TargetServer> targets;
  std::vector<SourceCoverage> sources;
  std::optional<LogWindow> log_window;
  std::vector<Gap> gaps;
  std::vector<okta::AuthorizationServer> authorization_servers;
  std::vector<AuditedApplication> applications;
  std::vector<Orphan> orphans;
  std::vector<BoundFile> files;
  std::vector<Finding> findings;
  AuditSummary summary;
  int calls = 0;  // requests sent to the org

  [[nodiscard]] bool is_complete() const;
};

}  // namespace remediate

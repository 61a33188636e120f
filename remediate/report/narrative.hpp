// What the reports for people say, before any format: sentences and selections from an Audit.
// Texts may contain hostile characters; the formats escape them. Pure functions.
#pragma once

#include <string>
#include <vector>

#include "remediate/engine/check_org.hpp"
#include "remediate/model/audit.hpp"
#include "remediate/report/exit_code.hpp"

namespace remediate {

// "Orders", or "orders/.env:3".
[[nodiscard]] std::string subject_in_words(const Finding& finding);

[[nodiscard]] std::string count_of(int count, std::string_view singular, std::string_view plural);
[[nodiscard]] std::string joined(const std::vector<std::string>& parts, std::string_view between);
[[nodiscard]] std::string minute_of(okta::Timestamp time);  // "2026-11-03 14:20 UTC"

[[nodiscard]] std::string_view to_string(ApiAccessState state);
[[nodiscard]] std::string verdict_sentence(const Audit& audit);
[[nodiscard]] std::string api_access_sentence(const ApiAccessManagement& verdict);
[[nodiscard]] std::string completeness_sentence(const Audit& audit);
[[nodiscard]] std::string evidence_sentence(const EvidenceNote& note);
[[nodiscard]] std::string target_sentence(const TargetServer& target);
[[nodiscard]] std::string gap_sentence(const Gap& gap);
[[nodiscard]] std::string orphan_sentence(const Orphan& orphan);
[[nodiscard]] std::string exit_sentence(const ExitCodes& codes);
[[nodiscard]] std::string client_sentence(const okta::Application& application);

// "orders.read (approved)", "orders.write (not approved)", "opendi (suspicious)"
[[nodiscard]] std::vector<std::string> custom_scopes_with_state(const Demand& demand);
[[nodiscard]] std::vector<std::string> other_scopes(const Demand& demand);

// "affected, can be fixed", "affected, waits for approval, blocked by target-server-inactive"
[[nodiscard]] std::string state_sentence(const Audit& audit, const AuditedApplication& application);

using FindingList = std::vector<const Finding*>;
using ApplicationList = std::vector<const AuditedApplication*>;

[[nodiscard]] ApplicationList with_verdict(const Audit& audit, Verdict verdict);
// Affected first, then those that only wait for their client.
[[nodiscard]] ApplicationList needing_attention(const Audit& audit);
// Of that application, conflicts left out.
[[nodiscard]] FindingList problems_of(const Audit& audit, const AuditedApplication& application);
// Of nobody in needing_attention(), conflicts left out.
[[nodiscard]] FindingList other_findings(const Audit& audit);
// All but those about approval, which are told as proposals.
[[nodiscard]] FindingList conflicts(const Audit& audit);
// As conflicts(), of that application.
[[nodiscard]] FindingList conflicts_of(const Audit& audit, const AuditedApplication& application);

// A custom scope that waits for approval, and who asks for it.
struct ScopeProposal {
  std::string scope;
  std::vector<std::string> labels;
  bool suspicious = false;
  std::string
      approve_by;  // the exact option, or the line of oktafix.yaml where no shell may read it
};

[[nodiscard]] std::vector<ScopeProposal> proposals(const Audit& audit);
// What oktafix.yaml would say to approve all that look harmless; empty when none does.
[[nodiscard]] std::string standing_approval(const std::vector<ScopeProposal>& proposals);

inline constexpr std::string_view kWhyApproval =
    "Anyone who knows a public client id can write a scope into the System Log without signing in, "
    "so a person approves each before it is created.";

}  // namespace remediate

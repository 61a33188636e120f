// Audits made by hand, with fixed times: what the reports are tried on.
#pragma once

#include <string>

#include "remediate/engine/check_org.hpp"
#include "remediate/model/audit.hpp"

namespace tests {

// Twelve apps with every verdict, findings of every kind, gaps, orphans.
[[nodiscard]] remediate::Audit sample_audit();

// One of everything, with `text` in each place that an org or an attacker can write to.
[[nodiscard]] remediate::Audit audit_full_of(const std::string& text);

[[nodiscard]] remediate::Audit clean_audit();

[[nodiscard]] remediate::OrgCheck sample_check();
[[nodiscard]] remediate::OrgCheck check_full_of(const std::string& text);

}  // namespace tests

// What `oktafix check` saw, as text for a terminal and as JSON (schema "oktafix.check/1"). Pure.
#pragma once

#include <string>

#include "remediate/engine/check_org.hpp"
#include "remediate/report/audit_report.hpp"

namespace remediate {

[[nodiscard]] std::string check_text(const OrgCheck& check, Detail detail, const TextStyle& style);
[[nodiscard]] std::string check_json(const OrgCheck& check);

}  // namespace remediate

// An Audit as text for a terminal, as JSON (schema "oktafix.audit/1"), as Markdown for a pull
// request or job summary, and as one HTML page. Pure: they add nothing to the Audit and never fail,
// whatever bytes it holds. docs/reports.md describes the JSON.
#pragma once

#include <string>

#include "remediate/model/audit.hpp"
#include "remediate/report/text_page.hpp"

namespace remediate {

enum class Detail { verdict_only, attention, everything };

[[nodiscard]] std::string audit_text(const Audit& audit, Detail detail, const TextStyle& style);
[[nodiscard]] std::string audit_json(const Audit& audit);
[[nodiscard]] std::string audit_markdown(const Audit& audit);
[[nodiscard]] std::string audit_html(const Audit& audit);

}  // namespace remediate

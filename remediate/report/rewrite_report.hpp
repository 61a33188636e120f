// What `oktafix rewrite` found and did, as text for a terminal, as JSON (schema
// "oktafix.rewrite/1") and as SARIF. Of a file nothing is told but the places that speak of
// authorization servers, and in a diff the names of settings around them. Pure. docs/reports.md
// describes the JSON.
#pragma once

#include <filesystem>
#include <string>

#include "remediate/engine/rewrite.hpp"
#include "remediate/report/audit_report.hpp"
#include "remediate/report/exit_code.hpp"
#include "remediate/report/sarif.hpp"

namespace remediate {

enum class RewriteMode { check, diff, write };

[[nodiscard]] std::string rewrite_text(const Rewrite& rewrite, RewriteMode mode, Detail detail,
                                       const TextStyle& style);
[[nodiscard]] std::string rewrite_json(const Rewrite& rewrite, RewriteMode mode);
// `folder`: that paths are relative to.
[[nodiscard]] std::string rewrite_sarif(const Rewrite& rewrite, const std::filesystem::path& folder,
                                        const SarifTool& tool);

// 3 for what is still to be written and for what no text edit can do; 9 for what a person decides,
// once nothing else is to be written; 6 when one file was written and another one could not be.
[[nodiscard]] ExitCodes exit_codes(const Rewrite& rewrite);

}  // namespace remediate

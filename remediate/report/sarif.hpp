// SARIF 2.1.0, as code scanning reads it (OASIS, "Static Analysis Results Interchange Format").
// Fingerprints are made of what is found and in which file, never of line numbers: what moves down
// by a line is still the same. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "remediate/model/audit.hpp"
#include "remediate/model/finding.hpp"

namespace remediate {

struct SarifTool {
  std::string version;
};

struct SarifPlace {
  std::string path;  // relative, or absolute
  std::size_t line = 1;
  std::size_t column = 0;  // in characters, 1-based; 0: not known
};

// What has no file has a name: "application/Orders".
struct SarifResult {
  std::string rule;
  Severity severity = Severity::error;
  std::string message;
  std::optional<SarifPlace> place;
  std::string logical_name;
  std::string logical_kind;
  std::string suppressed_because;  // empty: it is not
  std::string same_as;             // what makes it the one that it was in an earlier run
};

// Something that stood in the way of the run itself.
struct SarifNotice {
  Severity severity = Severity::error;
  std::string message;
  std::optional<SarifPlace> place;
};

struct SarifRun {
  std::string verb;
  std::vector<SarifResult> results;
  std::vector<SarifNotice> notices;
  int exit_code = 0;
  bool successful = true;
};

[[nodiscard]] std::string sarif(const SarifRun& run, const SarifTool& tool);

[[nodiscard]] std::string audit_sarif(const Audit& audit, const SarifTool& tool);

}  // namespace remediate

// What `runs import` took over: as text and as JSON (schema "oktafix.import/1"). Pure.
#pragma once

#include <string>

#include "remediate/model/imported_runs.hpp"

namespace remediate {

[[nodiscard]] std::string import_text(const ImportedRuns& imported);
[[nodiscard]] std::string import_json(const ImportedRuns& imported);

}  // namespace remediate

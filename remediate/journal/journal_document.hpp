// Runs on their way from one journal to another: a JSON document (`oktafix.journal/1`) with every
// entry. It leaves out who wrote them: that is of use where they did, and there only. Its digest
// finds damage and slips; it is no signature. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/base/result.hpp"
#include "remediate/journal/stored_run.hpp"

namespace remediate {

// Without the writers, and spelled in the one way in which two journals can be compared.
[[nodiscard]] okta::Result<StoredRun> carried(const StoredRun& run);

[[nodiscard]] okta::Result<std::string> journal_document(const std::vector<StoredRun>& runs);

// Strict: refuses with ErrorKind::invalid_input whatever journal_document() would not have written,
// and what adds up to no Run.
[[nodiscard]] okta::Result<std::vector<StoredRun>> read_journal_document(std::string_view text);

}  // namespace remediate

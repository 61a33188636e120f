// Where results go: stdout, or a file that appears whole or not at all. A result that could not be
// written is a failure of the run, never silence.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "client/base/result.hpp"

namespace remediate::cli {

// Before the work begins: could the file be written at all?
[[nodiscard]] okta::Status check_output(const std::optional<std::filesystem::path>& file);

[[nodiscard]] okta::Status write_result(std::string_view text,
                                        const std::optional<std::filesystem::path>& file);

}  // namespace remediate::cli

// Reads a small text file of the user's whole, never more than a limit, so that a wrong name (a
// device, a disk image) does no harm. Safe from any thread.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "client/base/result.hpp"

namespace config {

inline constexpr std::size_t kLargestFile = std::size_t{1024} * 1024;

// invalid_input when it is missing, a folder, or too large; io when the system cannot read it. The
// message is a clause without the file's name: "is a folder".
[[nodiscard]] okta::Result<std::string> read_text_file(const std::filesystem::path& file,
                                                       std::size_t limit = kLargestFile);

// False when the file is not there; true also when that cannot be told.
[[nodiscard]] bool may_be_there(const std::filesystem::path& file);

// True when the group or anybody else has any right to it.
[[nodiscard]] bool open_to_others(const std::filesystem::path& file);

}  // namespace config

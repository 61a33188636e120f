// Reads and replaces one client configuration file. A replacement is atomic, keeps mode and owner,
// and is refused when the file is not the one that was read any more. Blocks on the disk.
// Thread-safe as far as no two replace the same file.
#pragma once

#include <filesystem>
#include <string>

#include "client/base/result.hpp"

namespace remediate {

struct FileText {
  std::string bytes;
  std::string digest;  // okta::digest_of(bytes)
};

[[nodiscard]] okta::Result<FileText> read_file_text(const std::filesystem::path& file);

// `expected_digest` is of the text that it must hold still; ErrorKind::rejected when it does not.
[[nodiscard]] okta::Status replace_file_text(const std::filesystem::path& file,
                                             const std::string& expected_digest,
                                             std::string_view bytes);

}  // namespace remediate

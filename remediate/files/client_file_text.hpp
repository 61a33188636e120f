// Reads and replaces one client configuration file. A replacement is atomic, keeps mode, owner,
// access lists and extended attributes, and is refused when one of them cannot be kept or when the
// file is not the one that was read any more. The new text waits in a file that nobody else may
// read; whatever fails, nothing of it stays behind. Blocks on the disk. Thread-safe as far as no
// two replace the same file.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "client/base/result.hpp"

namespace remediate {

struct FileText {
  std::string bytes;
  std::string digest;  // okta::digest_of(bytes)
};

// More than that is no configuration file, even when a person names it.
inline constexpr std::size_t kLargestNamedFile = std::size_t{64} * 1024 * 1024;

// Through symbolic links. invalid_input when it is missing, no file or too large, io when the
// system cannot read it.
[[nodiscard]] okta::Result<FileText> read_file_text(const std::filesystem::path& file);

// `expected_digest` is of the text that it must hold still; ErrorKind::rejected when it does not,
// and for a file that must not be replaced: read-only, with hard links, or outside of `root`. A
// symbolic link stays, its target is replaced, which must lie in `root`; an empty root is the
// folder that `file` lies in.
[[nodiscard]] okta::Status replace_file_text(const std::filesystem::path& file,
                                             const std::string& expected_digest,
                                             std::string_view bytes,
                                             const std::filesystem::path& root = {});

// Whether replace_file_text would refuse it, whatever its text is now.
[[nodiscard]] okta::Status may_replace(const std::filesystem::path& file,
                                       const std::filesystem::path& root = {});

// Removes what runs left in this folder that were killed while they wrote; their number. Takes
// nothing from a run that is at work.
int remove_leftovers(const std::filesystem::path& folder);

}  // namespace remediate

// The folder of the journal and its file on disk: made for their owner alone, and looked at before
// anything is opened, so that what is wrong with them is told in plain words. Every failure is
// ErrorKind::io.
#pragma once

#include <filesystem>

#include "client/base/result.hpp"

namespace remediate {

[[nodiscard]] std::filesystem::path journal_file(const std::filesystem::path& state_folder);

// Makes what is missing: folders 0700, an empty file 0600. A folder that is there keeps its mode, a
// file that others may read loses it. Fails when there is no room left on the disk.
[[nodiscard]] okta::Status prepare_to_write(const std::filesystem::path& state_folder);

// Whether there is a journal; changes nothing.
[[nodiscard]] okta::Result<bool> has_journal(const std::filesystem::path& state_folder);

}  // namespace remediate

// The folder of recorded Okta answers. It is not part of this repository: OKTAFIX_RECORDED names
// it, or it lies beside the checkout.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace tests {

// Empty when there is none; tests then skip with kNoRecordings.
[[nodiscard]] std::filesystem::path recorded_folder();

inline constexpr const char* kNoRecordings =
    "no recorded answers: set OKTAFIX_RECORDED to a folder of recordings to run this test over "
    "real objects";

// The JSON files of one sub-folder, sorted by name.
[[nodiscard]] std::vector<std::filesystem::path> recorded_files(const std::string& folder);

[[nodiscard]] std::string read_file(const std::filesystem::path& path);

// The repository's own root, for tests over its files.
[[nodiscard]] std::filesystem::path source_folder();

}  // namespace tests

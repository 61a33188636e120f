// Which files the owner of an org binds to apps: `files` of oktafix.yaml, read from its folder. A
// plan names a file by its path from there, and nothing is read or written by that name that the
// owner does not bind: plans and journals are files, and files are edited. Looks at links on the
// disk, opens no file. Thread-safe.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace remediate {

struct BoundPath {
  std::filesystem::path path;
  std::filesystem::path root;  // nothing outside of it is replaced through a symbolic link
};

struct BoundPaths {
  std::filesystem::path folder;       // of oktafix.yaml; empty: there is none, and nothing is bound
  std::vector<std::string> patterns;  // of all applications

  // Nothing when the owner does not bind it.
  [[nodiscard]] std::optional<BoundPath> find(std::string_view name) const;
};

// The name by which plans call a file.
[[nodiscard]] std::string name_from(const std::filesystem::path& folder,
                                    const std::filesystem::path& file);

// Whether one of the names of a file is meant by an entry of `files`.
[[nodiscard]] bool is_bound_by(std::string_view pattern, const std::filesystem::path& folder,
                               const std::filesystem::path& file);

}  // namespace remediate

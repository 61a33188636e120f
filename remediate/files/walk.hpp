// The files below a folder that may be configuration files: what git ignores and what is known by
// its name is marked or left out, symbolic links are followed inside the root only. Opens no file.
// Internal to this room.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <stop_token>
#include <utility>
#include <vector>

#include "remediate/files/find_files.hpp"

namespace remediate {

struct Candidate {
  std::filesystem::path path;
  std::filesystem::path root;
  std::optional<LeftOut> left_out;  // is looked into only to tell that it speaks of the org
  bool named = false;
  bool is_link = false;
};

struct Walked {
  std::vector<Candidate> candidates;
  std::vector<LeftOutPath> left_out;
};

// `only`: of a pattern; null: all. False when a stop was requested.
[[nodiscard]] bool walk(const std::filesystem::path& root, const PathPattern* only, Walked& walked,
                        const std::stop_token& stop);

}  // namespace remediate

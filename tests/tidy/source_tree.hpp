// The repository's own files, as its rules look at them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace tests {

struct SourceFile {
  std::string path;  // from the top of the tree
  std::vector<std::string> lines;

  [[nodiscard]] bool is_header() const { return path.ends_with(".hpp"); }
  // What it includes by `#include "..."` or `#include <...>`.
  [[nodiscard]] std::vector<std::string> own_includes() const;
  [[nodiscard]] std::vector<std::string> system_includes() const;
};

// Every .hpp and .cpp of ours.
[[nodiscard]] const std::vector<SourceFile>& source_files();

// The room of a path such as client/api/pager.hpp: client/api. Empty for a path outside every room.
[[nodiscard]] std::string room_of(const std::string& path);

}  // namespace tests

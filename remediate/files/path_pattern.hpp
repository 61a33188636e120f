// Patterns over paths: `**` any folders, `*` any run of characters of one name, `?` one of them.
// `files` of oktafix.yaml and .gitignore are both read as these; only the latter knows `[...]` and
// backslashes. Every pattern is matched in time proportional to the product of the lengths. Pure.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace remediate {

enum class Spelling { plain, git };

// Names between slashes, without empty ones.
[[nodiscard]] std::vector<std::string_view> names_of(std::string_view path);

[[nodiscard]] bool name_matches(std::string_view pattern, std::string_view name, Spelling spelling);

// A last `**` stands for at least one name: `a/**` is what lies in `a`, not `a`.
[[nodiscard]] bool names_match(const std::vector<std::string>& pattern,
                               const std::vector<std::string_view>& names, Spelling spelling);

// One entry of `files`, read from the folder of oktafix.yaml. Leading `../` leave that folder.
class PathPattern {
 public:
  PathPattern(const std::filesystem::path& folder, std::string_view pattern);

  // `file` absolute, without `.` and `..`.
  [[nodiscard]] bool matches(const std::filesystem::path& file) const;
  // It has no wildcard: the one file that it names.
  [[nodiscard]] bool is_exact() const { return pattern_.empty(); }
  // Where to look: the folder before the first wildcard, or the file itself. As the owner wrote it,
  // below the folder of oktafix.yaml.
  [[nodiscard]] const std::filesystem::path& base() const { return base_; }

 private:
  std::filesystem::path base_;
  std::filesystem::path absolute_base_;
  std::vector<std::string> pattern_;  // of the names below the base
};

// Absolute, without `.`, `..` and symbolic links as far as it is there.
[[nodiscard]] std::filesystem::path place_of(const std::filesystem::path& file);

}  // namespace remediate

// What git ignores in a folder, by the .gitignore files on the way to it and by .git/info/exclude,
// as gitignore(5) says it. Reads these files; git itself is not needed. What is tracked although it
// matches is not known here. Thread-safe once made.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace remediate {

class GitIgnore {
 public:
  // One line of a .gitignore file.
  struct Rule {
    std::vector<std::string> pattern;  // of the names below the folder of its file
    bool negated = false;
    bool folders_only = false;
  };
  // Those of one file, the last one first.
  [[nodiscard]] static std::vector<Rule> rules_in(std::string_view text);

  // For a folder that a walk begins with: with what the folders above it say, up to the one that
  // has a .git. Nothing is ignored outside of a repository but by .gitignore files at and below the
  // folder.
  [[nodiscard]] static std::shared_ptr<const GitIgnore> at_root(const std::filesystem::path& root);

  // For a folder in one that `above` is for. The same object where the folder has no say.
  [[nodiscard]] static std::shared_ptr<const GitIgnore> in_folder(
      std::shared_ptr<const GitIgnore> above, const std::filesystem::path& folder);

  // `name` stands in `folder`, which is the folder of this object or one below it; both absolute as
  // they were given here.
  [[nodiscard]] bool ignores(std::string_view folder, std::string_view name, bool is_folder) const;

 private:
  std::shared_ptr<const GitIgnore> above_;  // null: the top
  std::string folder_;
  std::vector<Rule> rules_;
};

}  // namespace remediate

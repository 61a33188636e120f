// Scripts that let a shell complete verbs and options. Made from the same list that is parsed.
// Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace remediate::cli {

struct CompletionWords {
  std::vector<std::string> verbs;
  std::vector<std::string> options;                       // "--format", "-v"
  std::map<std::string, std::vector<std::string>> tasks;  // of verbs that have some
};

// `shell` is bash, zsh or fish; nothing for another.
[[nodiscard]] std::optional<std::string> completion_script(std::string_view shell,
                                                           const CompletionWords& words);

}  // namespace remediate::cli

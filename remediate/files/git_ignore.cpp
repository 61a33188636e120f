#include "remediate/files/git_ignore.hpp"

#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "remediate/files/path_pattern.hpp"

namespace remediate {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return {};
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

// Blanks at the end count only behind a backslash.
std::string_view without_trailing_blanks(std::string_view line) {
  while (line.ends_with(' ') && !line.ends_with("\\ ")) line.remove_suffix(1);
  return line;
}

std::vector<GitIgnore::Rule> rules_of(const fs::path& folder, bool is_repository) {
  std::vector<GitIgnore::Rule> rules = GitIgnore::rules_in(text_of(folder / ".gitignore"));
  if (!is_repository) return rules;
  const auto excluded = GitIgnore::rules_in(text_of(folder / ".git" / "info" / "exclude"));
  rules.insert(rules.end(), excluded.begin(), excluded.end());
  return rules;
}

bool is_repository(const fs::path& folder) {
  std::error_code ignored;
  return fs::exists(folder / ".git", ignored);
}

}  // namespace

std::vector<GitIgnore::Rule> GitIgnore::rules_in(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::vector<Rule> rules;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text = end == text.npos ? std::string_view() : text.substr(end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    line = without_trailing_blanks(line);
    Rule rule;
    if (line.starts_with('#')) continue;
    if (line.starts_with('!')) {
      rule.negated = true;
      line.remove_prefix(1);
    }
    if (line.ends_with('/')) {
      rule.folders_only = true;
      line.remove_suffix(1);
    }
    // Git takes slashes side by side as they are, and no path has them.
    if (line.empty() || line.find("//") != line.npos) continue;
    if (line.find('/') == line.npos) rule.pattern.emplace_back("**");
    for (const std::string_view name : names_of(line)) rule.pattern.emplace_back(name);
    rules.insert(rules.begin(), std::move(rule));
  }
  return rules;
}

std::shared_ptr<const GitIgnore> GitIgnore::at_root(const fs::path& root) {
  std::vector<fs::path> above;  // from the root up to the repository's top
  bool found = false;
  for (fs::path folder = root;; folder = folder.parent_path()) {
    above.push_back(folder);
    if (is_repository(folder)) {
      found = true;
      break;
    }
    if (folder == folder.parent_path()) break;
  }
  if (!found) above.resize(1);
  std::shared_ptr<const GitIgnore> known;
  for (auto folder = above.rbegin(); folder != above.rend(); ++folder)
    known = in_folder(known, *folder);
  return known;
}

// A repository in a repository has rules of its own.
std::shared_ptr<const GitIgnore> GitIgnore::in_folder(std::shared_ptr<const GitIgnore> above,
                                                      const fs::path& folder) {
  const bool own = is_repository(folder);
  std::vector<Rule> rules = rules_of(folder, own);
  if (above != nullptr && !own && rules.empty()) return above;
  auto made = std::make_shared<GitIgnore>();
  if (!own) made->above_ = std::move(above);
  made->folder_ = folder.native();
  made->rules_ = std::move(rules);
  return made;
}

bool GitIgnore::ignores(std::string_view folder, std::string_view name, bool is_folder) const {
  for (const GitIgnore* level = this; level != nullptr; level = level->above_.get()) {
    if (level->rules_.empty()) continue;
    const std::string_view below = folder.substr(std::min(folder.size(), level->folder_.size()));
    std::vector<std::string_view> names = names_of(below);
    names.push_back(name);
    for (const Rule& rule : level->rules_) {
      if (rule.folders_only && !is_folder) continue;
      if (names_match(rule.pattern, names, Spelling::git)) return !rule.negated;
    }
  }
  return false;
}

}  // namespace remediate

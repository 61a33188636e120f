#include "remediate/formats/code_dialect.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "remediate/formats/characters.hpp"

namespace remediate {
namespace {

constexpr auto kHashLanguages = std::to_array<std::string_view>({"rb", "ru", "ex", "exs", "m"});
constexpr auto kTripleQuoted = std::to_array<std::string_view>(
    {"java", "kt", "kts", "groovy", "gradle", "scala", "cs", "swift", "dart"});

template <std::size_t kSize>
bool is_one_of(std::string_view word, const std::array<std::string_view, kSize>& words) {
  return std::ranges::find(words, word) != words.end();
}

CodeDialect python() {
  return {
      .slash_comments = false, .hash_comments = true, .triple_quotes = true, .docstrings = true};
}

bool looks_like_python(std::string_view text) {
  const std::string_view some = text.substr(0, 1U << 16U);
  for (std::size_t line = 0, end = 0; line < some.size(); line = end + 1) {
    end = end_of_line(some, line);
    const std::size_t last = trimmed_end(some, line, end);
    const std::string_view words = some.substr(line, last - line);
    if (words.ends_with(';') || words.starts_with("//")) return false;
    const bool imports = words.starts_with("import ") || words.starts_with("from ");
    if (imports && words.find_first_of("'\"{") == std::string_view::npos) return true;
    if (words.starts_with("def ") && words.ends_with(':')) return true;
    if (words.starts_with('#')) return true;
  }
  return false;
}

}  // namespace

CodeDialect dialect_of(std::string_view name, std::string_view text) {
  const std::size_t dot = name.rfind('.');
  std::string ending(dot == std::string_view::npos ? "" : name.substr(dot + 1));
  std::ranges::transform(ending, ending.begin(), lower);
  if (ending == "py") return python();
  if (is_one_of(ending, kHashLanguages)) return {.slash_comments = false, .hash_comments = true};
  if (is_one_of(ending, kTripleQuoted)) return {.triple_quotes = true};
  if (ending == "php") return {.hash_comments = true};
  if (ending == "go") return {.raw_backticks = true};
  if (ending == "lua") return {.slash_comments = false, .dash_comments = true};
  if (ending == "sql") return {.dash_comments = true, .doubled_quotes = true};
  if (looks_like_python(text)) return python();
  return {};
}

}  // namespace remediate

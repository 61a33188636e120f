#include "remediate/formats/settings_line.hpp"

#include <algorithm>
#include <cstdint>

#include "remediate/formats/characters.hpp"

namespace remediate {
namespace {

struct Word {
  std::size_t begin = 0;
  std::size_t end = 0;
};

enum class Kind : std::uint8_t { plain, flag, option, assignment, quoted_assignment };

// A name, and then what makes it one.
std::size_t end_of_name(std::string_view text, std::size_t at, std::size_t end) {
  while (at < end && (is_name(text[at]) || text[at] == ':' || text[at] == '/')) ++at;
  return at;
}

bool is_quote(char c) { return c == '"' || c == '\''; }

struct WordReading {
  Kind kind = Kind::plain;
  Setting setting;
};

// From behind the `=` to the end of the word, quotes aside.
Setting value_part(std::string_view text, std::string_view key, std::size_t begin,
                   std::size_t end) {
  if (begin < end && is_quote(text[begin])) {
    const std::size_t close = text.substr(0, end).find(text[begin], begin + 1);
    if (close != std::string_view::npos) return {std::string(key), begin + 1, close};
  }
  return {std::string(key), begin, end};
}

WordReading read_word(std::string_view text, const Word& word) {
  std::size_t at = word.begin;
  std::size_t dashes = 0;
  while (at < word.end && text[at] == '-' && dashes < 2) ++at, ++dashes;
  if (dashes == 1 && at < word.end && text[at] == 'D') ++at;
  const std::size_t name = at;
  if (name < word.end && !is_word(text[name])) return {Kind::plain, {"", word.begin, word.end}};
  at = end_of_name(text, at, word.end);
  const std::string_view key = text.substr(name, at - name);
  if (at == word.end) {
    if (dashes > 0 && at > name) return {Kind::flag, {std::string(key), word.begin, word.end}};
    return {Kind::plain, {"", word.begin, word.end}};
  }
  // A URL is no name.
  const bool named = text[at] == '=' && key.find("//") == std::string_view::npos && at > name;
  if (!named) return {Kind::plain, {"", word.begin, word.end}};
  const bool quoted = at + 1 < word.end && is_quote(text[at + 1]);
  const Kind kind = dashes > 0 ? Kind::option : quoted ? Kind::quoted_assignment : Kind::assignment;
  return {kind, value_part(text, key, at + 1, word.end)};
}

// Goes over a word. Quotes and templates hold blanks together; what does not close is a character
// like any other, and nobody looks for its end again.
class WordReader {
 public:
  explicit WordReader(std::string_view text) : text_(text) {}

  [[nodiscard]] std::size_t end_of_word(std::size_t at) {
    while (at < text_.size() && !is_space(text_[at])) {
      const char c = text_[at];
      if (is_quote(c)) {
        at = behind(text_.substr(at, 1), at, c == '"' ? double_ : single_);
      } else if (text_.substr(at, 2) == "{{") {
        at = behind("}}", at, template_);
      } else if (text_.substr(at, 2) == "${") {
        at = behind("}", at, variable_);
      } else {
        ++at;
      }
    }
    return at;
  }

 private:
  std::size_t behind(std::string_view close, std::size_t at, bool& closes) {
    if (!closes) return at + 1;
    const std::size_t found = text_.find(close, at + 1);
    closes = found != std::string_view::npos;
    return closes ? found + close.size() : at + 1;
  }

  std::string_view text_;
  bool double_ = true;
  bool single_ = true;
  bool template_ = true;
  bool variable_ = true;
};

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  WordReader reader(text);
  std::size_t at = skip_spaces(text, 0, text.size());
  while (at < text.size()) {
    const std::size_t end = reader.end_of_word(at);
    words.push_back({at, end});
    at = skip_spaces(text, end, text.size());
  }
  return words;
}

}  // namespace

std::vector<Setting> settings_in(std::string_view text, bool in_list) {
  if (text.find_first_of("=-") == std::string_view::npos) return {};
  const std::vector<Word> words = words_of(text);
  std::vector<WordReading> readings;
  readings.reserve(words.size());
  for (const Word& word : words) readings.push_back(read_word(text, word));
  const auto has = [&](Kind kind) {
    return std::ranges::any_of(readings,
                               [&](const WordReading& each) { return each.kind == kind; });
  };
  if (readings.empty()) return {};
  if (in_list && readings.front().kind == Kind::assignment) {
    // `- KEY=a value with blanks`
    Setting all = readings.front().setting;
    all.end = trimmed_end(text, all.begin, text.size());
    const bool one_word = readings.size() == 1 || readings[1].kind == Kind::plain;
    if (one_word) return {all};
  }
  const bool starts_with_flag = readings.front().kind == Kind::flag && readings.size() > 1;
  if (!has(Kind::option) && !has(Kind::quoted_assignment) && !starts_with_flag) return {};
  std::vector<Setting> settings;
  for (std::size_t i = 0; i < readings.size(); ++i) {
    Setting each = readings[i].setting;
    if (readings[i].kind == Kind::flag) {
      each.key.clear();
    } else if (readings[i].kind == Kind::plain && i > 0 && readings[i - 1].kind == Kind::flag) {
      each = value_part(text, readings[i - 1].setting.key, each.begin, each.end);
    }
    const bool says = std::any_of(text.begin() + static_cast<std::ptrdiff_t>(each.begin),
                                  text.begin() + static_cast<std::ptrdiff_t>(each.end), is_word);
    if (says || !each.key.empty()) settings.push_back(std::move(each));
  }
  return settings;
}

}  // namespace remediate

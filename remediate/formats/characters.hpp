// What the scanners of all formats ask about single characters and ends of lines. Bytes, never
// locale: whatever is not ASCII is an ordinary character. Pure.
#pragma once

#include <cstddef>
#include <string_view>

namespace remediate {

inline bool is_blank(char c) { return c == ' ' || c == '\t'; }
inline bool is_end_of_line(char c) { return c == '\n' || c == '\r'; }
inline bool is_space(char c) { return is_blank(c) || is_end_of_line(c) || c == '\f' || c == '\v'; }
inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
inline bool is_letter(char c) { return (c >= 'a' && c <= 'z') || is_upper(c); }
inline bool is_word(char c) { return is_letter(c) || is_digit(c) || c == '_'; }
// What names of settings are made of: okta.oauth2.issuer, issuer-uri, OKTA_ISSUER.
inline bool is_name(char c) { return is_word(c) || c == '.' || c == '-'; }

inline char lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

// -1 when it is no hexadecimal digit.
inline int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  const char small = lower(c);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

// Where the line of `at` ends: at its \n, or at the end of the text.
inline std::size_t end_of_line(std::string_view text, std::size_t at) {
  const std::size_t found = text.find('\n', at);
  return found == std::string_view::npos ? text.size() : found;
}

// The same for a scanner that asks again and again, going forward: a line of five megabytes is gone
// over once.
class EndOfLine {
 public:
  std::size_t of(std::string_view text, std::size_t at) {
    if (!known_ || at > end_ || at < begin_) {
      begin_ = at;
      end_ = end_of_line(text, at);
      known_ = true;
    }
    return end_;
  }

 private:
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool known_ = false;
};

inline std::size_t skip_blanks(std::string_view text, std::size_t at, std::size_t end) {
  while (at < end && is_blank(text[at])) ++at;
  return at;
}

inline std::size_t skip_spaces(std::string_view text, std::size_t at, std::size_t end) {
  while (at < end && is_space(text[at])) ++at;
  return at;
}

// Where [begin, end) ends once spaces at its end are left out.
inline std::size_t trimmed_end(std::string_view text, std::size_t begin, std::size_t end) {
  while (end > begin && is_space(text[end - 1])) --end;
  return end;
}

inline bool starts_with_any_case(std::string_view text, std::string_view lower_start) {
  if (text.size() < lower_start.size()) return false;
  for (std::size_t i = 0; i < lower_start.size(); ++i)
    if (lower(text[i]) != lower_start[i]) return false;
  return true;
}

inline bool is_all_digits(std::string_view text) {
  for (const char c : text)
    if (!is_digit(c)) return false;
  return !text.empty();
}

}  // namespace remediate

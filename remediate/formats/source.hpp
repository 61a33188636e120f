// Text that values are read from: the file itself, or a value in it that holds a format of its own.
// Knows where each of its characters stands in the file. What is read out of it is a Decoded. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "remediate/formats/scalar.hpp"

namespace remediate {

struct Source {
  std::string_view text;
  std::vector<std::uint32_t> origin;  // as Scalar's; empty: the file itself, from `offset` on
  std::uint32_t offset = 0;
  std::vector<Layer> layers;      // around the whole text
  std::vector<std::string> path;  // keys around it
  std::size_t document = 0;
  int depth = 0;  // formats around it

  [[nodiscard]] std::uint32_t at(std::size_t place) const {
    return origin.empty() ? offset + static_cast<std::uint32_t>(place) : origin[place];
  }
};

// A value with its quotes and escapes taken off, and where in the source each character stood.
struct Decoded {
  std::string text;
  std::vector<std::uint32_t> from;
  std::size_t end = 0;  // where the value ends in the source

  void add(char c, std::size_t at) {
    text.push_back(c);
    from.push_back(static_cast<std::uint32_t>(at));
  }
  void add(std::string_view some, std::size_t at) {
    for (const char c : some) add(c, at);
  }
  // Blanks at the end that a fold takes away; nothing before `kept`.
  void drop_blanks(std::size_t kept) {
    while (text.size() > kept && (text.back() == ' ' || text.back() == '\t')) {
      text.pop_back();
      from.pop_back();
    }
  }
};

// As it stands.
[[nodiscard]] Decoded verbatim(std::string_view text, std::size_t begin, std::size_t end);

// Adds a code point as UTF-8; what is none becomes U+FFFD.
void add_code_point(Decoded& value, std::uint32_t code_point, std::size_t at);

// The escape at `at` (a backslash), as JSON, YAML "...", TOML and most languages have it; adds what
// it means and returns where it ends. A backslash that starts no escape stays if `keeps_unknown`.
[[nodiscard]] std::size_t add_escape(Decoded& value, std::string_view text, std::size_t at,
                                     std::size_t end, bool keeps_unknown);

// The text between quotes: from behind an opening quote to the closing one, which must stand before
// `limit`; if it does not, the value ends there and `closed` is false.
struct Quoted {
  Decoded value;
  std::size_t next = 0;  // behind the closing quote
  bool closed = false;
};
[[nodiscard]] Quoted backslash_quoted(std::string_view text, std::size_t begin, std::size_t limit,
                                      char quote, bool keeps_unknown);
// Two quotes mean one.
[[nodiscard]] Quoted doubled_quoted(std::string_view text, std::size_t begin, std::size_t limit,
                                    char quote);
// Nothing means anything but the quote.
[[nodiscard]] Quoted plainly_quoted(std::string_view text, std::size_t begin, std::size_t limit,
                                    char quote);

}  // namespace remediate

// Scalars of YAML 1.2 as they stand in a text: quoted, plain over several lines, block scalars; and
// templates (`{{ ... }}`, `{% ... %}`), which are no YAML. Lenient: what never closes ends where
// its indentation does. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "remediate/formats/source.hpp"

namespace remediate {

struct YamlScalar {
  Decoded value;
  std::size_t next = 0;
};

// Of the line that begins at `line`; a tab counts as one.
[[nodiscard]] std::size_t indentation_of(std::string_view text, std::size_t line);

// From the quote at `at`. `parent` is the indentation that it has to stay right of on further
// lines; -1: none. Absent when it does not close.
[[nodiscard]] std::optional<YamlScalar> yaml_quoted(std::string_view text, std::size_t at,
                                                    int parent);

// From `at` on; goes on over lines indented deeper than `parent`.
[[nodiscard]] YamlScalar yaml_plain(std::string_view text, std::size_t at, int parent);

// From the | or > at `at`.
[[nodiscard]] YamlScalar yaml_block(std::string_view text, std::size_t at, int parent);

// Where a plain key that begins at `at` ends: at its colon. Absent when the line has none.
[[nodiscard]] std::optional<std::size_t> end_of_yaml_key(std::string_view text, std::size_t at,
                                                         std::size_t end);

// Whether `{{`, `{%`, `{#` or `%{` stands at `at`.
[[nodiscard]] bool is_template_at(std::string_view text, std::size_t at);

// Behind the template that begins at `at`; absent when it does not close before `limit`.
[[nodiscard]] std::optional<std::size_t> end_of_template(std::string_view text, std::size_t at,
                                                         std::size_t limit);

}  // namespace remediate

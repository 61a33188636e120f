// Template placeholders in configuration values: `${NAME}`, `$(NAME)`, `{{ name }}`,
// `{yourDomain}`,
// `%NAME%`, `<name>` and the like. Says where one ends and what it refers to; never what it stands
// for. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace remediate {

struct Placeholder {
  std::size_t length = 0;
  std::string_view name;  // what it refers to, without braces, default value and blanks
  // Put in by hand (`{yourOktaDomain}`, `<tenant>`): there is no definition elsewhere that a
  // program would read.
  bool is_filled_in_by_hand = false;
};

// The placeholder that begins at `at`.
[[nodiscard]] std::optional<Placeholder> placeholder_at(std::string_view text, std::size_t at);

}  // namespace remediate

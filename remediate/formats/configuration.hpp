// Reads the values of a configuration file of any format that applications keep their OAuth
// settings in. Never parses and prints anew: values are found where they stand, so that a change is
// a splice and everything else keeps its bytes. Never fails: what it does not understand it reads
// as text with URLs in it. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "remediate/formats/scalar.hpp"

namespace remediate {

enum class Format {
  env,
  yaml,
  json,  // with comments and trailing commas, too
  properties,
  toml,
  ini,
  xml,  // plist, Web.config, ...
  hcl,
  shell,
  dockerfile,
  code,   // JavaScript, TypeScript, Python, Ruby, PHP, Go, Java, Kotlin, Gradle, ...
  other,  // lines of text: nginx, Apache, templates that are no valid YAML
};

[[nodiscard]] std::string_view to_string(Format format);

struct Configuration {
  Format format = Format::other;
  std::vector<Scalar> scalars;  // in order of their offsets
};

// By name and, where that does not tell, by content. `name` is a path or the last part of one.
[[nodiscard]] Configuration read_configuration(std::string_view name, std::string_view bytes);

// The splice that adds `key` with `value` beside a scalar, written as that entry is written (same
// indentation, quotes, separators, ends of line). Absent where the format has no such place.
[[nodiscard]] std::optional<Splice> add_beside(const Configuration& configuration,
                                               std::string_view bytes, const Scalar& beside,
                                               std::string_view key, std::string_view value);

}  // namespace remediate

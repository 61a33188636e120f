// YAML's flow style, {key: value, list: [a, b]}, which JSON is a part of. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "remediate/formats/source.hpp"
#include "remediate/formats/values.hpp"

namespace remediate {

// Behind the bracket that closes the one at `at`. Absent when there is none, or when something else
// follows it on its line: then it is text, as in `{yourOktaDomain}/oauth2`. Further lines must be
// indented more than `parent`, closing brackets aside.
[[nodiscard]] std::optional<std::size_t> end_of_yaml_flow(std::string_view text, std::size_t at,
                                                          int parent);

// Tells the values in [begin, end), under the keys of `path`.
void read_yaml_flow(const Source& source, std::size_t begin, std::size_t end,
                    const std::vector<std::string>& path, Values& values);

}  // namespace remediate

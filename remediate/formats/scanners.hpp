// One scanner per format. Each goes over its source once, tells the values it finds, skips what it
// does not understand and never fails. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "remediate/formats/configuration.hpp"
#include "remediate/formats/source.hpp"
#include "remediate/formats/values.hpp"

namespace remediate {

void read_env(const Source& source, Values& values);
void read_yaml(const Source& source, Values& values);
// False when it was no JSON; the values that it looked like are told nevertheless.
bool read_json(const Source& source, Values& values);
void read_properties(const Source& source, Values& values);
void read_toml(const Source& source, Values& values);
void read_ini(const Source& source, Values& values);
void read_xml(const Source& source, Values& values);
void read_hcl(const Source& source, Values& values);
void read_shell(const Source& source, Values& values);
void read_shell(const Source& source, std::size_t begin, std::size_t end, Values& values);
void read_dockerfile(const Source& source, Values& values);
void read_code(const Source& source, std::string_view name, Values& values);
void read_lines(const Source& source, Values& values);

// `name` tells the dialect where a format has several.
void read_as(Format format, std::string_view name, const Source& source, Values& values);

// By the name alone; absent when that does not tell.
[[nodiscard]] std::optional<Format> format_of_name(std::string_view name);
// By what stands in the text.
[[nodiscard]] Format format_of_text(std::string_view text);

// Whether it is an object or an array of JSON (comments and trailing commas allowed) and nothing
// else.
[[nodiscard]] bool is_json(std::string_view text);

}  // namespace remediate

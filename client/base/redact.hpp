// What of a URL's query may be shown in a log: an allow-list of parameter names. Every other
// parameter keeps its name and loses its value, so that one that we never heard of cannot leak.
// Headers and bodies are never shown at all. Pure functions.
#pragma once

#include <string>
#include <string_view>

namespace okta {

inline constexpr std::string_view kHidden = "(hidden)";

[[nodiscard]] bool may_show_parameter(std::string_view name);

// Readable rather than exact: values are decoded.
[[nodiscard]] std::string redacted_query(std::string_view query);

}  // namespace okta

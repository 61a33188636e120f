// What of a request or answer may be shown in a log: an allow-list of header and query parameter
// names. Everything else keeps its name and loses its value, so that a header or parameter that we
// never heard of cannot leak. Bodies are never shown at all. Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/base/url.hpp"

namespace okta {

inline constexpr std::string_view kHidden = "(hidden)";

using NamedValues = std::vector<std::pair<std::string, std::string>>;

// Header names match in any case, parameter names exactly.
[[nodiscard]] bool may_show_header(std::string_view name);
[[nodiscard]] bool may_show_parameter(std::string_view name);

[[nodiscard]] NamedValues redacted_headers(const NamedValues& headers);

// Readable rather than exact: values are decoded.
[[nodiscard]] std::string redacted_query(std::string_view query);

// Origin, path and redacted query; never credentials.
[[nodiscard]] std::string redacted_url(const Url& url);

}  // namespace okta

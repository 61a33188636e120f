// How a fuzz input stands for an HTTP answer: a line with the status, header lines, an empty line,
// the body. Whatever is missing is empty. Pure.
#pragma once

#include <string_view>

#include "client/http/transport.hpp"

namespace tests::fuzz {

// Cuts off the text up to the next end of line, and the end of line itself.
[[nodiscard]] std::string_view take_line(std::string_view& rest);

// `name: value` lines up to an empty one or the end.
[[nodiscard]] okta::Headers take_headers(std::string_view& rest);

[[nodiscard]] okta::Response read_message(std::string_view input);

}  // namespace tests::fuzz

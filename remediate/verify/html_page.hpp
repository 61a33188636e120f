// Finds what Okta says on an HTML page: its words without markup, and the fields of a form that
// posts itself. Reads any bytes without failing. What comes out is looked at, never printed. Pure.
#pragma once

#include <string>
#include <string_view>

#include "client/base/url.hpp"

namespace remediate {

// Without tags, entities decoded, white space collapsed, in lower case (ASCII).
[[nodiscard]] std::string words_of_page(std::string_view html);

// Name and value of each <input>, entities decoded.
[[nodiscard]] okta::QueryParameters form_fields(std::string_view html);

}  // namespace remediate

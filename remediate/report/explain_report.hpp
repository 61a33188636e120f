// An Explanation as text for a terminal and as JSON (schema "oktafix.explain/1"). Pure.
#pragma once

#include <string>

#include "remediate/explain/explain.hpp"
#include "remediate/report/text_page.hpp"

namespace remediate {

[[nodiscard]] std::string explain_text(const Explanation& explanation, const TextStyle& style);
[[nodiscard]] std::string explain_json(const Explanation& explanation);

}  // namespace remediate

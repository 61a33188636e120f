// What somebody else wrote (an answer, an address), made fit to stand in one line of ours: he could
// otherwise write lines of his own into a log, or move a terminal's cursor. Not a redaction: see
// redact.hpp. A pure function.
#pragma once

#include <string>

namespace okta {

// `instead` stands where a control character stood.
[[nodiscard]] std::string on_one_line(std::string text, char instead = ' ');

}  // namespace okta

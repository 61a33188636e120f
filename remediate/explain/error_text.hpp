// What a pasted text holds: the messages and codes to look up, the few facts that may be shown, and
// whether something in it looks secret. Reads URLs with `error=` in query or fragment, JSON of
// Okta's APIs and of the System Log, WWW-Authenticate headers, and plain text. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "remediate/explain/explain.hpp"

namespace remediate {

struct ErrorText {
  std::vector<std::string> messages;  // what says most stands first
  std::vector<SeenFact> seen;
  bool is_structured = false;  // messages come from named places of a URL, header or JSON
  bool holds_secret = false;
};

[[nodiscard]] ErrorText read_error_text(std::string_view text);

// Lower case, white space collapsed, typographic quotes made plain, no full stop at the end.
[[nodiscard]] std::string normalised(std::string_view text);

}  // namespace remediate

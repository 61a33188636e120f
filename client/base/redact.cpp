#include "client/base/redact.hpp"

#include <algorithm>
#include <array>

#include "client/base/one_line.hpp"
#include "client/base/url.hpp"

namespace okta {
namespace {

// Not here: `q`, `filter` and `search` (free text, may name people), `after` (recorded cursors are
// the encoded names of what they point at), and every parameter that carries a login, token or
// code.
constexpr std::array<std::string_view, 14> kParameters{
    "client_id",     "code_challenge_method",
    "error",         "expand",
    "grant_type",    "limit",
    "nextPageMode",  "prompt",
    "response_mode", "response_type",
    "scope",         "since",
    "sortOrder",     "until",
};

constexpr char kControl = '?';  // in place of a character that decoding brought to light

}  // namespace

bool may_show_parameter(std::string_view name) {
  return std::ranges::find(kParameters, name) != kParameters.end();
}

std::string redacted_query(std::string_view query) {
  std::string shown;
  for (const auto& [name, value] : parse_query(query)) {
    if (!shown.empty()) shown += '&';
    shown += on_one_line(name, kControl) + "=";
    shown += may_show_parameter(name) ? on_one_line(value, kControl) : std::string(kHidden);
  }
  return shown;
}

}  // namespace okta

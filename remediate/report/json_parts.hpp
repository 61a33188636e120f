// Pieces that the JSON reports share. Internal to this room.
#pragma once

#include <optional>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "remediate/model/snapshot.hpp"
#include "remediate/report/exit_code.hpp"

namespace remediate::json_parts {

[[nodiscard]] nlohmann::ordered_json text_or_null(const std::string& text);  // "" is null
[[nodiscard]] nlohmann::ordered_json text_or_null(const std::optional<std::string>& text);
[[nodiscard]] nlohmann::ordered_json time_or_null(const std::optional<okta::Timestamp>& time);
[[nodiscard]] nlohmann::ordered_json api_access_management(const ApiAccessManagement& verdict);
[[nodiscard]] nlohmann::ordered_json exit_codes(const ExitCodes& codes);

// Indented, with a newline at the end; broken UTF-8 becomes U+FFFD and nothing in it can act on a
// terminal.
[[nodiscard]] std::string printed(const nlohmann::ordered_json& document);

}  // namespace remediate::json_parts

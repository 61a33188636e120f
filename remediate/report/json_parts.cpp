#include "remediate/report/json_parts.hpp"

#include <nlohmann/json.hpp>

#include "remediate/report/escape.hpp"
#include "remediate/report/narrative.hpp"

namespace remediate::json_parts {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json text_or_null(const std::optional<std::string>& text) { return text ? Json(*text) : Json(); }

Json time_or_null(const std::optional<okta::Timestamp>& time) {
  return time ? Json(okta::format_timestamp(*time)) : Json();
}

Json api_access_management(const ApiAccessManagement& verdict) {
  return {{"state", to_string(verdict.state)},
          {"detail", verdict.detail},
          {"status", verdict.status},
          {"errorCode", text_or_null(verdict.error_code)},
          {"requestId", text_or_null(verdict.request_id)}};
}

Json exit_codes(const ExitCodes& codes) {
  Json list = Json::array();
  for (const ExitCode each : codes) list.push_back(static_cast<int>(each));
  return list;
}

std::string printed(const Json& document) {
  return escape_printed_json(document.dump(2, ' ', false, Json::error_handler_t::replace)) + "\n";
}

}  // namespace remediate::json_parts

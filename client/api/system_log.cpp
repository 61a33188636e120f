#include "client/api/system_log.hpp"

namespace okta {

Listing<LogEvent> SystemLog::events(const LogQuery& query) const {
  using Rows = Endpoints<LogEvent>;
  QueryParameters parameters{{"since", format_timestamp(query.since)},
                             {"until", format_timestamp(query.until)},
                             {"sortOrder", "ASCENDING"},
                             {"limit", std::to_string(Rows::kPageSize)}};
  if (!query.filter.empty()) parameters.emplace_back("filter", query.filter);
  return Listing<LogEvent>(
      Pager(caller_, Rows::kList, caller_.url_of(Rows::kList, {}, parameters)));
}

std::string scim_string(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

}  // namespace okta

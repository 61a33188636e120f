// GET /api/v1/logs after Okta's System Log query guide: bounded queries end; ascending ones without
// `until` poll, and always have a next link.
#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "mocks/okta_errors.hpp"
#include "mocks/paging.hpp"
#include "mocks/routes.hpp"
#include "mocks/scim_filter.hpp"

namespace mocks {
namespace {

using std::chrono::days;

constexpr PageSize kPageSize{.usual = 100, .most = 1000};
constexpr auto kRetention = days{90};
constexpr auto kOldestSince = days{180};

struct Query {
  TimePoint since;
  TimePoint until;
  bool bounded = false;
  bool descending = false;
  std::size_t limit = 0;
  std::optional<Filter> filter;
  std::vector<std::string> keywords;
  std::optional<std::pair<TimePoint, std::size_t>> after;  // the last event of the page before
};

Response invalid_parameter(std::string_view what) {
  return okta_error("E0000053", {}, fmt::format("Invalid parameter: {}", what));
}

// Fields that Okta's guide shows in filters; arrays by the plain name of their entries
// ("target.id").
constexpr auto kFilterFields =
    std::to_array<std::string_view>({"eventType",
                                     "outcome.result",
                                     "client.id",
                                     "client.ipAddress",
                                     "client.device",
                                     "actor.id",
                                     "actor.type",
                                     "actor.alternateId",
                                     "actor.displayName",
                                     "target.id",
                                     "target.type",
                                     "target.alternateId",
                                     "target.displayName",
                                     "severity",
                                     "uuid",
                                     "transaction.id",
                                     "legacyEventType",
                                     "displayMessage",
                                     "debugContext.debugData.url",
                                     "debugContext.debugData.requestUri",
                                     "debugContext.debugData.requestId",
                                     "authenticationContext.externalSessionId"});
constexpr auto kOperators = std::to_array<std::string_view>({"eq", "ne", "sw", "ew", "co", "pr"});

bool supported(const Comparison& comparison) {
  if (std::ranges::find(kFilterFields, comparison.attribute) == kFilterFields.end()) return false;
  if (std::ranges::find(kOperators, comparison.op) == kOperators.end()) return false;
  const bool of_url = comparison.attribute == "debugContext.debugData.url" ||
                      comparison.attribute == "debugContext.debugData.requestUri";
  return !(of_url && comparison.op == "co");
}

tl::expected<std::optional<Filter>, Response> filter_of(const Fields& query) {
  const auto text = field(query, "filter");
  if (!text || text->empty()) return std::nullopt;
  auto filter = Filter::parse(*text);
  if (!filter) return tl::unexpected(okta_error("E0000031", {filter.error()}));
  for (const auto& comparison : filter->comparisons()) {
    if (supported(comparison)) continue;
    return tl::unexpected(okta_error(
        "E0000031", {},
        fmt::format("The supplied combination of operator and field is not currently supported. "
                    "Operator: {}, Field: {}",
                    comparison.op, comparison.attribute)));
  }
  return std::move(*filter);
}

tl::expected<std::optional<TimePoint>, Response> time_of(const Fields& query,
                                                         std::string_view name) {
  const auto text = field(query, name);
  if (!text || text->empty()) return std::nullopt;
  const auto time = parse_iso(*text);
  if (!time)
    return tl::unexpected(
        invalid_parameter(fmt::format("The {} parameter is not an ISO 8601 date.", name)));
  return *time;
}

std::string cursor_text(const LogEvent& event) {
  return fmt::format(
      "{}_{}",
      std::chrono::duration_cast<std::chrono::milliseconds>(event.published.time_since_epoch())
          .count(),
      event.sequence);
}

std::optional<std::pair<TimePoint, std::size_t>> parse_cursor(const std::string& text) {
  const auto parts = split(text, "_");
  if (parts.size() != 2) return std::nullopt;
  const auto digits = [](const std::string& part) {
    return !part.empty() && part.size() < 18 &&
           std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
  };
  if (!digits(parts[0]) || !digits(parts[1])) return std::nullopt;
  return std::pair{TimePoint(std::chrono::milliseconds(std::stoll(parts[0]))),
                   static_cast<std::size_t>(std::stoull(parts[1]))};
}

tl::expected<Query, Response> read_query(const Call& call) {
  Query query;
  const auto limit = limit_of(call.query, kPageSize);
  if (!limit)
    return tl::unexpected(validation_failed("limit", {"limit: must be a positive number"}));
  query.limit = *limit;

  const auto order = field_or_empty(call.query, "sortOrder");
  if (!order.empty() && order != "ASCENDING" && order != "DESCENDING") {
    return tl::unexpected(
        invalid_parameter("The sortOrder parameter must be ASCENDING or DESCENDING."));
  }
  query.descending = order == "DESCENDING";

  const auto until = time_of(call.query, "until");
  if (!until) return tl::unexpected(until.error());
  const auto since = time_of(call.query, "since");
  if (!since) return tl::unexpected(since.error());
  query.bounded = until->has_value();
  query.until = until->value_or(call.now + days{1});
  query.since = since->value_or((query.bounded ? query.until : call.now) - days{7});
  if (query.since < call.now - kOldestSince) {
    return tl::unexpected(
        invalid_parameter("The since parameter is over 180 days prior to the current day."));
  }
  if (query.until < query.since)
    return tl::unexpected(
        invalid_parameter("The until parameter must be later than the since parameter."));

  auto filter = filter_of(call.query);
  if (!filter) return tl::unexpected(filter.error());
  query.filter = std::move(*filter);

  query.keywords = split(lower_case(field_or_empty(call.query, "q")), " ");
  const bool too_long =
      std::ranges::any_of(query.keywords, [](const std::string& word) { return word.size() > 40; });
  if (query.keywords.size() > 10 || too_long)
    return tl::unexpected(invalid_parameter("The q parameter has too many or too long keywords."));

  if (const auto after = field(call.query, "after")) {
    query.after = parse_cursor(*after);
    if (!query.after) return tl::unexpected(okta_error("E0000029", {"Invalid cursor."}));
  }
  return query;
}

void collect_values(const Json& value, std::string_view path, std::vector<std::string>& values) {
  if (value.is_array()) {
    for (const auto& entry : value) collect_values(entry, path, values);
    return;
  }
  if (path.empty()) {
    if (value.is_string()) values.push_back(value.get<std::string>());
    return;
  }
  const auto dot = path.find('.');
  if (!value.is_object()) return;
  const auto found = value.find(std::string(path.substr(0, dot)));
  if (found == value.end()) return;
  collect_values(*found, dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1),
                 values);
}

bool matches(const LogEvent& event, const Query& query) {
  if (query.filter) {
    const auto values = [&](std::string_view attribute) {
      std::vector<std::string> found;
      collect_values(*event.body, attribute, found);
      return found;
    };
    if (!query.filter->matches(values)) return false;
  }
  if (query.keywords.empty()) return true;
  const auto text = lower_case(json_text(*event.body));
  return std::ranges::all_of(query.keywords, [&](const std::string& word) {
    return text.find(word) != std::string::npos;
  });
}

bool comes_after(const LogEvent& event, const Query& query) {
  if (!query.after) return true;
  const std::pair here{event.published, event.sequence};
  return query.descending ? here < *query.after : here > *query.after;
}

std::vector<const LogEvent*> events_of(const OrgState& org, const Query& query, TimePoint now) {
  std::vector<const LogEvent*> events;
  for (const auto& event : org.log) {
    const bool kept = event.published >= now - kRetention;
    const bool from = query.after ? comes_after(event, query) : event.published >= query.since;
    if (kept && from && event.published < query.until &&
        (!query.descending || event.published >= query.since) && matches(event, query)) {
      events.push_back(&event);
    }
  }
  std::ranges::sort(events, [&](const LogEvent* left, const LogEvent* right) {
    const std::pair l{left->published, left->sequence};
    const std::pair r{right->published, right->sequence};
    return query.descending ? l > r : l < r;
  });
  return events;
}

Response list_events(Call& call) {
  const auto query = read_query(call);
  if (!query) return query.error();
  const auto events = events_of(*call.org, *query, call.now);
  const auto count = std::min(events.size(), query->limit);

  Response response{.status = 200, .headers = {}, .body = "[", .content_type = "application/json"};
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) response.body += ',';
    response.body += json_text(*events[i]->body);
  }
  response.body += ']';

  add_link(response, "/api/v1/logs", call.query, "self");
  const bool polling = !query->bounded && !query->descending;
  if (count < events.size() || polling) {
    // `since` and `after` exclude each other; a descending query still needs its lower end.
    Fields next;
    for (const auto& [name, value] : call.query) {
      if (name != "after" && (name != "since" || query->descending)) next.emplace_back(name, value);
    }
    std::string cursor = field_or_empty(call.query, "after");
    if (count > 0) {
      cursor = cursor_text(*events[count - 1]);
    } else if (cursor.empty()) {
      const auto from =
          std::chrono::duration_cast<std::chrono::milliseconds>(query->since.time_since_epoch())
              .count();
      cursor = fmt::format("{}_0", std::max<std::int64_t>(from - 1, 0));
    }
    next.emplace_back("after", cursor);
    add_link(response, "/api/v1/logs", next, "next");
  }
  return response;
}

}  // namespace

std::vector<Route> log_routes() { return {{"GET", "/api/v1/logs", "logs", list_events}}; }

}  // namespace mocks

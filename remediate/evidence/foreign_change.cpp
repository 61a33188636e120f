#include "remediate/evidence/foreign_change.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "remediate/evidence/ascii_case.hpp"
#include "remediate/evidence/log_reader.hpp"
#include "remediate/evidence/log_text.hpp"

namespace remediate {
namespace {

// Beginnings of event types.
constexpr std::array<std::string_view, 6> kChanges{"oauth2.as.",    "oauth2.scope.",
                                                   "oauth2.claim.", "policy.lifecycle.",
                                                   "policy.rule.",  "application.lifecycle.update"};
// The type of an actor that is no person.
constexpr std::string_view kClientApp = "PublicClientApp";
// Okta's own doing.
constexpr std::string_view kScheduledAction = "policy.rule.action.execute";

bool is_change(std::string_view event_type) {
  return event_type != kScheduledAction &&
         std::ranges::any_of(kChanges,
                             [&](std::string_view each) { return event_type.starts_with(each); });
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Okta's ids are letters with digits among them. Anything else may be a name or an address.
bool is_plain_id(std::string_view text) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' || c == '-';
  };
  return names_something(text) && text.size() <= 64 && std::ranges::all_of(text, is_plain) &&
         std::ranges::any_of(text, is_digit);
}

// As types are: `User`, `PublicClientApp`.
bool is_word(std::string_view text) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return names_something(text) && text.size() <= 40 && std::ranges::all_of(text, is_letter);
}

std::string plain_id_or_nothing(const std::string& text) {
  return is_plain_id(text) ? text : std::string();
}

}  // namespace

std::string filter_of_changes() {
  std::string filter;
  for (const std::string_view each : kChanges) {
    if (!filter.empty()) filter += " or ";
    filter += fmt::format("eventType sw \"{}\"", each);
  }
  return filter;
}

std::optional<RecentChange> read_foreign_change(const okta::LogEvent& event) {
  if (!is_change(event.event_type)) return std::nullopt;
  const std::string result = lower_case(event.outcome_result);
  if (names_something(result) && result != "success") return std::nullopt;
  RecentChange change;
  change.event_type = event.event_type;
  change.at = event.published;
  change.event_id = plain_id_or_nothing(event.uuid);
  if (is_word(event.actor.type)) change.actor_type = event.actor.type;
  if (change.actor_type == kClientApp) change.client_id = plain_id_or_nothing(event.actor.id);
  change.calls_itself_oktafix = event.user_agent.starts_with(kOwnUserAgent);
  for (const okta::LogTarget& each : event.targets) {
    if (each.type.ends_with("User")) continue;  // and AppUser: a person is no object of a plan
    change.objects.push_back({each.type, plain_id_or_nothing(each.id),
                              plain_id_or_nothing(each.alternate_id), each.policy_type});
  }
  return change;
}

}  // namespace remediate

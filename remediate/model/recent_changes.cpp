#include "remediate/model/recent_changes.hpp"

#include <algorithm>
#include <string_view>

namespace remediate {
namespace {

bool is_of(const TouchedObject& object, const std::set<std::string>& ids) {
  return ids.contains(object.id) || ids.contains(object.other_id);
}

bool is_deletion(std::string_view event_type) {
  return event_type.ends_with(".delete") || event_type.ends_with(".deleted");
}

// Sign-on, password and other policies have nothing to do with tokens.
bool is_of_another_kind(const TouchedObject& object) {
  return !object.policy_type.empty() && object.policy_type != "OAUTH_AUTHORIZATION_POLICY";
}

}  // namespace

Concern concern_of(const RecentChange& change, const std::set<std::string>& ids) {
  const std::vector<TouchedObject>& objects = change.objects;
  if (std::ranges::any_of(objects, [&](const auto& each) { return is_of(each, ids); }))
    return Concern::certain;
  if (change.event_type.starts_with("application.")) return Concern::none;
  const bool is_elsewhere = std::ranges::any_of(objects, [](const TouchedObject& each) {
    return each.type == "AuthorizationServer" || is_of_another_kind(each);
  });
  if (is_elsewhere) return Concern::none;
  const bool names_nothing =
      std::ranges::all_of(objects, [](const TouchedObject& each) { return each.id.empty(); });
  return names_nothing || is_deletion(change.event_type) ? Concern::possible : Concern::none;
}

std::string in_words(const RecentChange& change) {
  std::string who = change.actor_type.empty() ? "somebody" : change.actor_type;
  if (!change.client_id.empty()) who += " " + change.client_id;
  if (change.calls_itself_oktafix) who += " with another oktafix, or with this one,";
  std::string text = change.event_type + " by " + who + " at " + okta::format_timestamp(change.at);
  if (!change.event_id.empty()) text += " (who: event " + change.event_id + " in the System Log)";
  return text;
}

}  // namespace remediate

#include "remediate/plan/who_changed.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace remediate {
namespace {

constexpr std::size_t kMostTold = 3;

std::string_view events_of(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::scope:
      return "oauth2.scope.";
    case ObjectKind::policy:
    case ObjectKind::rule:
      return "policy.";
    case ObjectKind::application:
      return "application.";
    default:
      return "oauth2.as.";
  }
}

// An event that names the server and nothing else may be about any part of it.
bool names_only(const RecentChange& change, const std::string& server) {
  return std::ranges::all_of(change.objects, [&](const TouchedObject& each) {
    return each.id.empty() || each.id == server;
  });
}

bool may_be_about(const RecentChange& change, const ChangeTarget& target,
                  const std::set<std::string>& ids) {
  if (!change.event_type.starts_with(events_of(target.kind))) return false;
  if (concern_of(change, ids) != Concern::none) return true;
  return !target.server.empty() && concern_of(change, {target.server}) == Concern::certain &&
         names_only(change, target.server);
}

}  // namespace

std::string who_changed(const RecentChanges& recent, const ChangeTarget& target,
                        const std::set<std::string>& parts) {
  std::set<std::string> ids = parts;
  ids.insert(target.kind == ObjectKind::rule ? target.policy : target.id);
  std::vector<std::string> told;
  for (const RecentChange& each : recent.changes) {
    if (may_be_about(each, target, ids)) told.push_back(in_words(each));
  }
  if (told.empty() && !recent.gaps.empty())
    return fmt::format("the System Log could not be read whole ({}), so who it was cannot be told",
                       recent.gaps.front().reason);
  if (told.empty())
    return fmt::format("the System Log names nobody since {}",
                       okta::format_timestamp(recent.since));
  if (told.size() > kMostTold) told.erase(told.begin(), told.end() - kMostTold);
  return fmt::format("the System Log tells of {}{}", fmt::join(told, ", "),
                     recent.gaps.empty() ? "" : ", but it could not be read whole");
}

}  // namespace remediate

#include "remediate/engine/others_at_work.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "remediate/collect/read_servers.hpp"
#include "remediate/collect/read_usage.hpp"
#include "remediate/engine/own_writes.hpp"

namespace remediate {
namespace {

constexpr std::size_t kMostTold = 10;

struct Touched {
  std::set<std::string> servers;
  std::set<std::string> applications;

  [[nodiscard]] std::set<std::string> ids() const {
    std::set<std::string> all = servers;
    all.insert(applications.begin(), applications.end());
    return all;
  }
};

// What is there already.
Touched touched_by(const Plan& plan) {
  Touched touched;
  for (const Change& each : plan.changes) {
    const ChangeTarget& target = each.target;
    if (target.kind == ObjectKind::application)
      touched.applications.insert(target.id);
    else
      touched.servers.insert(server_of(target));
  }
  std::erase_if(touched.servers,
                [](const std::string& id) { return id.empty() || has_references(id); });
  return touched;
}

void add_parts(const ServerSnapshot& server, std::set<std::string>& ids) {
  for (const okta::Scope& each : server.scopes) ids.insert(each.id);
  for (const PolicySnapshot& policy : server.policies) {
    ids.insert(policy.policy.id);
    for (const okta::AccessPolicyRule& each : policy.rules) ids.insert(each.id);
  }
}

bool is_about_servers(const RecentChange& change) {
  return !change.event_type.starts_with("application.");
}

// An event need not name its server: then the ids of the server's parts tell.
std::set<std::string> all_ids(const okta::Client& client, const Touched& touched,
                              const RecentChanges& recent, const std::stop_token& stop) {
  std::set<std::string> ids = touched.ids();
  const bool all_told = std::ranges::all_of(recent.changes, [&](const RecentChange& each) {
    return !is_about_servers(each) || concern_of(each, ids) == Concern::certain;
  });
  if (all_told) return ids;
  for (const std::string& id : touched.servers) {
    // What cannot be read here stops the run itself, in its own words.
    if (const auto server = read_server_set(client, id, stop)) add_parts(*server, ids);
  }
  return ids;
}

std::string line_of(const RecentChange& change, Concern concern) {
  return fmt::format("  {}{}", in_words(change),
                     concern == Concern::certain ? "" : " (on this server or on another)");
}

}  // namespace

std::vector<std::string> others_at_work(const okta::Client& client, const Plan& plan,
                                        const std::vector<Run>& runs, const std::stop_token& stop) {
  const Touched touched = touched_by(plan);
  if (touched.ids().empty()) return {};
  const RecentChanges recent = without_own(
      read_recent_changes(client, client.clock().now() - kJustNow, stop), runs, plan.org);
  const std::set<std::string> ids = all_ids(client, touched, recent, stop);
  std::vector<std::string> lines;
  for (const RecentChange& each : recent.changes) {
    const Concern concern = concern_of(each, ids);
    if (concern != Concern::none) lines.push_back(line_of(each, concern));
  }
  if (lines.size() > kMostTold) {
    const std::size_t more = lines.size() - kMostTold;
    lines.erase(lines.begin(), lines.end() - kMostTold);
    lines.insert(lines.begin(), fmt::format("  {} earlier ones", more));
  }
  if (!lines.empty())
    lines.insert(lines.begin(), "others have changed what this writes on within the last hour:");
  if (!recent.gaps.empty()) {
    const Gap& gap = recent.gaps.front();
    lines.push_back(fmt::format(
        "whether {} changed the same servers within the last hour cannot be told: the System Log "
        "could not be read ({}){}",
        lines.empty() ? "others have" : "still others have", gap.reason,
        gap.needs.empty() ? "" : fmt::format(", {} is needed", gap.needs)));
  }
  return lines;
}

}  // namespace remediate

#include "remediate/plan/in_use.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "client/models/access_policy.hpp"
#include "remediate/model/obstacle.hpp"

namespace remediate {
namespace {

constexpr std::size_t kMostNamed = 5;

std::string told(const LiveClient& client) {
  std::string text = client.client_id;
  if (!client.name.empty()) text += fmt::format(" '{}'", client.name);
  std::vector<std::string> signs;
  if (client.holds_tokens) signs.emplace_back("holds refresh tokens");
  if (client.last_grant)
    signs.push_back(
        fmt::format("was granted access last at {}", okta::format_timestamp(*client.last_grant)));
  return fmt::format("{} ({})", text, fmt::join(signs, ", "));
}

Use used(const std::vector<const LiveClient*>& clients) {
  std::vector<std::string> named;
  for (const LiveClient* each : clients) {
    if (named.size() < kMostNamed) named.push_back(told(*each));
  }
  if (clients.size() > named.size())
    named.push_back(fmt::format("{} more", clients.size() - named.size()));
  return {std::string(obstacle::kInUse),
          fmt::format("{} {} on it and would be cut off", fmt::join(named, "; "),
                      clients.size() == 1 ? "lives" : "live")};
}

Use unknown(const Gap* gap) {
  std::string why = "who uses the server was not read";
  if (gap != nullptr) {
    why = fmt::format("{} ({})", gap->source, gap->reason);
    if (!gap->subject.empty()) why += fmt::format(" of {}", gap->subject);
    why += " could not be read";
    if (!gap->needs.empty()) why += fmt::format(", {} is needed", gap->needs);
  }
  return {std::string(obstacle::kUsageUnknown),
          fmt::format("whether a client lives on it cannot be told: {}", why)};
}

}  // namespace

Obstacle obstacle_of(const Use& use) {
  return {use.by, use.fact + (use.by == obstacle::kInUse
                                  ? ": move away first who does, or pass --even-if-used"
                                  : ". Pass --even-if-used when you know of none")};
}

std::optional<Use> use_of_scope(const ServerUsage* usage, const std::string& scope) {
  if (usage == nullptr) return unknown(nullptr);
  std::vector<const LiveClient*> users;
  for (const LiveClient& each : usage->clients) {
    if (each.may_use(scope)) users.push_back(&each);
  }
  if (!users.empty()) return used(users);
  if (!usage->gaps.empty()) return unknown(&usage->gaps.front());
  return std::nullopt;
}

std::optional<Use> use_by(const ServerUsage* usage, const std::vector<std::string>& clients) {
  if (clients.empty()) return std::nullopt;
  if (usage == nullptr) return unknown(nullptr);
  const auto is_among = [&](std::string_view id) {
    return std::ranges::find(clients, id) != clients.end();
  };
  const bool anybody = is_among(okta::kAllClients);
  std::vector<const LiveClient*> users;
  for (const LiveClient& each : usage->clients) {
    if (anybody || is_among(each.client_id)) users.push_back(&each);
  }
  if (!users.empty()) return used(users);
  for (const std::string& each : clients) {
    if (const Gap* gap = usage->gap_about(each)) return unknown(gap);
  }
  return std::nullopt;
}

}  // namespace remediate

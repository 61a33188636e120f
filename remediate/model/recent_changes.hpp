// What others changed in the org since a moment, as the System Log tells it. Of whoever did it the
// type and the id are kept and nothing else: no name, no address of mail or network. The id says
// nothing to those who may not look it up in Okta, and it is what an admin needs to ask back. Pure.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "client/base/timestamp.hpp"
#include "remediate/model/coverage.hpp"

namespace remediate {

struct TouchedObject {
  std::string type;  // AuthorizationServer, PolicyEntity, PolicyRule, AppInstance, ...
  std::string id;
  std::string other_id;     // Okta puts the policy of a rule there, or a name, or nothing
  std::string policy_type;  // of a policy, when told
};

struct RecentChange {
  std::string event_type;  // policy.rule.update
  okta::Timestamp at{};
  std::string actor_type;  // User, PublicClientApp, ...; empty: not told
  std::string actor_id;    // empty: not told, or not just an id
  std::vector<TouchedObject> objects;
};

struct RecentChanges {
  okta::Timestamp since{};
  std::vector<RecentChange> changes;  // oldest first
  std::vector<Gap> gaps;              // what the log did not tell
};

// Okta's documents do not say which objects an event names: a policy's may or may not name its
// server, a scope's its scope. A deletion may name only what is not there any more.
enum class Concern { none, possible, certain };

// Whether it is about one of the objects with these ids: servers, their scopes, policies and rules,
// apps.
[[nodiscard]] Concern concern_of(const RecentChange& change, const std::set<std::string>& ids);

// "policy.rule.update by User 00u1 at 2026-01-31T10:00:00Z"
[[nodiscard]] std::string in_words(const RecentChange& change);

}  // namespace remediate

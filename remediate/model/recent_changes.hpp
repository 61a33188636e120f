// What others changed in the org since a moment, as the System Log tells it. Nothing that stands
// for a person is kept, an Okta user id no more than a name or an address: only the type of whoever
// did it, and the id of an app. An admin finds the rest by the id of the event. Pure.
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
  std::string event_id;    // its uuid; empty: not told
  std::string actor_type;  // User, PublicClientApp, ...; empty: not told
  std::string client_id;   // of an actor that is an app; empty: of everybody else
  std::vector<TouchedObject> objects;
  // The program called itself oktafix, as anybody may. Another one than this, or an unknown run of
  // this one.
  bool calls_itself_oktafix = false;
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

// "policy.rule.update by User at 2026-01-31T10:00:00Z (who: event 7f0c... in the System Log)"
[[nodiscard]] std::string in_words(const RecentChange& change);

}  // namespace remediate

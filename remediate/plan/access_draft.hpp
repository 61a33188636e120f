// How one client comes to be granted its requests on a server, with the least privilege and without
// changing anything for anybody else: which policy of its own, where, and with which rules; or why
// no tool should decide it. Pure. Sources: Okta "Customize authorization servers" guide (policies
// and rules are asked by priority, the first match wins). Whether the next policy is asked when no
// rule of the first covering one matches is not said in one voice: a policy above it with copies of
// its rules holds either way.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "remediate/model/snapshot.hpp"
#include "remediate/plan/desired.hpp"

namespace remediate {

struct RuleToMake {
  std::string name;
  std::string body;  // JSON text
  bool is_copy = false;
};

struct AccessDraft {
  // Of the client's own policy, where it is there already.
  std::string policy_id;
  // Where else it is made: directly above this policy, or at the end.
  std::optional<DecidedBy> above;
  std::vector<RuleToMake> rules;  // in order
  bool name_client = false;       // it covers nobody until the client is named in it, last

  // Nothing is to be made: all needs are granted.
  [[nodiscard]] bool is_empty() const { return rules.empty() && !name_client; }
};

// What no tool should decide alone.
struct Obstacle {
  std::string by;  // kebab-case
  std::string advice;
};

// `server` has every scope of the needs. An empty draft: they are granted under every reading.
[[nodiscard]] tl::expected<AccessDraft, Obstacle> draft_access(const ServerSnapshot& server,
                                                               const DesiredAccess& access);

// Those that are not granted under every reading of Okta's documents to whom they should be.
[[nodiscard]] std::vector<Need> ungranted_needs(const ServerSnapshot& server,
                                                const DesiredAccess& access);

}  // namespace remediate

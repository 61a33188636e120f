#include "remediate/verify/seen_grants.hpp"

#include <algorithm>

namespace remediate {
namespace {

// What no success can show, in words; else empty.
std::string why_never(const WatchedEffect& effect) {
  if (effect.client_id == "*") return "it names no client that could be looked for";
  if (effect.scopes.empty()) return "the log does not tell requests that name no scope";
  return {};
}

}  // namespace

void SeenGrants::add(const ServerEvent& event) {
  const ServerRequest& request = event.request;
  if (request.outcome != Outcome::success || request.client_id.empty()) return;
  const auto is_earlier = [&](const std::optional<okta::Timestamp>& known) {
    return !known || request.at < *known;
  };
  // A hybrid request uses two grants.
  std::string_view rest = request.grant_type;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    Grants& grants = grants_[{request.client_id, event.server, std::string(rest.substr(0, end))}];
    for (const std::string& scope : request.scopes) {
      const auto [known, is_new] = grants.scopes.emplace(scope, request.at);
      if (!is_new) known->second = std::min(known->second, request.at);
    }
    if (!request.scopes_known && is_earlier(grants.hidden)) grants.hidden = request.at;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

const SeenGrants::Grants* SeenGrants::find(const std::string& client_id, const std::string& server,
                                           const std::string& grant_type) const {
  const auto found = grants_.find({client_id, server, grant_type});
  return found == grants_.end() ? nullptr : &found->second;
}

void SeenGrants::judge(WatchedEffect& effect) const {
  effect.state = EffectState::computed;
  effect.observed_at.reset();
  effect.unseen = effect.scopes;
  if (effect.why.empty()) effect.why = why_never(effect);
  if (!effect.why.empty()) return;
  const Grants* grants = find(effect.client_id, effect.authorization_server, effect.grant_type);
  if (grants == nullptr) return;
  std::optional<okta::Timestamp> last;
  std::erase_if(effect.unseen, [&](const std::string& scope) {
    const auto seen = grants->scopes.find(scope);
    if (seen == grants->scopes.end()) return false;
    last = std::max(last.value_or(seen->second), seen->second);
    return true;
  });
  if (effect.unseen.empty()) {
    effect.state = EffectState::observed;
    effect.observed_at = last;
  } else if (last || grants->hidden) {
    effect.state = EffectState::partly_observed;
  }
}

bool SeenGrants::cover(const std::string& client_id, const std::string& server,
                       const std::string& grant_type, const ScopeSet& scopes) const {
  const Grants* grants = find(client_id, server, grant_type);
  return grants != nullptr && !scopes.empty() &&
         std::ranges::all_of(
             scopes, [&](const std::string& scope) { return grants->scopes.contains(scope); });
}

}  // namespace remediate

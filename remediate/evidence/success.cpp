#include "remediate/evidence/success.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "client/models/application.hpp"
#include "remediate/evidence/attribution.hpp"
#include "remediate/evidence/scope_name.hpp"

namespace remediate {
namespace {

enum class Use { people, service };

// A token request of unknown grant type may be a refresh. Only one that shows which scopes it asked
// for tells that the client stopped asking for custom ones.
bool shows_dropped_scopes(const LoggedRequest& request) {
  if (request.scopes) return !request.scopes_cut && custom_scopes_of(*request.scopes).empty();
  return !request.scopes_cut &&
         (request.endpoint == OAuthEndpoint::authorize || !request.grant_type.empty());
}

bool counts(const LoggedRequest& request, ServerKind server) {
  return request.outcome == Outcome::success && request.server == server &&
         request.grant_type != okta::grant_type::kRefreshToken &&
         (server == ServerKind::custom || shows_dropped_scopes(request));
}

bool serves(const LoggedRequest& success, Use use) {
  const bool is_unknown =
      success.grant_type.empty() && success.endpoint != OAuthEndpoint::authorize;
  return is_unknown || is_for_service(success) == (use == Use::service);
}

}  // namespace

bool is_for_service(const LoggedRequest& request) {
  return request.family == ReasonFamily::client_credentials ||
         request.grant_type == okta::grant_type::kClientCredentials;
}

Successes successes_on(ServerKind server, const std::vector<const LoggedRequest*>& requests) {
  std::set<Use> failing;
  for (const LoggedRequest* request : requests) {
    if (is_evidence(*request))
      failing.insert(is_for_service(*request) ? Use::service : Use::people);
  }
  const auto latest = [&](auto serves_it) {
    std::optional<okta::Timestamp> last;
    for (const LoggedRequest* request : requests) {
      if (counts(*request, server) && serves_it(*request))
        last = std::max(last.value_or(request->last_seen), request->last_seen);
    }
    return last;
  };
  if (failing.empty()) {
    const auto last = latest([](const LoggedRequest&) { return true; });
    return {last, last};
  }

  std::vector<std::optional<okta::Timestamp>> by_use;
  for (const Use use : failing)
    by_use.push_back(latest([use](const LoggedRequest& request) { return serves(request, use); }));
  // An absent time is earlier than every other: one use without a success leaves "all" absent.
  return {std::ranges::min(by_use), std::ranges::max(by_use)};
}

}  // namespace remediate

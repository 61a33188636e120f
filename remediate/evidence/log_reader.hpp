// Reads OAuth requests out of System Log events: one event in, one LoggedRequest with count 1 out,
// or nothing when the event is none of ours. Source: Okta System Log API and event type catalogue;
// debugData is no contract, so every place that may hold a fact is tried. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "client/models/log_event.hpp"
#include "remediate/model/logged_request.hpp"

namespace remediate {

// How oktafix marks its own requests: the beginning of its User-Agent, and of the `state` of its
// authorize probes.
inline constexpr std::string_view kOwnUserAgent = "oktafix/";
inline constexpr std::string_view kOwnProbeState = "oktafix-";

// Internal codes that mean something beyond their family.
inline constexpr std::string_view kNoOrgScopesGranted = "no_org_scopes_granted";
inline constexpr std::string_view kOrgServerOnlyClient = "org_authorization_server_only_client";

[[nodiscard]] bool is_own_probe(const okta::LogEvent& event);

// Nothing for events that are no OAuth request. The family follows the reason and, where a reason
// is said of custom and of other scopes alike, the scopes. `scopes` is never an empty set: a log
// that shows none hides them.
[[nodiscard]] std::optional<LoggedRequest> read_request(const okta::LogEvent& event);

// `reason` is the internal code or the sentence, in any case, with or without full stop; families
// as in Okta's OAuth error catalogue. A failure of a custom server says nothing about the org
// server.
[[nodiscard]] ReasonFamily family_of_reason(std::string_view reason, ServerKind server);

// The internal code of a sentence that is known, else the text as it came.
[[nodiscard]] std::string canonical_reason(std::string_view reason);

// Folds equal requests together, keeping counts, days and the first and last time.
class RequestLedger {
 public:
  void add(const LoggedRequest& request);
  [[nodiscard]] std::vector<LoggedRequest> requests() const;  // in a stable order

 private:
  // Everything that two requests must share to be told as one.
  using Key = std::tuple<std::string, std::string, ServerKind, std::string, OAuthEndpoint, Outcome,
                         ReasonFamily, std::string, std::optional<ScopeSet>, bool, std::string>;
  std::map<Key, LoggedRequest> requests_;
};

}  // namespace remediate

// The outcome of `oktafix verify`: what of a run still stands, what the target servers announce,
// and what Okta answered to authorize requests. What the reports print and what the exit code is
// computed from. Words of Okta are kept as they came and escaped by the reports; no state, nonce,
// code or token is in it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/base/timestamp.hpp"
#include "remediate/model/change.hpp"
#include "remediate/model/watch.hpp"

namespace remediate {

enum class ReadBackState {
  stands,       // as the run left it
  differs,      // there, but other than what was sent
  missing,      // should be there
  still_there,  // should be gone
  unsettled,    // nobody noted what came of a request: a later apply or rollback looks
  unreadable,   // could not be read now
  not_in_org,   // a file that is not bound here: nothing that the org could tell
};

// One object that the run touched, with all that the run did to it.
struct ReadBack {
  ChangeTarget target;  // ids filled in
  std::vector<std::string> changes;
  ReadBackState state = ReadBackState::unreadable;
  std::string detail;  // why it does not stand; empty when it does
};

enum class DiscoveryState { fine, wrong, unreadable };

// What one target server says of itself, unauthenticated.
struct DiscoveryCheck {
  std::string authorization_server;  // id
  std::string issuer;                // as the Management API says it
  DiscoveryState state = DiscoveryState::unreadable;
  std::string announced_issuer;
  std::string authorization_endpoint;
  std::string token_endpoint;
  std::string jwks_uri;
  int keys = 0;
  std::vector<std::string> problems;  // one sentence each
};

// Which server a probe asked.
enum class ProbePlace { target, org_server };

// What the answer to one authorize request shows.
enum class ProbeVerdict {
  scopes_accepted,
  scope_problem,       // custom scopes are not allowed: the org server answered
  scope_missing,       // the custom server does not know a scope
  policy_missing,      // no policy and rule grants it
  api_access_missing,  // the org has no API Access Management
  client_refused,      // this client may use the org server only
  server_wrong,        // no such authorization server
  probe_wrong,         // Okta found fault with the request itself: it shows nothing
  rate_limited,
  unclear,
};

struct ProbeResult {
  ProbePlace place = ProbePlace::target;
  std::string grant_type;
  std::string response_type;
  std::vector<std::string> scopes;
  ProbeVerdict verdict = ProbeVerdict::unclear;
  std::string error;       // Okta's `error`; empty when it gave none
  std::string words;       // Okta's `error_description`, or the known sentence found on a page
  std::string detail;      // what that means, or what came instead
  int status = 0;          // 0: no answer
  std::string request_id;  // X-Okta-Request-Id
};

// A request set that no authorize request can show.
struct NotProbed {
  std::string grant_type;
  std::vector<std::string> scopes;
  std::string why;
};

enum class ClientState {
  shown,           // every request that can be probed was accepted
  not_yet,         // at least one was refused
  not_probed,      // nobody asked, or no answer shows anything
  not_applicable,  // nothing of it can be probed
};

struct VerifiedClient {
  std::string client_id;
  std::string label;
  std::string authorization_server;
  std::string issuer;
  std::string audience;
  ClientState state = ClientState::not_probed;
  std::string why;  // one sentence
  std::vector<ProbeResult> probes;
  std::vector<NotProbed> skipped;
};

struct Verification {
  std::string org;
  std::string run;  // id; empty when no run was verified
  okta::Timestamp verified_at{};
  bool probed = false;
  std::vector<ReadBack> read_back;
  std::vector<DiscoveryCheck> discovery;
  std::vector<VerifiedClient> clients;
  std::vector<WatchedEffect> effects;  // of the run
  std::vector<Gap> log_gaps;           // why the System Log does not tell all about them
  std::optional<Watch> watch;          // when somebody asked for it
  int calls = 0;                       // requests sent
};

// As the JSON report spells them.
[[nodiscard]] std::string_view to_string(ReadBackState state);
[[nodiscard]] std::string_view to_string(DiscoveryState state);
[[nodiscard]] std::string_view to_string(ProbePlace place);
[[nodiscard]] std::string_view to_string(ProbeVerdict verdict);
[[nodiscard]] std::string_view to_string(ClientState state);

// Okta decides about the policy once it knows the user, and a probe has none.
inline constexpr std::string_view kShowsScopesOnly =
    "A probe shows that the server accepts the scopes; it does not show the access policy, which "
    "Okta applies after the user signs in (`oktafix access` evaluates it).";

}  // namespace remediate

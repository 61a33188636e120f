// What the System Log shows at the servers of a run since that run: which of its computed effects
// were seen, and how often every client failed there, against the time before. Clients, grant
// types, reason codes and counts; people are nowhere in it. Words that came from the log are
// escaped by the reports.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/base/timestamp.hpp"
#include "remediate/model/coverage.hpp"
#include "remediate/model/logged_request.hpp"

namespace remediate {

// computed: by the planner, from the policies; nobody has seen it.
enum class EffectState { computed, partly_observed, observed };

// An effect of the plan. The log does not tell who the person was nor which rule decided, so one
// success of the client stands for each of its people.
struct WatchedEffect {
  std::string client_id;  // "*": any client that no policy names
  std::string label;
  std::string authorization_server;  // id
  std::string grant_type;
  ScopeSet scopes;
  EffectState state = EffectState::computed;
  std::optional<okta::Timestamp> observed_at;  // when all of its scopes had been granted
  ScopeSet unseen;                             // scopes that were not granted yet
  std::string why;                             // of what no log can show; else empty
};

// What the failures of one kind look like beside the time before.
enum class Trend {
  as_before,
  rise,          // the same failure, far more often
  new_reason,    // this client did not fail like that
  stopped,       // it had successes, and has failures of a new kind or more of them instead
  not_compared,  // the time before could not be read
};

// Failures of one client at one server, with the same grant type and reason.
struct FailureCount {
  std::string authorization_server;  // id
  std::string client_id;             // empty: the events name none that can be trusted
  std::string label;                 // of its app; empty when not known
  std::string grant_type;            // empty when not known
  std::string reason;                // a code of Okta, `other` for its sentences; empty: none given
  bool is_of_run = false;            // the client is one that the run was made for
  int before = 0;
  int since = 0;
  int successes_before = 0;  // of the client at that server, whatever it asked
  int successes_since = 0;
  Trend trend = Trend::as_before;
};

// All that one client did at one server.
struct ClientTraffic {
  std::string authorization_server;  // id
  std::string client_id;             // as FailureCount
  std::string label;
  bool is_of_run = false;
  int successes_before = 0;
  int successes_since = 0;
  int failures_before = 0;
  int failures_since = 0;
};

// Counts are of events: a sign-in leaves several.
struct Watch {
  std::vector<std::string> servers;  // ids
  LogWindow before;                  // empty when it could not be read
  LogWindow since;
  std::chrono::seconds asked{};  // how long to go on watching
  int polls = 0;
  bool interrupted = false;
  std::vector<FailureCount> failures;  // what is worst first
  std::vector<ClientTraffic> clients;  // also those that never failed
};

[[nodiscard]] bool is_news(const FailureCount& failures);

// As the JSON report spells them.
[[nodiscard]] std::string_view to_string(EffectState state);
[[nodiscard]] std::string_view to_string(Trend trend);

}  // namespace remediate

// Reads OAuth requests out of System Log events: one event in, one LoggedRequest with count 1 out,
// or nothing when the event is none of ours. Source: Okta System Log API and event type catalogue;
// debugData is no contract, so every place that may hold a fact is tried. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/models/log_event.hpp"
#include "remediate/model/logged_request.hpp"

namespace remediate {

// How oktafix marks its own requests: the beginning of its User-Agent, and of the `state` of its
// authorize probes.
inline constexpr std::string_view kOwnUserAgent = "oktafix/";
inline constexpr std::string_view kOwnProbeState = "oktafix-";

[[nodiscard]] bool is_own_probe(const okta::LogEvent& event);

// Nothing for events that are no OAuth request.
[[nodiscard]] std::optional<LoggedRequest> read_request(const okta::LogEvent& event);

// `reason` is the internal code or the sentence, in any case, with or without full stop; `error`
// families as in Okta's OAuth error catalogue.
[[nodiscard]] ReasonFamily family_of_reason(std::string_view reason, ServerKind server);

// The internal code of a sentence that is known, else the text as it came.
[[nodiscard]] std::string canonical_reason(std::string_view reason);

// Folds equal requests together, keeping counts, days and the first and last time.
class RequestLedger {
 public:
  void add(const LoggedRequest& request);
  [[nodiscard]] std::vector<LoggedRequest> requests() const;  // in a stable order

 private:
  std::vector<LoggedRequest> requests_;
};

}  // namespace remediate

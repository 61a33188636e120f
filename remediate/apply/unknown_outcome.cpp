#include "remediate/apply/unknown_outcome.hpp"

#include <array>
#include <chrono>

namespace remediate {

bool is_unknown(const okta::Error& error, Action action) {
  using okta::ErrorKind;
  if (error.not_sent) return false;
  switch (error.kind) {
    case ErrorKind::network:
    case ErrorKind::timeout:
    case ErrorKind::interrupted:
    case ErrorKind::protocol:
    case ErrorKind::server:
      return true;
    case ErrorKind::not_found:
      // A removal that was repeated after a lost answer finds nothing any more.
      return action == Action::remove;
    case ErrorKind::unauthorized:
    case ErrorKind::feature_missing:
    case ErrorKind::forbidden:
    case ErrorKind::rate_limited:
    case ErrorKind::busy:
    case ErrorKind::rejected:
    case ErrorKind::invalid_input:
    case ErrorKind::io:
      return false;
  }
  return true;
}

bool may_still_land(const okta::Error& error) {
  const bool okta_answered = error.http && !error.http->error_code.empty();
  return !error.not_sent && !okta_answered;
}

okta::Result<Seen> look_until_seen(okta::Clock& clock,
                                   const std::function<okta::Result<Seen>()>& look) {
  using std::chrono::seconds;
  constexpr std::array kWaits{seconds{1}, seconds{3}};
  auto seen = look();
  for (const seconds wait : kWaits) {
    const bool is_clear = !seen || seen->own != Own::undone || !seen->moved.empty();
    if (is_clear) return seen;
    if (const okta::Status waited = clock.sleep_for(wait, {}); !waited)
      return okta::failure(waited.error());
    seen = look();
  }
  return seen;
}

}  // namespace remediate

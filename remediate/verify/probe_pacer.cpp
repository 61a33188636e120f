#include "remediate/verify/probe_pacer.hpp"

#include <algorithm>
#include <utility>

namespace remediate {

okta::Status ProbePacer::take_turn(const std::string& client_id, std::stop_token stop) {
  if (stop.stop_requested())
    return okta::failure(okta::ErrorKind::interrupted, "interrupted between probes");
  std::deque<okta::Timestamp>& sent = sent_[client_id];
  const auto forget_old = [&] {
    const okta::Timestamp now = clock_->now();
    while (!sent.empty() && now - sent.front() >= kWindow) sent.pop_front();
  };
  forget_old();
  if (sent.size() >= kProbesPerWindow) {
    // A clock that was set back must not make it wait for longer than a window.
    const std::chrono::milliseconds rest =
        std::min<std::chrono::milliseconds>(kWindow, sent.front() + kWindow - clock_->now());
    if (okta::Status waited = clock_->sleep_for(rest, std::move(stop)); !waited) return waited;
    sent.pop_front();
    forget_old();
  }
  sent.push_back(clock_->now());
  return {};
}

}  // namespace remediate

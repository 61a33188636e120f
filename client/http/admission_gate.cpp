#include "client/http/admission_gate.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include <fmt/format.h>

namespace okta {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kMostPlaces = 1000;

Error not_sent(ErrorKind kind, std::string message) {
  Error error{kind, std::move(message), std::nullopt, {}};
  error.not_sent = true;
  return error;
}

std::string_view in_words(RateBucket::Why why) {
  switch (why) {
    case RateBucket::Why::share_used:
      return "our share is used";
    case RateBucket::Why::all_used:
      return "no call is left";
    case RateBucket::Why::refused:
      return "Okta refused a call";
    case RateBucket::Why::none:
      break;
  }
  return "no call is free";
}

bool is_known_to_okta(std::string_view bucket) { return bucket.starts_with('/'); }

std::string name_for_people(const Request& request) {
  return is_known_to_okta(request.bucket) ? std::string(request.bucket) : "of this path";
}

FlightLimit::Landing landing_of(const Result<Response>& result) {
  if (!result) return FlightLimit::Landing::lost;
  return result->status == 429 && is_concurrency_limit(read_rate_limit(result->headers))
             ? FlightLimit::Landing::refused
             : FlightLimit::Landing::answered;
}

}  // namespace

std::string bucket_key(const Request& request) {
  const std::string origin = request.url.origin() + ' ';
  if (is_known_to_okta(request.bucket)) return origin + std::string(request.bucket);
  return origin + std::to_string(std::hash<std::string>{}(request.url.path));
}

AdmissionGate::Place& AdmissionGate::place_of(const std::string& bucket) {
  const auto found = places_.find(bucket);
  if (found != places_.end()) return found->second;
  if (places_.size() >= kMostPlaces) {
    std::erase_if(places_, [now = clock_.now()](const auto& each) {
      return each.second.bucket.is_idle(now) && each.second.sleeper == nullptr;
    });
  }
  return places_.emplace(bucket, Place{RateBucket(options_.share_percent)}).first->second;
}

Result<AdmissionGate::Pass> AdmissionGate::enter(const Request& request, std::stop_token stop) {
  const std::string name = bucket_key(request);
  const bool can_wait = request.repeat_after_wait;
  Lock lock(mutex_);
  while (true) {
    if (stop.stop_requested())
      return failure(not_sent(ErrorKind::interrupted, "interrupted before it was sent"));
    if (can_wait && flights_.is_full()) {
      wait_for_change(lock, stop);
      continue;
    }
    const RateBucket::Advice advice = place_of(name).bucket.advice(clock_.now(), can_wait);
    if (advice.verdict == RateBucket::Verdict::go) return let_through(name, request);
    if (!can_wait) return failure(turned_away(name, request, advice.wait));
    if (advice.verdict == RateBucket::Verdict::wait_for_answer) {
      wait_for_change(lock, stop);
    } else if (const Status waited = wait(lock, name, request, advice, stop); !waited) {
      return failure(waited.error());
    }
  }
}

Result<AdmissionGate::Pass> AdmissionGate::let_through(const std::string& name,
                                                       const Request& request) {
  RateBucket& bucket = place_of(name).bucket;
  return Pass{name, bucket.send(clock_.now(), request.repeat_after_wait), flights_.take_off()};
}

Error AdmissionGate::turned_away(const std::string& name, const Request& request,
                                 milliseconds wait) {
  place_of(name).bucket.keep_one();
  Error error =
      not_sent(ErrorKind::rate_limited,
               fmt::format("no call is left in the rate limit {}", name_for_people(request)));
  error.again = request.earlier;
  ++error.again->refusals;
  error.again->wait = wait;
  return error;
}

Status AdmissionGate::wait(Lock& lock, const std::string& name, const Request& request,
                           const RateBucket::Advice& advice, const std::stop_token& stop) {
  Place& place = place_of(name);
  const Timestamp from = clock_.now();
  const WaitNotice notice{.reason = WaitReason::rate_limit,
                          .duration = advice.wait,
                          .request = name_of(request),
                          .limit = fmt::format("{} ({}; {})", name_for_people(request),
                                               in_words(advice.why), place.bucket.describe()),
                          .gives_up = request.patience && *request.patience < advice.wait};
  if (notice.gives_up) {
    tell(lock, place, notice);
    return failure(not_sent(ErrorKind::rate_limited, describe(notice)));
  }
  if (place.sleeper != nullptr) {
    wait_for_change(lock, stop);
  } else {
    sleep(lock, place, notice, stop);
  }
  if (request.patience)
    *request.patience -= std::clamp(clock_.now() - from, milliseconds{0}, advice.wait);
  return {};
}

// Not again when an answer woke the thread that waits and it goes on waiting for the same moment.
void AdmissionGate::tell(Lock& lock, Place& place, const WaitNotice& notice) {
  constexpr std::chrono::seconds kSameMoment{1};
  const Timestamp until = clock_.now() + notice.duration;
  if (!options_.on_wait || (until <= place.told_until + kSameMoment && !notice.gives_up)) return;
  place.told_until = until;
  lock.unlock();
  options_.on_wait(notice);
  lock.lock();
}

void AdmissionGate::sleep(Lock& lock, Place& place, const WaitNotice& notice,
                          const std::stop_token& stop) {
  std::stop_source waker;
  place.sleeper = &waker;
  tell(lock, place, notice);
  {
    const std::stop_callback on_stop(stop, [&waker] { waker.request_stop(); });
    lock.unlock();
    // Woken or not, what matters is asked again.
    (void)clock_.sleep_for(notice.duration, waker.get_token());
  }
  lock.lock();
  place.sleeper = nullptr;
  tell_change();
}

void AdmissionGate::leave(const Pass& pass, const Result<Response>& result) {
  const std::scoped_lock lock(mutex_);
  Place& place = place_of(pass.bucket);
  if (result) {
    place.bucket.hear(read_rate_limit(result->headers), result->status, clock_.now(), pass.sent);
  } else {
    place.bucket.hear_nothing(pass.sent, !result.error().not_sent);
  }
  flights_.land(pass.taken_off, landing_of(result));
  if (place.sleeper != nullptr) place.sleeper->request_stop();
  tell_change();
}

int AdmissionGate::most_in_flight() const {
  const std::scoped_lock lock(mutex_);
  return flights_.most();
}

void AdmissionGate::wait_for_change(Lock& lock, const std::stop_token& stop) {
  changed_.wait(lock, stop, [this, seen = changes_] { return changes_ != seen; });
}

void AdmissionGate::tell_change() {
  ++changes_;
  changed_.notify_all();
}

}  // namespace okta

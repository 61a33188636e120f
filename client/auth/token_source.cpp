#include "client/auth/token_source.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "client/auth/own_origin.hpp"

namespace okta {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

// Long before the end, so that a failing renewal has time to succeed later; and never with a token
// that may end on its way.
constexpr milliseconds kEarly = minutes{5};
constexpr milliseconds kTooLate = seconds{30};
constexpr milliseconds kAfterFailedRenewal = seconds{30};
// A refused app is not accepted a second later, and each attempt is a failure in Okta's log.
constexpr milliseconds kRefusalStands = seconds{20};
// A token that is younger than this was not revoked or expired: another would fare no better.
constexpr milliseconds kTooYoungToReject = seconds{5};
// Okta forgives seconds, not minutes.
constexpr milliseconds kClockTolerance = seconds{10};
// Without proof, with proof, with nonce, with a newer nonce, with the org's time.
constexpr int kMostRequests = 5;

milliseconds margin(const AccessToken& token, milliseconds usual, int share) {
  return std::min(usual, (token.expires - token.obtained) / share);
}

Error no_token(Error error) {
  error.not_sent = true;  // the request that needed the token
  return std::move(error).while_doing("get an access token");
}

bool is_refusal(const Error& error) { return error.kind == ErrorKind::unauthorized; }

}  // namespace

Result<std::shared_ptr<TokenSource>> TokenSource::make(Url org, ServiceApp app,
                                                       std::shared_ptr<const OrgTime> time) {
  Result<JwtSigner> key = JwtSigner::read(app.private_key.expose(), app.key_id);
  if (!key) return failure(key.error().kind, "the private key " + key.error().message);
  app.private_key = Secret();
  Result<std::unique_ptr<DpopProver>> prover = DpopProver::make();
  if (!prover) return failure(std::move(prover.error()));
  return std::shared_ptr<TokenSource>(new TokenSource(
      std::move(org), std::move(app), std::move(*key), std::move(*prover), std::move(time)));
}

TokenSource::TokenSource(Url org, ServiceApp app, JwtSigner key, std::unique_ptr<DpopProver> prover,
                         std::shared_ptr<const OrgTime> time)
    : org_(std::move(org)),
      app_(std::move(app)),
      key_(std::move(key)),
      prover_(std::move(prover)),
      time_(std::move(time)),
      is_bound_(app_.dpop.value_or(false)) {}

Result<TokenSource::Held> TokenSource::get(Transport& via, Renewal renewal,
                                           const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  bool waited = false;
  while (true) {
    const Timestamp now = time_->now();
    const bool may_wait_with_it = renewal == Renewal::only_when_needed || is_fetching_;
    if (is_fresh(now) || (is_good(now) && may_wait_with_it)) return Held{token_, waited};
    if (refusal_ && refused_at_ && now < *refused_at_ + kRefusalStands) return failure(*refusal_);
    if (!is_fetching_) break;
    waited = true;
    const std::uint64_t before = flights_;
    if (!settled_.wait(lock, stop, [&] { return flights_ != before; }))
      return failure(
          no_token(Error{ErrorKind::interrupted, "interrupted while waiting", std::nullopt, {}}));
    // What ended the other's fetch would end this one too, but for his own stop.
    const bool is_shared = refusal_ && refusal_->kind != ErrorKind::interrupted;
    if (is_shared && !is_good(time_->now())) return failure(*refusal_);
  }
  is_fetching_ = true;
  lock.unlock();
  auto fetched = fetch(via, stop);
  lock.lock();
  is_fetching_ = false;
  ++flights_;
  auto held = settle(std::move(fetched));
  settled_.notify_all();
  return held;
}

Result<TokenSource::Held> TokenSource::settle(Result<AccessToken> fetched) {
  const Timestamp now = time_->now();
  if (fetched) {
    token_ = last_ = std::make_shared<const AccessToken>(std::move(*fetched));
    next_renewal_ = token_->expires - margin(*token_, kEarly, 4);
    refusal_.reset();
    return Held{token_, true};
  }
  const Error& error = fetched.error();
  if (is_refusal(error)) token_.reset();
  if (token_ && is_good(now)) {
    next_renewal_ = now + kAfterFailedRenewal;
    if (error.kind != ErrorKind::interrupted) return Held{token_, true};
  }
  refusal_ = fetched.error();
  // What may be over in a moment is for those alone who wait for this very answer.
  refused_at_ = is_refusal(error) ? std::optional(now) : std::nullopt;
  return failure(std::move(fetched.error()));
}

bool TokenSource::is_good(Timestamp now) const {
  return token_ && now < token_->expires - margin(*token_, kTooLate, 10);
}

bool TokenSource::is_fresh(Timestamp now) const { return is_good(now) && now < next_renewal_; }

bool TokenSource::reject(const std::shared_ptr<const AccessToken>& token) {
  const std::scoped_lock lock(mutex_);
  if (token_ != token) return true;  // somebody else was faster
  if (time_->now() < token->obtained + kTooYoungToReject) return false;
  token_.reset();
  return true;
}

std::optional<std::vector<std::string>> TokenSource::granted_scopes() const {
  const std::scoped_lock lock(mutex_);
  if (!last_) return std::nullopt;
  return last_->scopes;
}

Result<AccessToken> TokenSource::fetch(Transport& via, const std::stop_token& stop) {
  bool corrected = false;
  for (int requests = 1;; ++requests) {
    const Timestamp now = time_->now();
    Result<TokenRequest> made = token_request(org_, app_, key_, now);
    if (!made) return failure(no_token(std::move(made.error())));
    Request& request = made->request;
    DpopProof proof;
    const bool is_proven = [&] {
      const std::scoped_lock lock(mutex_);
      return is_bound_;
    }();
    if (is_proven) {
      Result<DpopProof> proven =
          prover_->prove(DpopPeer::token_endpoint, request.method, request.url, now);
      if (!proven) return failure(no_token(std::move(proven.error())));
      proof = std::move(*proven);
      request.headers.add("DPoP", std::string(proof.jwt.expose()));
    }
    Result<Response> response = via.send(request, stop);
    if (!response) return failure(no_token(std::move(response.error())));
    const bool learned = prover_->learn(DpopPeer::token_endpoint, *response, proof);
    if (response->status == 200) {
      Result<AccessToken> token = read_access_token(*response, app_, time_->now());
      if (!token) return failure(no_token(std::move(token.error())));
      return std::move(*token);
    }
    if (requests < kMostRequests && is_asked_again(*response, now, learned, corrected)) continue;
    blot_out(made->assertion.expose(), response->body);
    blot_out(proof.jwt.expose(), response->body);
    return failure(no_token(token_error(*response, request)));
  }
}

// Whether another request, made differently, may succeed at once.
bool TokenSource::is_asked_again(const Response& response, Timestamp sent, bool learned,
                                 bool& corrected) {
  if (response.status != 400 && response.status != 401) return false;
  const std::string error = oauth_error_of(response);
  const std::scoped_lock lock(mutex_);
  if (error == "use_dpop_nonce") {
    const bool was_bound = std::exchange(is_bound_, true);
    return learned || !was_bound;
  }
  if (error == "invalid_dpop_proof" && !is_bound_ && !app_.dpop) return is_bound_ = true;
  const auto off = std::chrono::abs(time_->now() - sent);
  return off > kClockTolerance && !std::exchange(corrected, true);
}

}  // namespace okta

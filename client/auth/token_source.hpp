// The access token of a service app: fetched when it is first needed, kept, renewed before it ends.
// One thread fetches, the others wait for it or go on with a token that is still good. A renewal
// that fails takes nothing away; only a refusal by Okta does. Times are the org's (OrgTime).
// Thread-safe.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>

#include "client/auth/dpop.hpp"
#include "client/auth/token_request.hpp"
#include "client/http/org_time.hpp"

namespace okta {

// May a token be renewed although it is still good?
enum class Renewal { early, only_when_needed };

class TokenSource {
 public:
  struct Held {
    std::shared_ptr<const AccessToken> token;
    bool took_time = false;  // it was fetched, or waited for
  };

  // Fails with invalid_input when the key cannot be used.
  [[nodiscard]] static Result<std::shared_ptr<TokenSource>> make(
      Url org, ServiceApp app, std::shared_ptr<const OrgTime> time);

  // An Error is about the token endpoint; the request that needs the token was not sent. A 429
  // tells by `again` how long to leave it alone.
  [[nodiscard]] Result<Held> get(Transport& via, Renewal renewal, const std::stop_token& stop);

  // The API does not take this token. True: the next get() brings another.
  bool reject(const std::shared_ptr<const AccessToken>& token);

  // Of the last token that Okta gave; nothing before the first.
  [[nodiscard]] std::optional<std::vector<std::string>> granted_scopes() const;

  [[nodiscard]] DpopProver& prover() { return *prover_; }
  [[nodiscard]] Timestamp org_now() const { return time_->now(); }

 private:
  TokenSource(Url org, ServiceApp app, JwtSigner key, std::unique_ptr<DpopProver> prover,
              std::shared_ptr<const OrgTime> time);

  [[nodiscard]] Result<AccessToken> fetch(Transport& via, const std::stop_token& stop);
  [[nodiscard]] bool is_asked_again(const Response& response, Timestamp sent, bool learned,
                                    bool& corrected);
  [[nodiscard]] Result<Held> settle(Result<AccessToken> fetched);
  [[nodiscard]] bool is_good(Timestamp now) const;
  [[nodiscard]] bool is_fresh(Timestamp now) const;

  const Url org_;
  const ServiceApp app_;
  const JwtSigner key_;
  const std::unique_ptr<DpopProver> prover_;
  const std::shared_ptr<const OrgTime> time_;

  mutable std::mutex mutex_;  // guards what follows
  std::condition_variable_any settled_;
  bool is_fetching_ = false;
  bool is_bound_ = false;      // proofs go with token requests
  std::uint64_t flights_ = 0;  // fetches that ended
  std::shared_ptr<const AccessToken> token_;
  std::shared_ptr<const AccessToken> last_;  // also when it was taken away since
  Timestamp next_renewal_;                   // not before: after a renewal that failed
  std::optional<Error> refusal_;             // of the last fetch, while it is to be believed
  std::optional<Timestamp> refused_at_;      // by Okta itself
};

}  // namespace okta

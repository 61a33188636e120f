// Adds the access token of a service app to each attempt, and with a bound token a fresh DPoP
// proof. When Okta does not take a token that was good before, it is renewed and the request sent
// once more: a 401 did nothing. A request whose sender has to look again after any wait
// (Request::repeat_after_wait) is not sent after one: its Error says `again`. The token leaves for
// the org's own origin only. Thread-safe.
#pragma once

#include <memory>

#include "client/auth/token_source.hpp"
#include "client/http/transport.hpp"

namespace okta {

class ServiceAppAuth final : public Transport {
 public:
  ServiceAppAuth(std::unique_ptr<Transport> next, Url org, std::shared_ptr<TokenSource> source);

  [[nodiscard]] Result<Response> send(const Request& request, std::stop_token stop) override;

 private:
  struct Attempt;
  [[nodiscard]] Result<Attempt> attempt(const Request& request, const TokenSource::Held& held,
                                        const std::stop_token& stop);

  std::unique_ptr<Transport> next_;
  Url org_;
  std::shared_ptr<TokenSource> source_;
};

}  // namespace okta

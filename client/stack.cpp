#include "client/stack.hpp"

#include "client/auth/token_auth.hpp"
#include "client/http/retry.hpp"

namespace okta {
namespace {

RetryOptions retry_options(const ClientOptions& options) {
  RetryOptions retry;
  if (options.max_retries) {
    retry.max_retries = *options.max_retries;
    retry.max_refusals = *options.max_retries;
  }
  if (options.on_wait) {
    retry.on_wait = [tell = options.on_wait](const WaitNotice& notice) { tell(describe(notice)); };
  }
  return retry;
}

}  // namespace

std::unique_ptr<Transport> make_stack(const ClientOptions& options, Clock& clock,
                                      const std::shared_ptr<CallCount>& calls) {
  auto curl = make_curl_transport(options.http);
  auto trace = std::make_unique<Trace>(std::move(curl), clock, calls);
  auto auth =
      std::make_unique<TokenAuth>(std::move(trace), options.org_url, options.token, options.scheme);
  return std::make_unique<Retry>(std::move(auth), clock, retry_options(options));
}

std::unique_ptr<Transport> make_public_stack(const ClientOptions& options, Clock& clock,
                                             const std::shared_ptr<CallCount>& calls) {
  auto curl = make_curl_transport(options.http);
  auto trace = std::make_unique<Trace>(std::move(curl), clock, calls);
  return std::make_unique<Retry>(std::move(trace), clock, retry_options(options));
}

}  // namespace okta

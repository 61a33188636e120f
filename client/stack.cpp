#include "client/stack.hpp"

#include "client/auth/service_app_auth.hpp"
#include "client/auth/token_auth.hpp"
#include "client/http/retry.hpp"
#include "client/http/throttle.hpp"

namespace okta {
namespace {

std::function<void(const WaitNotice&)> teller(const ClientOptions& options) {
  if (!options.on_wait) return {};
  return [tell = options.on_wait](const WaitNotice& notice) { tell(describe(notice)); };
}

RetryOptions retry_options(const ClientOptions& options) {
  RetryOptions retry;
  if (options.max_retries) {
    retry.max_retries = *options.max_retries;
    retry.max_refusals = *options.max_retries;
  }
  retry.on_wait = teller(options);
  return retry;
}

std::unique_ptr<Transport> below_auth(const ClientOptions& options, const StackParts& parts) {
  auto curl = make_curl_transport(options.http);
  auto trace = std::make_unique<Trace>(std::move(curl), parts.clock, parts.calls);
  return std::make_unique<OrgTimeReader>(std::move(trace), options.org_url, parts.time);
}

std::unique_ptr<Transport> with_auth(std::unique_ptr<Transport> next, const ClientOptions& options,
                                     const StackParts& parts) {
  if (parts.tokens)
    return std::make_unique<ServiceAppAuth>(std::move(next), options.org_url, parts.tokens);
  return std::make_unique<TokenAuth>(std::move(next), options.org_url, options.token,
                                     options.scheme);
}

std::unique_ptr<Transport> above_auth(std::unique_ptr<Transport> next, const ClientOptions& options,
                                      const StackParts& parts) {
  auto throttle = std::make_unique<Throttle>(
      std::move(next), parts.clock,
      GateOptions{.share_percent = options.rate_share_percent, .on_wait = teller(options)});
  return std::make_unique<Retry>(std::move(throttle), parts.clock, retry_options(options));
}

}  // namespace

std::unique_ptr<Transport> make_stack(const ClientOptions& options, const StackParts& parts) {
  return above_auth(with_auth(below_auth(options, parts), options, parts), options, parts);
}

std::unique_ptr<Transport> make_public_stack(const ClientOptions& options,
                                             const StackParts& parts) {
  return above_auth(below_auth(options, parts), options, parts);
}

}  // namespace okta

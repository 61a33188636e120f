// Rate-limit buckets as Okta groups its endpoints, counted in fixed windows. Not concurrency
// limits. Not thread-safe; guarded by the org's lock.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "mocks/times.hpp"

namespace mocks {

// "/api/v1/apps", "/api/v1/apps/{id}", "/api/v1/logs", "/api/v1" for the rest, ...; empty: not
// limited.
[[nodiscard]] std::string bucket_of(std::string_view path);

class RateLimits {
 public:
  struct Reading {
    int limit = 0;
    int remaining = 0;
    std::int64_t reset = 0;  // epoch seconds
    bool exceeded = false;
  };

  // "BUCKET=N/SECONDS"; BUCKET is a path or its short form: apps, apps/{id}, logs, domains,
  // authorizationServers, authorize, token.
  [[nodiscard]] tl::expected<void, std::string> set(const std::string& spec);
  [[nodiscard]] Reading take(const std::string& bucket, TimePoint now);

 private:
  struct Window {
    int limit = 6000;  // far above Okta's own, so that nobody waits who did not ask for it
    int seconds = 60;
    int used = 0;
    std::int64_t reset = 0;
  };
  std::map<std::string, Window, std::less<>> windows_;
};

}  // namespace mocks

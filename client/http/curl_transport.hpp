// The Transport that really talks: libcurl with keep-alive, HTTP/2 where the server offers it, and
// a stop that ends a hanging request within milliseconds. TLS is always verified, redirects are
// never followed, and a request that is not idempotent, or that its sender repeats himself, is
// never sent twice, not even by libcurl itself. It knows nothing of Okta, tokens or retries.
// Thread-safe: every running send() has a connection of its own. The usual environment
// (https_proxy, no_proxy) applies unless `proxy` is given.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "client/base/secret.hpp"
#include "client/http/transport.hpp"

namespace okta {

struct ProxyOptions {
  std::string host;
  std::uint16_t port = 0;  // 0: libcurl's default
  std::string username;
  Secret password;
};

struct CurlOptions {
  std::string user_agent;
  std::chrono::milliseconds connect_timeout = std::chrono::seconds{30};
  // The whole exchange; 0 = no limit. Okta's own limit for one System Log query is 30 s.
  std::chrono::milliseconds request_timeout = std::chrono::seconds{120};
  std::optional<ProxyOptions> proxy;
  // Trusted in addition to the system's folder of certificates.
  std::filesystem::path ca_file;
  std::size_t max_body_bytes = std::size_t{256} << 20;  // after decompression
};

[[nodiscard]] std::unique_ptr<Transport> make_curl_transport(CurlOptions options);

}  // namespace okta

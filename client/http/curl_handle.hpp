// One libcurl transfer at a time, with the connections that it keeps open; curl.h is included in
// its .cpp and nowhere else in this room. Not thread-safe: CurlTransport lends it to one thread at
// a time. `options` must outlive it.
#pragma once

#include <memory>
#include <stop_token>

#include "client/http/curl_transport.hpp"

namespace okta {

class CurlHandle {
 public:
  explicit CurlHandle(const CurlOptions& options);
  CurlHandle(const CurlHandle&) = delete;
  CurlHandle& operator=(const CurlHandle&) = delete;
  ~CurlHandle();

  [[nodiscard]] Result<Response> perform(const Request& request, const std::stop_token& stop);

 private:
  struct State;

  const CurlOptions& options_;
  std::unique_ptr<State> state_;
};

}  // namespace okta

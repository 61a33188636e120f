// What the tests of libcurl's transport begin with: a request, a transport, a server that always
// says the same.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "client/http/curl_transport.hpp"
#include "tests/client/http/loopback_server.hpp"

namespace tests {

inline okta::Request to(okta::Url url, okta::Method method = okta::Method::get,
                        std::string body = {}) {
  okta::Request request;
  request.method = method;
  request.url = std::move(url);
  request.body = std::move(body);
  request.idempotent = method != okta::Method::post;
  return request;
}

inline std::unique_ptr<okta::Transport> transport(okta::CurlOptions options = {}) {
  options.user_agent = "oktafix-test/1";
  return okta::make_curl_transport(std::move(options));
}

inline okta::CurlOptions with_timeout(std::chrono::milliseconds timeout) {
  okta::CurlOptions options;
  options.request_timeout = timeout;
  return options;
}

inline LoopbackServer::Talk always(std::string answer) {
  return LoopbackServer::answering(
      [answer = std::move(answer)](const SeenRequest&) { return answer; });
}

}  // namespace tests

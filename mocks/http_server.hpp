// HTTP/1.1 on a free port of 127.0.0.1: turns what cpp-httplib reads into a Request and a Response
// into what it writes. The handler is called from many threads.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include <tl/expected.hpp>

#include "mocks/wire.hpp"

namespace mocks {

class HttpServer {
 public:
  using Handler = std::function<Response(const Request& request, int peer_port)>;

  // With a certificate and its key: https.
  [[nodiscard]] static tl::expected<std::unique_ptr<HttpServer>, std::string> start(
      Handler handler, const std::string& certificate_file, const std::string& key_file);
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  ~HttpServer();  // waits for requests in progress; idle connections must have been closed before
                  // (Relay does)

  [[nodiscard]] int port() const;

 private:
  struct Impl;
  explicit HttpServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace mocks

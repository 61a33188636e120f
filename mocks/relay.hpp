// A plain TCP relay in front of the HTTP server, for what an HTTP library cannot do: reset a
// connection, or hold it without an answer. It copies bytes and knows no HTTP: the handler marks a
// connection before it answers, and the first byte of that answer meets the mark. One thread of its
// own; mark() may be called from any thread.
#pragma once

#include <memory>
#include <string>

#include <tl/expected.hpp>

namespace mocks {

class Relay {
 public:
  enum class Verdict { reset, hang };

  // Listens on 127.0.0.1 (port 0: a free one) and passes everything on to 127.0.0.1:upstream_port.
  [[nodiscard]] static tl::expected<std::unique_ptr<Relay>, std::string> start(int port,
                                                                               int upstream_port);
  Relay(const Relay&) = delete;
  Relay& operator=(const Relay&) = delete;
  ~Relay();

  // Closes every connection, also those that hang, and passes nothing on any more.
  void stop();
  [[nodiscard]] int port() const;
  // `peer_port`: the port from which the connection reaches the HTTP server.
  void mark(int peer_port, Verdict verdict);

 private:
  struct Impl;
  explicit Relay(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace mocks

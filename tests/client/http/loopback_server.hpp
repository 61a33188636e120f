// A TCP server on a free loopback port that says exactly the bytes a test wants: answers cut short,
// connections reset, several header blocks. It counts connections and keeps every request, so that
// a test can prove what left. One thread a connection; the destructor ends them all.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/base/url.hpp"

namespace tests {

struct SeenRequest {
  std::string head;  // request line and headers, as on the wire
  std::string body;
  int connection = 0;  // counted from 1

  [[nodiscard]] std::string line() const { return head.substr(0, head.find("\r\n")); }
  [[nodiscard]] bool has(std::string_view text) const {
    return head.find(text) != std::string::npos;
  }
};

// One accepted connection, as the server sees it.
class Peer {
 public:
  explicit Peer(int socket, int number, std::function<void(const SeenRequest&)> on_request);

  [[nodiscard]] std::optional<SeenRequest> read();  // empty when the client closed
  void write(std::string_view bytes);
  void reset();  // as a crashed server would: RST instead of FIN
  [[nodiscard]] int socket() const { return socket_; }  // for a tunnel
  void wait_for_close();                                // says nothing until the client gives up

 private:
  int socket_;
  int number_;
  std::function<void(const SeenRequest&)> on_request_;
  std::string unread_;
};

class LoopbackServer {
 public:
  using Talk = std::function<void(Peer&)>;
  using Answer = std::function<std::string(const SeenRequest&)>;

  explicit LoopbackServer(Talk talk, std::string host = "127.0.0.1");
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;
  ~LoopbackServer();

  // Answers every request of every connection.
  [[nodiscard]] static Talk answering(Answer answer);

  [[nodiscard]] bool listening() const;  // false: this machine has no such address
  [[nodiscard]] int port() const;
  [[nodiscard]] okta::Url url(const std::string& path_and_query = "/") const;
  [[nodiscard]] int connections() const;
  [[nodiscard]] std::vector<SeenRequest> requests() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

[[nodiscard]] std::string http_answer(int status, const std::string& headers = {},
                                      const std::string& body = {});

}  // namespace tests

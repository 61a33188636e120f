#include "tests/client/http/loopback_server.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <utility>

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tests {
namespace {

std::size_t content_length(const std::string& head) {
  constexpr std::string_view kName = "Content-Length: ";
  const auto at = head.find(kName);
  std::size_t length = 0;
  if (at != std::string::npos)
    std::from_chars(head.data() + at + kName.size(), head.data() + head.size(), length);
  return length;
}

int listen_on(const std::string& host) {
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICHOST | AI_PASSIVE;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (::getaddrinfo(host.c_str(), "0", &hints, &found) != 0) return -1;
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> address(found, &::freeaddrinfo);
  const int socket = ::socket(address->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return -1;
  if (::bind(socket, address->ai_addr, address->ai_addrlen) == 0 && ::listen(socket, 64) == 0)
    return socket;
  ::close(socket);
  return -1;
}

int port_of(int socket) {
  sockaddr_storage address{};
  socklen_t length = sizeof address;
  std::array<char, 16> port{};
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (::getsockname(socket, generic, &length) != 0) return 0;
  ::getnameinfo(generic, length, nullptr, 0, port.data(), port.size(), NI_NUMERICSERV);
  return std::atoi(port.data());  // NOLINT(cert-err34-c): the kernel wrote it
}

}  // namespace

Peer::Peer(int socket, int number, std::function<void(const SeenRequest&)> on_request)
    : socket_(socket), number_(number), on_request_(std::move(on_request)) {}

std::optional<SeenRequest> Peer::read() {
  SeenRequest request;
  request.connection = number_;
  std::size_t missing = 1;
  while (missing > 0) {
    const auto end = unread_.find("\r\n\r\n");
    if (end != std::string::npos) {
      request.head = unread_.substr(0, end + 2);
      const std::size_t whole = end + 4 + content_length(request.head);
      missing = whole > unread_.size() ? whole - unread_.size() : 0;
      if (missing == 0) {
        request.body = unread_.substr(end + 4, whole - end - 4);
        unread_.erase(0, whole);
        break;
      }
    }
    std::array<char, 16384> buffer{};
    const ssize_t got = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (got <= 0) return std::nullopt;
    unread_.append(buffer.data(), static_cast<std::size_t>(got));
  }
  on_request_(request);
  return request;
}

void Peer::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void Peer::reset() {
  const linger at_once{1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

void Peer::wait_for_close() {
  std::array<char, 4096> ignored{};
  while (::recv(socket_, ignored.data(), ignored.size(), 0) > 0) {
  }
}

struct LoopbackServer::State {
  Talk talk;
  std::string host;
  int listener = -1;
  int port = 0;
  mutable std::mutex mutex;
  std::vector<int> open;
  int connections = 0;
  std::vector<SeenRequest> requests;
  std::vector<std::jthread> talks;
  std::jthread acceptor;

  void serve(int socket, int number) {
    Peer peer(socket, number, [this](const SeenRequest& request) {
      const std::scoped_lock lock(mutex);
      requests.push_back(request);
    });
    talk(peer);
    const std::scoped_lock lock(mutex);
    std::erase(open, socket);
    ::close(socket);
  }

  void accept_all() {
    while (true) {
      const int socket = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
      if (socket < 0) return;
      const std::scoped_lock lock(mutex);
      open.push_back(socket);
      ++connections;
      talks.emplace_back([this, socket, number = connections] { serve(socket, number); });
    }
  }
};

LoopbackServer::LoopbackServer(Talk talk, std::string host) : state_(std::make_unique<State>()) {
  // A proxy of this machine must not see the tests.
  ::setenv("no_proxy", "127.0.0.1,localhost,::1", 1);
  state_->talk = std::move(talk);
  state_->host = std::move(host);
  state_->listener = listen_on(state_->host);
  if (state_->listener < 0) return;
  state_->port = port_of(state_->listener);
  state_->acceptor = std::jthread([state = state_.get()] { state->accept_all(); });
}

LoopbackServer::~LoopbackServer() {
  if (state_->listener < 0) return;
  ::shutdown(state_->listener, SHUT_RDWR);
  state_->acceptor.join();
  {
    const std::scoped_lock lock(state_->mutex);
    for (const int socket : state_->open) ::shutdown(socket, SHUT_RDWR);
  }
  state_->talks.clear();
  ::close(state_->listener);
}

LoopbackServer::Talk LoopbackServer::answering(Answer answer) {
  return [answer = std::move(answer)](Peer& peer) {
    while (const auto request = peer.read()) peer.write(answer(*request));
  };
}

bool LoopbackServer::listening() const { return state_->listener >= 0; }

int LoopbackServer::port() const { return state_->port; }

okta::Url LoopbackServer::url(const std::string& path_and_query) const {
  const bool is_ipv6 = state_->host.find(':') != std::string::npos;
  const std::string host = is_ipv6 ? "[" + state_->host + "]" : state_->host;
  return okta::parse_url("http://" + host + ":" + std::to_string(port()) + path_and_query).value();
}

int LoopbackServer::connections() const {
  const std::scoped_lock lock(state_->mutex);
  return state_->connections;
}

std::vector<SeenRequest> LoopbackServer::requests() const {
  const std::scoped_lock lock(state_->mutex);
  return state_->requests;
}

std::string http_answer(int status, const std::string& headers, const std::string& body) {
  return "HTTP/1.1 " + std::to_string(status) + " Whatever\r\n" + headers +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace tests

#include "mocks/relay.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace mocks {
namespace {

class Socket {
 public:
  Socket() = default;
  explicit Socket(int fd) : fd_(fd) {}
  Socket(Socket&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Socket& operator=(Socket&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  ~Socket() {
    if (fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] int fd() const { return fd_; }

 private:
  int fd_ = -1;
};

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

int local_port(int fd) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  if (::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) != 0) return -1;
  return ntohs(address.sin_port);
}

void send_at_once(int fd) {
  const int on = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

// close() then sends RST instead of FIN
void reset_on_close(int fd) {
  const linger now{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

bool would_block() {
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR || errno == EINPROGRESS ||
         errno == ENOTCONN;
}

// One direction of a connection.
struct Flow {
  std::string waiting;  // read and not yet written
  bool ended = false;   // no more will be read
  bool told = false;    // the other side was told so
};

constexpr std::size_t kMostWaiting = 1U << 20U;

struct Connection {
  Socket client;
  Socket upstream;
  int peer_port = -1;  // our port as the HTTP server sees it
  Flow up;
  Flow down;
  bool hanging = false;
  bool dead = false;
};

// Reads what is there; false: the socket failed.
bool fill(int fd, Flow& flow) {
  std::array<char, 65536> bytes{};
  while (flow.waiting.size() < kMostWaiting) {
    const auto count = ::recv(fd, bytes.data(), bytes.size(), 0);
    if (count > 0) {
      flow.waiting.append(bytes.data(), static_cast<std::size_t>(count));
    } else if (count == 0) {
      flow.ended = true;
      return true;
    } else {
      return would_block();
    }
  }
  return true;
}

bool drain(int fd, Flow& flow) {
  std::size_t sent = 0;
  while (sent < flow.waiting.size()) {
    const auto count =
        ::send(fd, flow.waiting.data() + sent, flow.waiting.size() - sent, MSG_NOSIGNAL);
    if (count < 0) {
      if (!would_block()) return false;
      break;
    }
    sent += static_cast<std::size_t>(count);
  }
  flow.waiting.erase(0, sent);
  if (!flow.waiting.empty()) return true;
  if (flow.ended && !flow.told) {
    ::shutdown(fd, SHUT_WR);
    flow.told = true;
  }
  return true;
}

}  // namespace

struct Relay::Impl {
  Socket listener;
  Socket stop_signal;
  int upstream_port = 0;
  int port = 0;
  std::mutex marks_lock;
  std::map<int, Verdict> marks;
  std::thread thread;

  std::optional<Verdict> take_mark(int peer_port) {
    const std::scoped_lock lock(marks_lock);
    const auto found = marks.find(peer_port);
    if (found == marks.end()) return std::nullopt;
    const auto verdict = found->second;
    marks.erase(found);
    return verdict;
  }

  void accept_all(std::vector<Connection>& connections) {
    for (;;) {
      Connection connection;
      connection.client =
          Socket(::accept4(listener.fd(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
      if (connection.client.fd() < 0) return;
      connection.upstream =
          Socket(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
      send_at_once(connection.client.fd());
      send_at_once(connection.upstream.fd());
      const auto address = loopback(upstream_port);
      const auto connected = ::connect(connection.upstream.fd(),
                                       reinterpret_cast<const sockaddr*>(&address), sizeof address);
      if (connected != 0 && errno != EINPROGRESS) continue;
      connection.peer_port = local_port(connection.upstream.fd());
      // Of an earlier connection from that port, whose client had gone before it was met.
      (void)take_mark(connection.peer_port);
      connections.push_back(std::move(connection));
    }
  }

  void serve(Connection& connection, const pollfd& client, const pollfd& upstream) {
    constexpr short kReadable = POLLIN | POLLHUP | POLLERR;
    if ((client.revents & kReadable) != 0 && !fill(connection.client.fd(), connection.up))
      connection.dead = true;
    if (connection.hanging) {
      connection.up.waiting.clear();
      if (connection.up.ended) connection.dead = true;
      return;
    }
    if ((upstream.revents & kReadable) != 0) {
      const bool had_nothing = connection.down.waiting.empty();
      if (!fill(connection.upstream.fd(), connection.down)) connection.dead = true;
      if (had_nothing && !connection.down.waiting.empty()) judge(connection);
    }
    if (connection.dead || connection.hanging) return;
    if (!drain(connection.upstream.fd(), connection.up)) connection.dead = true;
    if (!drain(connection.client.fd(), connection.down)) connection.dead = true;
    if (connection.down.told)
      connection.dead = true;  // the server has ended: nothing more can be answered
  }

  void judge(Connection& connection) {
    const auto verdict = take_mark(connection.peer_port);
    if (!verdict) return;
    connection.down = Flow{};
    if (*verdict == Verdict::reset) {
      reset_on_close(connection.client.fd());
      connection.dead = true;
    } else {
      connection.hanging = true;
      connection.upstream = Socket();  // frees the server's worker
    }
  }

  void run() {
    std::vector<Connection> connections;
    std::vector<pollfd> polled;
    for (;;) {
      polled.clear();
      polled.push_back({.fd = stop_signal.fd(), .events = POLLIN, .revents = 0});
      polled.push_back({.fd = listener.fd(), .events = POLLIN, .revents = 0});
      for (const auto& connection : connections) {
        polled.push_back({.fd = connection.up.ended ? -1 : connection.client.fd(),
                          .events = wanted(connection.up, connection.down),
                          .revents = 0});
        polled.push_back({.fd = connection.upstream.fd(),
                          .events = wanted(connection.down, connection.up),
                          .revents = 0});
      }
      if (::poll(polled.data(), polled.size(), -1) < 0 && errno != EINTR) return;
      if (polled[0].revents != 0) return;
      for (std::size_t i = 0; i < connections.size(); ++i)
        serve(connections[i], polled[2 + 2 * i], polled[3 + 2 * i]);
      std::erase_if(connections, [](const Connection& connection) { return connection.dead; });
      if (polled[1].revents != 0) accept_all(connections);
    }
  }

  static short wanted(const Flow& reads, const Flow& writes) {
    short events = 0;
    if (!reads.ended && reads.waiting.size() < kMostWaiting) events = POLLIN;
    if (!writes.waiting.empty()) events = static_cast<short>(events | POLLOUT);
    return events;
  }
};

Relay::Relay(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Relay::~Relay() { stop(); }

void Relay::stop() {
  if (!impl_->thread.joinable()) return;
  const std::uint64_t one = 1;
  if (::write(impl_->stop_signal.fd(), &one, sizeof one) < 0)
    ::shutdown(impl_->listener.fd(), SHUT_RDWR);
  impl_->thread.join();
}

tl::expected<std::unique_ptr<Relay>, std::string> Relay::start(int port, int upstream_port) {
  auto impl = std::make_unique<Impl>();
  impl->upstream_port = upstream_port;
  impl->listener = Socket(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  impl->stop_signal = Socket(::eventfd(0, EFD_CLOEXEC));
  const int on = 1;
  ::setsockopt(impl->listener.fd(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  const auto address = loopback(port);
  if (::bind(impl->listener.fd(), reinterpret_cast<const sockaddr*>(&address), sizeof address) !=
          0 ||
      ::listen(impl->listener.fd(), SOMAXCONN) != 0) {
    return tl::unexpected(
        fmt::format("cannot listen on 127.0.0.1:{}: {}", port, std::strerror(errno)));
  }
  impl->port = local_port(impl->listener.fd());
  impl->thread = std::thread([self = impl.get()] { self->run(); });
  return std::unique_ptr<Relay>(new Relay(std::move(impl)));
}

int Relay::port() const { return impl_->port; }

void Relay::mark(int peer_port, Verdict verdict) {
  const std::scoped_lock lock(impl_->marks_lock);
  impl_->marks.insert_or_assign(peer_port, verdict);
}

}  // namespace mocks

#include "remediate/cli/questions.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <functional>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "remediate/report/escape.hpp"

namespace remediate::cli {
namespace {

// Readable as soon as a stop is requested.
class StopEvent {
 public:
  explicit StopEvent(const std::stop_token& stop)
      : descriptor_(::eventfd(0, EFD_CLOEXEC)), on_stop_(stop, [this] {
          (void)::eventfd_write(descriptor_, 1);  // fails only for a descriptor that is none
        }) {}
  StopEvent(const StopEvent&) = delete;
  StopEvent& operator=(const StopEvent&) = delete;
  ~StopEvent() { ::close(descriptor_); }

  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
  std::stop_callback<std::function<void()>> on_stop_;
};

// False: a stop was requested.
bool wait_for_key(const StopEvent& stop) {
  std::array<pollfd, 2> watched = {{{STDIN_FILENO, POLLIN, 0}, {stop.descriptor(), POLLIN, 0}}};
  while (::poll(watched.data(), watched.size(), -1) < 0) {
    if (errno != EINTR) return false;
  }
  return watched[1].revents == 0;
}

// A character at a time, so that nothing is taken that is meant for the next question.
std::optional<std::string> read_line(const StopEvent& stop) {
  std::string line;
  char next = 0;
  while (wait_for_key(stop)) {
    const ssize_t count = ::read(STDIN_FILENO, &next, 1);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return std::nullopt;
    if (next == '\n') return line;
    line.push_back(next);
  }
  return std::nullopt;
}

}  // namespace

bool may_ask(const CommandContext& context) {
  return context.environment.stdin_is_terminal && context.environment.stderr_is_terminal &&
         !context.options.no_input && !context.options.yes;
}

std::optional<std::string> ask(const std::string& question, const std::stop_token& stop) {
  (void)std::fprintf(stderr, "%s ", escape_terminal(question).c_str());
  (void)std::fflush(stderr);
  const std::optional<std::string> line = read_line(StopEvent(stop));
  if (!line) return std::nullopt;
  const std::size_t first = line->find_first_not_of(" \t\r");
  if (first == std::string::npos) return std::string();
  return line->substr(first, line->find_last_not_of(" \t\r") - first + 1);
}

bool confirm(const std::string& question, const std::stop_token& stop) {
  const std::string answer = ask(question + " [y/N]", stop).value_or("");
  return answer == "y" || answer == "Y" || answer == "yes";
}

}  // namespace remediate::cli

#include "tests/support/terminal.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): POSIX signals, not C's
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/spawn.hpp"

namespace tests {

namespace {

constexpr int kPatience_ms = 30'000;

int open_terminal(std::string& name_of_its_end) {
  const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  std::array<char, 128> name{};
  if (terminal < 0 || ::grantpt(terminal) != 0 || ::unlockpt(terminal) != 0 ||
      ::ptsname_r(terminal, name.data(), name.size()) != 0)
    throw std::system_error(errno, std::generic_category(), "pseudo terminal");
  name_of_its_end = name.data();
  return terminal;
}

}  // namespace

TerminalProgram::TerminalProgram(const ProgramCall& call) {
  std::string name;
  terminal_ = open_terminal(name);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, name.c_str(), O_RDWR, 0);
  posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO);
  pid_ = spawn(call, actions, true);
}

TerminalProgram::~TerminalProgram() {
  ::close(terminal_);
  if (pid_ <= 0) return;
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
}

bool TerminalProgram::read_some() {
  pollfd watched{terminal_, POLLIN, 0};
  if (::poll(&watched, 1, kPatience_ms) <= 0) {
    ::kill(pid_, SIGKILL);  // it waits for keys that nobody types
    return false;
  }
  std::array<char, 4096> buffer{};
  const ssize_t count = ::read(terminal_, buffer.data(), buffer.size());
  if (count <= 0) return false;  // EIO: the program is gone
  const auto old_size = static_cast<std::ptrdiff_t>(screen_.size());
  screen_.append(buffer.data(), static_cast<std::size_t>(count));
  screen_.erase(std::remove(screen_.begin() + old_size, screen_.end(), '\r'), screen_.end());
  return true;
}

bool TerminalProgram::wait_for(const std::string& text) {
  std::size_t found = screen_.find(text, seen_);
  while (found == std::string::npos) {
    if (!read_some()) return false;
    found = screen_.find(text, seen_);
  }
  seen_ = found + text.size();
  return true;
}

void TerminalProgram::type(const std::string& keys) const {
  if (::write(terminal_, keys.data(), keys.size()) != static_cast<ssize_t>(keys.size()))
    throw std::system_error(errno, std::generic_category(), "pseudo terminal");
}

ProgramResult TerminalProgram::wait() {
  while (read_some()) {
  }
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  return {exit_code_of(status), screen_, {}};
}

}  // namespace tests

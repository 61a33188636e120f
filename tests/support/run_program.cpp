#include "tests/support/run_program.hpp"

#include <array>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): POSIX signals, not C's
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/spawn.hpp"

namespace tests {

namespace {

std::array<int, 2> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0)
    throw std::system_error(errno, std::generic_category(), "pipe2");
  return ends;
}

void close_if_open(int& descriptor) {
  if (descriptor >= 0) ::close(descriptor);
  descriptor = -1;
}

}  // namespace

RunningProgram::RunningProgram(const ProgramCall& call) {
  const auto out = make_pipe();
  const auto err = make_pipe();
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, call.stdout_to >= 0 ? call.stdout_to : out[1],
                                   STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);
  out_ = out[0];
  err_ = err[0];
  pid_ = spawn(call, actions);
  ::close(out[1]);
  ::close(err[1]);
}

RunningProgram::~RunningProgram() {
  close_if_open(out_);
  close_if_open(err_);
  if (pid_ <= 0) return;
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
}

bool RunningProgram::read_some() {
  std::array<pollfd, 2> watched = {{{out_, POLLIN, 0}, {err_, POLLIN, 0}}};
  if (out_ < 0 && err_ < 0) return false;
  if (::poll(watched.data(), watched.size(), -1) < 0 && errno != EINTR) return false;
  const auto drain = [](const pollfd& from, int& descriptor, std::string& into) {
    if (from.revents == 0) return;
    std::array<char, 4096> buffer{};
    const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
    if (count > 0)
      into.append(buffer.data(), static_cast<std::size_t>(count));
    else
      close_if_open(descriptor);
  };
  drain(watched[0], out_, result_.out);
  drain(watched[1], err_, result_.err);
  return true;
}

bool RunningProgram::wait_for_stderr(const std::string& text) {
  while (result_.err.find(text) == std::string::npos) {
    if (err_ < 0 || !read_some()) return false;
  }
  return true;
}

void RunningProgram::send_signal(int signal) const { ::kill(pid_, signal); }

ProgramResult RunningProgram::wait() {
  while (read_some()) {
  }
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  result_.exit_code = exit_code_of(status);
  return result_;
}

ProgramResult run_program(const ProgramCall& call) { return RunningProgram(call).wait(); }

}  // namespace tests

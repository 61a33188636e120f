#include "tests/remediate/journal/other_process.hpp"

#include <array>
#include <csignal>
#include <exception>
#include <iostream>
#include <stdexcept>

#include <sys/wait.h>
#include <unistd.h>

namespace tests {
namespace {

bool read_number(int from, int& number) {
  return ::read(from, &number, sizeof number) == static_cast<ssize_t>(sizeof number);
}

bool write_number(int to, int number) {
  return ::write(to, &number, sizeof number) == static_cast<ssize_t>(sizeof number);
}

// Nothing that is thrown may leave: the child would go on with the tests of its parent.
int result_of(const std::function<int(int step)>& work, int step) try {
  return work(step);
} catch (const std::exception& error) {
  std::cerr << "in the other process: " << error.what() << "\n";
  return -1;
}

}  // namespace

OtherProcess::OtherProcess(const std::function<int(int step)>& work) {
  std::array<int, 2> steps{};
  std::array<int, 2> answers{};
  if (::pipe(steps.data()) != 0 || ::pipe(answers.data()) != 0) throw std::runtime_error("no pipe");
  pid_ = ::fork();
  if (pid_ < 0) throw std::runtime_error("no process");
  if (pid_ == 0) {
    ::close(steps[1]);
    ::close(answers[0]);
    for (int step = 0; read_number(steps[0], step);) {
      if (!write_number(answers[1], result_of(work, step))) break;
    }
    ::_exit(0);
  }
  ::close(steps[0]);
  ::close(answers[1]);
  steps_ = steps[1];
  answers_ = answers[0];
}

OtherProcess::~OtherProcess() {
  ::close(steps_);
  ::close(answers_);
  ::waitpid(pid_, nullptr, 0);
}

void OtherProcess::start(int step) const {
  if (!write_number(steps_, step)) throw std::runtime_error("the other process is gone");
}

int OtherProcess::finish() const {
  int answer = -1;
  return read_number(answers_, answer) ? answer : -1;
}

int OtherProcess::take(int step) const {
  start(step);
  return finish();
}

void OtherProcess::kill() const {
  ::kill(pid_, SIGKILL);
  siginfo_t ignored{};
  ::waitid(P_PID, static_cast<id_t>(pid_), &ignored, WEXITED | WNOWAIT);
}

}  // namespace tests

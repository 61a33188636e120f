// Runs a program on a pseudo terminal of its own, as a person does: stdin, stdout and stderr are
// that terminal, keys are typed, and Ctrl-C is a key. Not thread-safe.
#pragma once

#include "tests/support/run_program.hpp"

namespace tests {

class TerminalProgram {
 public:
  explicit TerminalProgram(const ProgramCall& call);
  TerminalProgram(const TerminalProgram&) = delete;
  TerminalProgram& operator=(const TerminalProgram&) = delete;
  ~TerminalProgram();  // kills it when nobody waited

  // Until that text is on the screen, behind what was waited for before. False: the program ended
  // without it, or showed nothing new for half a minute and was killed.
  [[nodiscard]] bool wait_for(const std::string& text);
  void type(const std::string& keys) const;
  // Its exit code, and in `out` all that the screen showed.
  [[nodiscard]] ProgramResult wait();
  // Without carriage returns; what was typed is on it, too.
  [[nodiscard]] const std::string& screen() const { return screen_; }

 private:
  bool read_some();  // false: nothing will come any more

  pid_t pid_ = -1;
  int terminal_ = -1;
  std::string screen_;
  std::size_t seen_ = 0;
};

inline constexpr const char* kCtrlC = "\x03";

}  // namespace tests

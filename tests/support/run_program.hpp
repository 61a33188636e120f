// Runs a program as a child process with arguments, environment and folder of its own, and nothing
// of this process's. Not thread-safe.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <sys/types.h>

namespace tests {

struct ProgramCall {
  std::filesystem::path program;
  std::vector<std::string> arguments;
  std::map<std::string, std::string> environment;
  std::filesystem::path working_folder;
  int stdout_to = -1;  // a descriptor that takes the place of the collected stdout
};

struct ProgramResult {
  int exit_code = -1;  // 128 + number for a signal, as a shell says it
  std::string out;
  std::string err;
};

class RunningProgram {
 public:
  explicit RunningProgram(const ProgramCall& call);
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;
  ~RunningProgram();  // kills it when nobody waited

  // Until that text came on stderr, or the program closed it (false).
  [[nodiscard]] bool wait_for_stderr(const std::string& text);
  void send_signal(int signal) const;
  [[nodiscard]] pid_t pid() const { return pid_; }  // until wait()
  [[nodiscard]] ProgramResult wait();

 private:
  bool read_some();  // false: both pipes are closed

  pid_t pid_ = -1;
  int out_ = -1;
  int err_ = -1;
  ProgramResult result_;
};

[[nodiscard]] ProgramResult run_program(const ProgramCall& call);

}  // namespace tests

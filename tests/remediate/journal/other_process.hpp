// Work that another process does while this one goes on: it is forked before anything is opened,
// since a database connection must not be carried into a child, and takes its steps when told to.
#pragma once

#include <functional>

#include <sys/types.h>

namespace tests {

class OtherProcess {
 public:
  // `work` is called in the other process with the number of each step.
  explicit OtherProcess(const std::function<int(int step)>& work);
  OtherProcess(const OtherProcess&) = delete;
  OtherProcess& operator=(const OtherProcess&) = delete;
  ~OtherProcess();

  void start(int step) const;
  [[nodiscard]] int finish() const;  // what work returned; -1 when the process is gone
  [[nodiscard]] int take(int step) const;

  // Ends it as a crash would, nothing closed; it remains as a zombie until destruction.
  void kill() const;
  [[nodiscard]] pid_t pid() const { return pid_; }

 private:
  pid_t pid_ = -1;
  int steps_ = -1;
  int answers_ = -1;
};

}  // namespace tests

// Which process writes a run, and whether it still lives: a run without an end is running while its
// writer does and interrupted ever after. A process is known by its number, when it started and the
// boot of the machine, since numbers come back. Linux only (/proc); processes of another container
// on the same machine cannot be seen and count as gone. Thread-safe.
#pragma once

#include <cstdint>
#include <string>

namespace remediate {

struct WriterProcess {
  std::int64_t pid = 0;
  std::string started;  // clock ticks after the boot
  std::string boot;     // its id
};

[[nodiscard]] WriterProcess this_process();
[[nodiscard]] bool is_alive(const WriterProcess& writer);

}  // namespace remediate

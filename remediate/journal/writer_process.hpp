// Which process writes a run, told to whoever has to wait for it. Whether it still lives is told by
// the lock that it holds (org_lock.hpp). Thread-safe.
#pragma once

#include <cstdint>
#include <string>

namespace remediate {

struct WriterProcess {
  std::int64_t pid = 0;  // 0: not known here, of a run that was written elsewhere
  std::string user;
  std::string host;  // or container
};

[[nodiscard]] WriterProcess this_process();

// "process 4711 of alice on build7"
[[nodiscard]] std::string in_words(const WriterProcess& writer);

}  // namespace remediate

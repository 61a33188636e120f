#include "remediate/collect/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>

namespace remediate {

void run_in_parallel(const std::vector<std::function<void()>>& tasks, int concurrency) {
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t task = next++; task < tasks.size(); task = next++) tasks[task]();
  };
  const std::size_t wanted = static_cast<std::size_t>(std::max(concurrency, 1));
  std::vector<std::jthread> threads;
  // The caller's own thread is one of them.
  for (std::size_t thread = 1; thread < std::min(wanted, tasks.size()); ++thread)
    threads.emplace_back(work);
  work();
}

}  // namespace remediate

// Runs independent tasks on a bounded number of threads and waits for all of them. Tasks must not
// throw.
#pragma once

#include <functional>
#include <vector>

namespace remediate {

void run_in_parallel(const std::vector<std::function<void()>>& tasks, int concurrency);

}  // namespace remediate

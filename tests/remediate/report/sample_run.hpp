// Runs as the journal tells them: one that stopped halfway with every kind of change in it, one of
// every state, and one whose every text is what an attacker wrote.
#pragma once

#include <string>
#include <vector>

#include "remediate/model/run.hpp"

namespace tests {

[[nodiscard]] remediate::Run partial_run();
[[nodiscard]] remediate::Run done_run();
[[nodiscard]] remediate::Run rollback_run();     // of done_run(), itself done
[[nodiscard]] remediate::Run interrupted_run();  // killed between request and answer

[[nodiscard]] remediate::Run run_full_of(const std::string& text);

}  // namespace tests

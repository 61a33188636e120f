// How a test starts a program: for run_program and terminal, which differ in what stdin, stdout and
// stderr are.
#pragma once

#include <spawn.h>

#include "tests/support/run_program.hpp"

namespace tests {

// Destroys the file actions. Throws when the program cannot be started. `own_session`: the first
// terminal that the child opens becomes its controlling one.
[[nodiscard]] pid_t spawn(const ProgramCall& call, posix_spawn_file_actions_t& actions,
                          bool own_session = false);

// As a shell says it: 128 + number for a signal.
[[nodiscard]] int exit_code_of(int wait_status);

}  // namespace tests

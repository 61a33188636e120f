// The program, from its arguments to its exit code.
#pragma once

#include <span>

namespace remediate::cli {

// `arguments` without the program's name. Never throws.
[[nodiscard]] int run(std::span<char* const> arguments) noexcept;

}  // namespace remediate::cli

// A share of a matrix, for tests that run side by side.
#pragma once

#include <cstddef>
#include <ostream>
#include <string>

#include <gtest/gtest.h>

namespace tests {

struct Part {
  std::size_t number = 0;
  std::size_t of = 1;
};

// GoogleTest's name for it, which would show its bytes otherwise.
inline void PrintTo(const Part& part, std::ostream* stream) {  // NOLINT
  *stream << part.number + 1 << " of " << part.of;
}

inline const auto kTwoParts = testing::Values(Part{0, 2}, Part{1, 2});
inline const auto kFourParts = testing::Values(Part{0, 4}, Part{1, 4}, Part{2, 4}, Part{3, 4});
inline const auto kSixParts =
    testing::Values(Part{0, 6}, Part{1, 6}, Part{2, 6}, Part{3, 6}, Part{4, 6}, Part{5, 6});

[[nodiscard]] inline std::string part_name(const testing::TestParamInfo<Part>& info) {
  return std::to_string(info.param.number + 1) + "of" + std::to_string(info.param.of);
}

}  // namespace tests

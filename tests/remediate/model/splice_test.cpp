#include "remediate/model/splice.hpp"

#include <gtest/gtest.h>

namespace remediate {
namespace {

const std::vector<Splice> kTwo{{2, "", "XY"}, {4, "ef", "e"}};

TEST(Splice, ReplacesAtItsOffsetAndNothingElse) {
  EXPECT_EQ(spliced("abcdefgh", kTwo), "abXYcdegh");
  EXPECT_EQ(spliced("abcdefgh", {}), "abcdefgh");
}

TEST(Splice, IsTakenBackFromTheFileThatItMade) {
  EXPECT_EQ(spliced("abXYcdegh", reversed(kTwo)), "abcdefgh");
  EXPECT_EQ(reversed(reversed(kTwo)), kTwo);
}

TEST(Splice, RefusesAFileThatItWasNotMadeFor) {
  EXPECT_EQ(spliced("abcdEFgh", kTwo), std::nullopt);
  EXPECT_EQ(spliced("abcde", kTwo), std::nullopt);
  EXPECT_EQ(spliced("a", kTwo), std::nullopt);
}

TEST(Splice, RefusesSplicesThatOverlapOrComeInAnotherOrder) {
  EXPECT_EQ(spliced("abcdef", {{1, "bc", ""}, {2, "c", ""}}), std::nullopt);
  EXPECT_EQ(spliced("abcdef", {{3, "", "x"}, {1, "", "x"}}), std::nullopt);
}

}  // namespace
}  // namespace remediate

// The kept inputs of script/fuzz, through the same functions, in every build and without clang: the
// seeds, and whatever once broke a target.
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/fuzz/targets.hpp"
#include "tests/support/recorded.hpp"

namespace tests::fuzz {
namespace {

namespace fs = std::filesystem;

fs::path corpus() { return source_folder() / "tests" / "fuzz" / "corpus"; }

class Corpus : public testing::TestWithParam<Target> {};

TEST_P(Corpus, GoesThroughItsTarget) {
  int inputs = 0;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(corpus() / std::string(GetParam().name))) {
    SCOPED_TRACE(entry.path().filename().string());
    GetParam().run(read_file(entry.path()));
    ++inputs;
  }
  EXPECT_GT(inputs, 1) << "a target needs inputs to begin with";
  GetParam().run("");
}

// Also where it ends: that is where parsers read too far.
TEST_P(Corpus, GoesThroughItsTargetCutAnywhere) {
  for (const fs::directory_entry& entry :
       fs::directory_iterator(corpus() / std::string(GetParam().name))) {
    SCOPED_TRACE(entry.path().filename().string());
    const std::string text = read_file(entry.path());
    const std::size_t step = std::max<std::size_t>(1, text.size() / 200);
    for (std::size_t size = 0; size < text.size(); size += step)
      GetParam().run(std::string_view(text).substr(0, size));
  }
}

INSTANTIATE_TEST_SUITE_P(Fuzz, Corpus, testing::ValuesIn(targets().begin(), targets().end()),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(CorpusFolders, BelongToTargets) {
  for (const fs::directory_entry& entry : fs::directory_iterator(corpus())) {
    const std::string name = entry.path().filename().string();
    EXPECT_TRUE(std::ranges::any_of(targets(), [&](const Target& each) {
      return each.name == name;
    })) << name;
  }
}

TEST(Require, EndsTheProcessWhenAPromiseIsBroken) {
  require(true, "kept");
  EXPECT_DEATH(require(false, "kept"), "broken promise: kept");
}

}  // namespace
}  // namespace tests::fuzz

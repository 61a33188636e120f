#include "tests/support/golden.hpp"

#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>

#include "tests/support/recorded.hpp"

namespace tests {

void expect_golden(const std::string& file, const std::string& text) {
  const std::filesystem::path path = source_folder() / "tests" / "golden" / file;
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << text;
    return;
  }
  EXPECT_EQ(text, read_file(path))
      << "differs from " << path << "; run again with UPDATE_GOLDEN=1 if that is meant";
}

}  // namespace tests

// Expected text that updates itself: with UPDATE_GOLDEN=1 in the environment the file is written
// instead of compared, so that a change of a report is one command and a diff to read.
#pragma once

#include <string>

namespace tests {

// `file` is a name below tests/golden. Fails the running test when the text differs.
void expect_golden(const std::string& file, const std::string& text);

}  // namespace tests

// What a text of directives, as if it were oktafix.yaml, is read as, or the words that refuse it. A
// text that a test means to be read and is not, or the other way round, fails the test.
#pragma once

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "config/directives.hpp"

namespace tests {

inline config::Directives accepted(std::string_view yaml) {
  const auto directives = config::parse_directives(yaml, "oktafix.yaml");
  if (!directives) {
    ADD_FAILURE() << directives.error().message;
    return {};
  }
  return *directives;
}

inline std::string refused(std::string_view yaml) {
  const auto directives = config::parse_directives(yaml, "oktafix.yaml");
  if (directives) {
    ADD_FAILURE() << "accepted: " << yaml;
    return {};
  }
  EXPECT_EQ(directives.error().kind, okta::ErrorKind::invalid_input);
  return directives.error().message;
}

}  // namespace tests

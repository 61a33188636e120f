// What the help of the program and of each verb says below its options. Pure.
#pragma once

#include <string>
#include <string_view>

namespace remediate::cli {

[[nodiscard]] std::string_view footer_of_program();
[[nodiscard]] std::string footer_of_verb(std::string_view verb);

}  // namespace remediate::cli

// Ids of Okta's shape ("0oa...", "aus...", 20 characters), made by counting: the same calls give
// the same ids.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mocks {

[[nodiscard]] std::string scrambled(std::uint64_t number,
                                    std::size_t length);  // letters and digits that look random

class IdMaker {
 public:
  [[nodiscard]] std::string next(
      std::string_view prefix);  // "0oa", "aus", "scp", "ocl", "00p", "0pr", "oag", ...
  [[nodiscard]] std::string secret(std::size_t length);
  [[nodiscard]] std::string uuid();

 private:
  std::uint64_t count_ = 0;
};

}  // namespace mocks

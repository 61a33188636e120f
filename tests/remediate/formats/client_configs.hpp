// Real configuration files and the places in them that speak of an authorization server. They are
// not part of this repository: they lie beside the checkout, and tests over them skip without.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace tests {

struct KnownPlace {
  std::size_t line = 0;
  std::size_t column = 0;  // in characters, a byte order mark not counted
  std::string key;
  std::string value;
  bool in_comment = false;
};

struct KnownFile {
  std::string name;
  std::string bytes;
  std::vector<KnownPlace> places;
};

// Of the sub-folders `corpus` and `org-variants`; empty when they are not there.
[[nodiscard]] std::vector<KnownFile> known_files();

inline constexpr const char* kNoClientConfigs =
    "no client configurations: they lie in ../shared/client-configs";

}  // namespace tests

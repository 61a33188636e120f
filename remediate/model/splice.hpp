// One replacement inside a file, at byte offsets, and how a set of them is carried out and taken
// back. Nothing else of the file is ever touched. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace remediate {

// `before` stands at `offset` of the file as it was read; empty: something is inserted there.
struct Splice {
  std::size_t offset = 0;
  std::string before;
  std::string after;

  friend bool operator==(const Splice&, const Splice&) = default;
};

// In order of their offsets and apart from one another. Absent when they are not, or when one does
// not find its `before`: then this is not the file that they were made for.
[[nodiscard]] std::optional<std::string> spliced(std::string_view bytes,
                                                 const std::vector<Splice>& splices);

// What takes them back from the file that they made.
[[nodiscard]] std::vector<Splice> reversed(const std::vector<Splice>& splices);

}  // namespace remediate

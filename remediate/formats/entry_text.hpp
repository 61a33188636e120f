// How a new entry is written beside one that is there: the forms of single formats. Each returns
// absent where the neighbour does not look as its format has it. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "remediate/formats/scalar.hpp"

namespace remediate {

// `plain` as it has to be written to be read in the place of `scalar`.
[[nodiscard]] std::string written_like(const Scalar& scalar, std::string_view bytes,
                                       std::string_view plain);

struct NewEntry {
  std::string_view key;
  std::string_view value;
};

// A member of an object: `,` and the blanks before its neighbour's key.
[[nodiscard]] std::optional<Splice> json_member(std::string_view bytes, const Scalar& beside,
                                                const NewEntry& entry);
// An attribute, an element, or the pair of elements that a plist has.
[[nodiscard]] std::optional<Splice> xml_entry(std::string_view bytes, const Scalar& beside,
                                              const NewEntry& entry);
// `key: value`, `key = "value"`: a line of its own, or behind the neighbour where that shares its
// line with others.
[[nodiscard]] std::optional<Splice> line_entry(std::string_view bytes, const Scalar& beside,
                                               const NewEntry& entry);

}  // namespace remediate

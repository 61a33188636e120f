// One YAML document as a plain tree that keeps the place and the spelling of everything: the YAML
// library and its exceptions stay behind parse_yaml. Scalars are text; what they mean is their
// reader's business, so `off`, `007` and `2027-03-31` arrive as written. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace config {

// From 1, the column in bytes. What an alias stands for keeps the place of its anchor.
struct Place {
  int line = 1;
  int column = 1;

  friend auto operator<=>(const Place&, const Place&) = default;
};

struct YamlEntry;

struct YamlNode {
  enum class Kind { null, scalar, sequence, mapping };

  Kind kind = Kind::null;
  std::string text;     // of a scalar
  bool quoted = false;  // a scalar that was in quotes or a block is text, whatever it looks like
  Place place;
  std::vector<YamlNode> elements;  // of a sequence
  std::vector<YamlEntry> entries;  // of a mapping, in the order of the file, repetitions kept
};

struct YamlEntry {
  YamlNode key;
  YamlNode value;
};

struct YamlProblem {
  Place place;
  std::string text;  // never repeats the file's content
};

// An empty text is a null node. Refuses several documents, raw control characters, what is not
// UTF-8, and documents that are too deep or too large once their aliases are expanded.
[[nodiscard]] tl::expected<YamlNode, YamlProblem> parse_yaml(std::string_view text);

}  // namespace config

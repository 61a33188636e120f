// Reading a YAML tree strictly: each value is read by what it must be, everything that is wrong is
// noted with its place and reading goes on, so that all problems are told at once.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "config/yaml_tree.hpp"

namespace config {

class Problems {
 public:
  explicit Problems(std::string file_name);

  void note(Place place, std::string text);
  [[nodiscard]] bool empty() const { return noted_.empty(); }

  // `file:line:column: text`, in the order of the file; the hundredth is followed by a count.
  [[nodiscard]] std::vector<std::string> lines() const;

 private:
  std::string file_name_;
  std::set<std::pair<Place, std::string>> noted_;
};

// The keys of one mapping. What nobody takes is unknown; a key that stands twice is refused, since
// libraries differ in which one wins. A null node is a mapping without keys.
class MappingReader {
 public:
  // `name` is how messages call the mapping, e.g. "applications[0].ignore"; empty for the file. The
  // node and the problems must outlive the reader.
  MappingReader(const YamlNode& node, std::string name, Problems& problems);

  // Null when the key is not there.
  [[nodiscard]] const YamlNode* take(std::string_view key);
  // As take, and a problem when it is not there.
  [[nodiscard]] const YamlNode* take_required(std::string_view key);
  void refuse_the_rest();

  [[nodiscard]] std::string name_of(std::string_view key) const;
  [[nodiscard]] Place place() const { return node_.place; }

 private:
  const YamlNode& node_;
  std::string name_;
  Problems& problems_;
  std::vector<std::string_view> known_;
};

// Each returns nothing after noting the problem.
[[nodiscard]] std::optional<std::string> read_text(const YamlNode& node, std::string_view name,
                                                   Problems& problems);
[[nodiscard]] std::optional<int> read_number(const YamlNode& node, std::string_view name, int least,
                                             int most, Problems& problems);

struct PlacedText {
  std::string text;
  std::string name;  // "scopes.approve[1]"
  Place place;
};

// The texts of a sequence, without those that were refused. A null node is an empty sequence.
[[nodiscard]] std::vector<PlacedText> read_texts(const YamlNode& node, std::string_view name,
                                                 Problems& problems);

}  // namespace config

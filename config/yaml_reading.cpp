#include "config/yaml_reading.hpp"

#include <algorithm>
#include <cstddef>
#include <ranges>
#include <utility>

#include <fmt/format.h>

#include "config/message_text.hpp"
#include "config/written_value.hpp"

namespace config {
namespace {

constexpr std::size_t kMostTold = 100;

std::string kind_in_words(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::null:
      return "nothing";
    case YamlNode::Kind::scalar:
      return "a single value";
    case YamlNode::Kind::sequence:
      return "a list";
    case YamlNode::Kind::mapping:
      return "a mapping";
  }
  return "something else";
}

}  // namespace

Problems::Problems(std::string file_name) : file_name_(std::move(file_name)) {}

void Problems::note(Place place, std::string text) { noted_.emplace(place, std::move(text)); }

std::vector<std::string> Problems::lines() const {
  std::vector<std::string> lines;
  for (const auto& [place, text] : noted_ | std::views::take(kMostTold))
    lines.push_back(fmt::format("{}:{}:{}: {}", file_name_, place.line, place.column, text));
  if (noted_.size() > kMostTold)
    lines.push_back(fmt::format("{}: {} more problems", file_name_, noted_.size() - kMostTold));
  return lines;
}

MappingReader::MappingReader(const YamlNode& node, std::string name, Problems& problems)
    : node_(node), name_(std::move(name)), problems_(problems) {
  if (node.kind != YamlNode::Kind::mapping && node.kind != YamlNode::Kind::null) {
    problems.note(node.place, fmt::format("{} must be a mapping of keys, not {}",
                                          name_.empty() ? "the file" : name_, kind_in_words(node)));
  }
  std::set<std::string_view> seen;
  for (const auto& [key, value] : node.entries) {
    if (key.kind != YamlNode::Kind::scalar) {
      problems.note(key.place, "a key must be a plain name");
    } else if (!seen.insert(key.text).second) {
      problems.note(key.place, fmt::format("the key {} stands here twice", in_quotes(key.text)));
    }
  }
}

const YamlNode* MappingReader::take(std::string_view key) {
  known_.push_back(key);
  const auto entry = std::ranges::find_if(node_.entries, [&](const YamlEntry& candidate) {
    return candidate.key.kind == YamlNode::Kind::scalar && candidate.key.text == key;
  });
  return entry == node_.entries.end() ? nullptr : &entry->value;
}

const YamlNode* MappingReader::take_required(std::string_view key) {
  const YamlNode* value = take(key);
  const bool readable = node_.kind == YamlNode::Kind::mapping || node_.kind == YamlNode::Kind::null;
  if (value == nullptr && readable)
    problems_.note(node_.place, fmt::format("{} is missing", name_of(key)));
  return value;
}

void MappingReader::refuse_the_rest() {
  for (const auto& [key, value] : node_.entries) {
    if (key.kind != YamlNode::Kind::scalar) continue;
    if (std::ranges::find(known_, key.text) != known_.end()) continue;
    problems_.note(key.place, fmt::format("unknown key {}{}", in_quotes(key.text),
                                          suggestion(key.text, known_)));
  }
}

std::string MappingReader::name_of(std::string_view key) const {
  return name_.empty() ? std::string(key) : fmt::format("{}.{}", name_, key);
}

std::optional<std::string> read_text(const YamlNode& node, std::string_view name,
                                     Problems& problems) {
  if (node.kind == YamlNode::Kind::scalar && !node.text.empty()) return node.text;
  if (node.kind == YamlNode::Kind::scalar || node.kind == YamlNode::Kind::null) {
    problems.note(node.place, fmt::format("{} is empty", name));
  } else {
    problems.note(node.place,
                  fmt::format("{} must be a single value, not {}", name, kind_in_words(node)));
  }
  return std::nullopt;
}

std::optional<int> read_number(const YamlNode& node, std::string_view name, int least, int most,
                               Problems& problems) {
  const std::optional<int> number =
      node.kind == YamlNode::Kind::scalar && !node.quoted ? whole_number(node.text) : std::nullopt;
  if (number && *number >= least && *number <= most) return number;
  problems.note(node.place,
                fmt::format("{} must be a whole number from {} to {}", name, least, most));
  return std::nullopt;
}

std::vector<PlacedText> read_texts(const YamlNode& node, std::string_view name,
                                   Problems& problems) {
  std::vector<PlacedText> texts;
  if (node.kind == YamlNode::Kind::scalar || node.kind == YamlNode::Kind::mapping) {
    problems.note(node.place, fmt::format("{} must be a list, not {}", name, kind_in_words(node)));
  }
  for (std::size_t i = 0; i < node.elements.size(); ++i) {
    const YamlNode& element = node.elements[i];
    std::string element_name = fmt::format("{}[{}]", name, i);
    if (std::optional<std::string> text = read_text(element, element_name, problems))
      texts.push_back({std::move(*text), std::move(element_name), element.place});
  }
  return texts;
}

}  // namespace config

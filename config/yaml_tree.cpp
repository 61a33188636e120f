#include "config/yaml_tree.hpp"

#include <cstddef>
#include <optional>
#include <utility>

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/yaml.h>

#include "config/utf8.hpp"

namespace config {
namespace {

constexpr int kDeepest = 32;
constexpr std::size_t kMostNodes = 100'000;

// Thrown and caught in this file only.
struct Refusal {
  YamlProblem problem;
};

// The library takes byte 4 for the end of the file and would drop the rest silently; YAML allows
// none of these characters anyway.
std::optional<YamlProblem> unprintable_in(std::string_view text) {
  Place place;
  while (!text.empty()) {
    const CodePoint point = decode_utf8(text);
    if (!point.valid) return YamlProblem{place, "not UTF-8 text"};
    const bool layout = point.value == '\n' || point.value == '\r' || point.value == '\t';
    if (is_control(point.value) && !layout && point.value != 0x85)
      return YamlProblem{place, "a control character: write it as an escape in double quotes"};
    if (point.value == '\n') {
      place = Place{place.line + 1, 1};
    } else {
      place.column += static_cast<int>(point.length);
    }
    text.remove_prefix(point.length);
  }
  return std::nullopt;
}

// What the library knows no place of gets that of what surrounds it.
Place place_of(const YAML::Mark& mark, Place around) {
  return mark.is_null() ? around : Place{mark.line + 1, mark.column + 1};
}

class Copier {
 public:
  YamlNode copy(const YAML::Node& from, Place around, int depth) {
    YamlNode node;
    node.place = place_of(from.Mark(), around);
    if (depth > kDeepest) throw Refusal{{node.place, "nested too deeply"}};
    if (++copied_ > kMostNodes) {
      throw Refusal{{node.place, "too large once its aliases are expanded"}};
    }
    switch (from.Type()) {
      case YAML::NodeType::Scalar:
        node.kind = YamlNode::Kind::scalar;
        node.text = from.Scalar();
        node.quoted = from.Tag() == "!";
        break;
      case YAML::NodeType::Sequence:
        node.kind = YamlNode::Kind::sequence;
        for (const YAML::Node& element : from)
          node.elements.push_back(copy(element, node.place, depth + 1));
        break;
      case YAML::NodeType::Map:
        node.kind = YamlNode::Kind::mapping;
        for (const auto& entry : from) {
          YamlNode key = copy(entry.first, node.place, depth + 1);
          YamlNode value = copy(entry.second, key.place, depth + 1);
          // The library places what is not there at the next line that has something.
          if (value.kind == YamlNode::Kind::null) value.place = key.place;
          node.entries.push_back({std::move(key), std::move(value)});
        }
        break;
      case YAML::NodeType::Null:
      case YAML::NodeType::Undefined:
        break;
    }
    return node;
  }

 private:
  std::size_t copied_ = 0;
};

// Some of the library's messages end in ": " and a piece of the file, which may be of a secret.
std::string first_clause(const std::string& message) {
  return message.substr(0, message.find(':'));
}

}  // namespace

tl::expected<YamlNode, YamlProblem> parse_yaml(std::string_view text) {
  if (std::optional<YamlProblem> problem = unprintable_in(text)) return tl::unexpected(*problem);
  try {
    const std::vector<YAML::Node> documents = YAML::LoadAll(std::string(text));
    if (documents.empty()) return YamlNode{};
    if (documents.size() > 1) {
      return tl::unexpected(YamlProblem{place_of(documents[1].Mark(), Place{}),
                                        "a second document begins: one file holds one document"});
    }
    return Copier().copy(documents.front(), Place{}, 0);
  } catch (const Refusal& refusal) {
    return tl::unexpected(refusal.problem);
  } catch (const YAML::DeepRecursion& error) {
    return tl::unexpected(YamlProblem{place_of(error.mark, Place{}), "nested too deeply"});
  } catch (const YAML::Exception& error) {
    return tl::unexpected(
        YamlProblem{place_of(error.mark, Place{}), "broken YAML: " + first_clause(error.msg)});
  }
}

}  // namespace config

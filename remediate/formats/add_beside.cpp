#include <algorithm>

#include "remediate/formats/characters.hpp"
#include "remediate/formats/configuration.hpp"
#include "remediate/formats/entry_text.hpp"

namespace remediate {
namespace {

bool is_encoded(const Scalar& scalar) {
  return std::ranges::any_of(
      scalar.layers, [](Layer layer) { return layer == Layer::base64 || layer == Layer::percent; });
}

// JSON and the formats around it must not need another escape for what is put in.
bool stands_bare(const Scalar& scalar) {
  return scalar.layers.size() <= 1 ||
         (scalar.layers.size() == 2 && scalar.layers[1] == Layer::single_quoted);
}

bool is_json_member(std::string_view bytes, const Scalar& beside) {
  if (beside.layers.empty() || beside.layers.front() != Layer::json_string) return false;
  std::size_t at = beside.origin.front();
  if (at == 0) return false;
  --at;  // the quote
  while (at > 0 && is_space(bytes[at - 1])) --at;
  return at > 1 && bytes[at - 1] == ':';
}

}  // namespace

std::optional<Splice> add_beside(const Configuration& configuration, std::string_view bytes,
                                 const Scalar& beside, std::string_view key,
                                 std::string_view value) {
  if (is_encoded(beside) || !stands_bare(beside) || beside.path.empty()) return std::nullopt;
  if (beside.origin.back() > bytes.size()) return std::nullopt;
  const NewEntry entry{key, value};
  const bool xml = !beside.layers.empty() ? beside.layers.front() == Layer::xml
                                          : configuration.format == Format::xml;
  if (xml) return xml_entry(bytes, beside, entry);
  if (configuration.format == Format::json || is_json_member(bytes, beside))
    return json_member(bytes, beside, entry);
  return line_entry(bytes, beside, entry);
}

}  // namespace remediate

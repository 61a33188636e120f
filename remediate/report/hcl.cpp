#include "remediate/report/hcl.hpp"

#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "remediate/model/change.hpp"
#include "remediate/report/escape.hpp"

namespace remediate::hcl {
namespace {

using nlohmann::json;

constexpr std::size_t kEscape = 6;  // characters of `\uD83D`
constexpr std::size_t kNameLength = 40;

unsigned unit_at(std::string_view text, std::size_t at) {
  unsigned unit = 0;
  std::from_chars(text.data() + at + 2, text.data() + at + kEscape, unit, 16);
  return unit;
}

bool is_high_surrogate(unsigned unit) { return unit >= 0xD800 && unit < 0xDC00; }

// What JSON writes between quotes, as HCL wants it: no surrogate pairs, no \b and \f, and nothing
// that begins a template.
std::string translated(std::string_view inside) {
  std::string text;
  for (std::size_t at = 0; at < inside.size(); ++at) {
    const std::string_view rest = inside.substr(at);
    if (rest.starts_with("${") || rest.starts_with("%{")) {
      text += rest[0];
      text += rest[0];
    } else if (rest.starts_with("\\b") || rest.starts_with("\\f")) {
      text += rest[1] == 'b' ? "\\u0008" : "\\u000c";
      ++at;
    } else if (rest.starts_with("\\u") && is_high_surrogate(unit_at(inside, at))) {
      const unsigned high = unit_at(inside, at);
      const unsigned low = unit_at(inside, at + kEscape);
      text += fmt::format("\\U{:08x}", 0x10000 + ((high - 0xD800) << 10U) + (low - 0xDC00));
      at += 2 * kEscape - 1;
    } else if (rest[0] == '\\') {
      text += rest.substr(0, 2);
      ++at;
    } else {
      text += rest[0];
    }
  }
  return text;
}

std::string escaped(std::string_view text) {
  const std::string quoted = json(text).dump(-1, ' ', true, json::error_handler_t::replace);
  return translated(std::string_view(quoted).substr(1, quoted.size() - 2));
}

std::string text_of(const Reference& reference) {
  return reference.member == "id" ? id_of_made(reference.change) : issuer_of_made(reference.change);
}

std::string list(const json& array, const Addresses& addresses) {
  std::vector<std::string> values;
  for (const json& each : array) values.push_back(value(each, addresses));
  return fmt::format("[{}]", fmt::join(values, ", "));
}

bool is_identifier_character(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

}  // namespace

std::string string(std::string_view text, const Addresses& addresses) {
  std::string inside;
  std::size_t from = 0;
  for (const Reference& each : references_in(text)) {
    const auto address = addresses.find(each.change);
    if (address == addresses.end()) continue;
    const std::string written = text_of(each);
    const std::size_t at = text.find(written, from);
    const std::string expression = fmt::format("{}.{}", address->second, each.member);
    if (written == text) return expression;
    inside += fmt::format("{}${{{}}}", escaped(text.substr(from, at - from)), expression);
    from = at + written.size();
  }
  return fmt::format("\"{}{}\"", inside, escaped(text.substr(from)));
}

std::string value(const json& json, const Addresses& addresses) {
  if (json.is_string()) return string(json.get<std::string>(), addresses);
  if (json.is_array()) return list(json, addresses);
  return json.dump();
}

std::string identifier(std::string_view name, std::string_view suffix) {
  std::string text;
  for (const char each : name.substr(0, kNameLength)) {
    const char lower = each >= 'A' && each <= 'Z' ? static_cast<char>(each - 'A' + 'a') : each;
    if (is_identifier_character(lower))
      text += lower;
    else if (!text.empty() && text.back() != '_')
      text += '_';
  }
  if (text.empty() || (text.front() >= '0' && text.front() <= '9')) text.insert(0, "x");
  if (text.back() != '_') text += '_';
  return text + std::string(suffix);
}

std::string comment(std::string_view text) { return "# " + escape_terminal(text); }

}  // namespace remediate::hcl

#include "client/api/link_header.hpp"

#include <algorithm>
#include <cctype>
#include <ranges>
#include <vector>

namespace okta {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(
      a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

// Separators inside <...> and "..." belong to the part that they stand in.
std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  char awaited = '\0';  // what ends the <...> or "..." around us
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (awaited != '\0') {
      if (c == awaited) awaited = '\0';
    } else if (c == '<') {
      awaited = '>';
    } else if (c == '"') {
      awaited = '"';
    } else if (c == separator) {
      parts.push_back(trimmed(text.substr(begin, at - begin)));
      begin = at + 1;
    }
  }
  parts.push_back(trimmed(text.substr(begin)));
  return parts;
}

// `next` out of `rel=next`, `next prev` out of `rel="next prev"`. Empty when the link does not say
// it, or is cut within it.
std::string_view relations_of(const std::vector<std::string_view>& link_parts) {
  for (const std::string_view parameter : link_parts | std::views::drop(1)) {
    const std::size_t equals = parameter.find('=');
    if (equals == std::string_view::npos ||
        !equal_ignoring_case(trimmed(parameter.substr(0, equals)), "rel"))
      continue;
    const std::string_view value = trimmed(parameter.substr(equals + 1));
    if (!value.starts_with('"')) return value;
    const bool is_closed = value.size() > 1 && value.ends_with('"');
    return is_closed ? trimmed(value.substr(1, value.size() - 2)) : std::string_view{};
  }
  return {};
}

bool contains(std::string_view relations, std::string_view relation) {
  return std::ranges::any_of(split(relations, ' '), [relation](std::string_view each) {
    return equal_ignoring_case(each, relation);
  });
}

std::optional<std::string> target_of(std::string_view link_target) {
  const bool is_whole =
      link_target.size() > 2 && link_target.starts_with('<') && link_target.ends_with('>');
  if (!is_whole) return std::nullopt;
  return std::string(link_target.substr(1, link_target.size() - 2));
}

}  // namespace

Result<std::optional<std::string>> find_link(const Headers& headers, std::string_view relation) {
  bool is_unreadable = false;
  for (const std::string& header : headers.all("Link")) {
    for (const std::string_view link : split(header, ',')) {
      if (link.empty()) continue;
      const std::vector<std::string_view> parts = split(link, ';');
      const std::string_view relations = relations_of(parts);
      const bool is_other = !relations.empty() && !contains(relations, relation);
      if (is_other) continue;
      auto target = target_of(parts.front());
      if (target && !relations.empty()) return target;
      is_unreadable = true;
    }
  }
  if (is_unreadable) return failure(ErrorKind::protocol, "the Link header cannot be read");
  return std::nullopt;
}

}  // namespace okta

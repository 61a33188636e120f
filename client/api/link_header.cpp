#include "client/api/link_header.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

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

// Whether `rel=next` or `rel="next prev"` is among the parameters behind a link's URL.
bool has_relation(std::string_view parameters, std::string_view relation) {
  while (!parameters.empty()) {
    parameters.remove_prefix(1);  // the ';'
    const std::size_t end = parameters.find(';');
    std::string_view parameter = trimmed(parameters.substr(0, end));
    parameters = end == std::string_view::npos ? std::string_view{} : parameters.substr(end);
    const std::size_t equals = parameter.find('=');
    if (equals == std::string_view::npos ||
        !equal_ignoring_case(trimmed(parameter.substr(0, equals)), "rel"))
      continue;
    std::string_view value = trimmed(parameter.substr(equals + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
      value = value.substr(1, value.size() - 2);
    while (!value.empty()) {
      const std::size_t space = value.find(' ');
      if (equal_ignoring_case(value.substr(0, space), relation)) return true;
      value = space == std::string_view::npos ? std::string_view{} : value.substr(space + 1);
    }
  }
  return false;
}

// The first link of one header with that relation. Commas inside <...> and "..." belong to the
// link.
std::optional<std::string> find_in(std::string_view header, std::string_view relation) {
  while (true) {
    const std::size_t open = header.find('<');
    if (open == std::string_view::npos) return std::nullopt;
    const std::size_t close = header.find('>', open);
    if (close == std::string_view::npos) return std::nullopt;
    const std::string_view target = header.substr(open + 1, close - open - 1);
    std::size_t end = close + 1;
    bool quoted = false;
    while (end < header.size() && (quoted || header[end] != ',')) {
      if (header[end] == '"') quoted = !quoted;
      ++end;
    }
    std::string_view parameters = header.substr(close + 1, end - close - 1);
    const std::size_t first = parameters.find(';');
    parameters = first == std::string_view::npos ? std::string_view{} : parameters.substr(first);
    if (has_relation(parameters, relation)) return std::string(target);
    header.remove_prefix(end);
  }
}

}  // namespace

std::optional<std::string> find_link(const Headers& headers, std::string_view relation) {
  for (const std::string& header : headers.all("Link")) {
    if (auto found = find_in(header, relation)) return found;
  }
  return std::nullopt;
}

}  // namespace okta

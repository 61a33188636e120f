#include "client/http/transport.hpp"

#include <algorithm>
#include <utility>

namespace okta {
namespace {

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool same_name(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

auto named(std::string_view name) {
  return [name](const Header& header) { return same_name(header.name, name); };
}

}  // namespace

std::string_view to_string(Method method) {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::del:
      return "DELETE";
  }
  return "GET";
}

void Headers::add(std::string name, std::string value) {
  headers_.push_back({std::move(name), std::move(value)});
}

void Headers::set(std::string_view name, std::string value) {
  std::string kept_name(name);
  std::erase_if(headers_, named(kept_name));
  add(std::move(kept_name), std::move(value));
}

std::string_view Headers::first(std::string_view name) const {
  const auto found = std::ranges::find_if(headers_, named(name));
  return found == headers_.end() ? std::string_view() : std::string_view(found->value);
}

std::vector<std::string> Headers::all(std::string_view name) const {
  std::vector<std::string> values;
  for (const Header& header : headers_) {
    if (same_name(header.name, name)) values.push_back(header.value);
  }
  return values;
}

bool Headers::contains(std::string_view name) const {
  return std::ranges::any_of(headers_, named(name));
}

}  // namespace okta

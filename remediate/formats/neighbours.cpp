#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "remediate/formats/characters.hpp"
#include "remediate/formats/values.hpp"

namespace remediate {
namespace {

const std::set<std::string, std::less<>>& name_keys() {
  static const std::set<std::string, std::less<>> keys{"name", "Name",         "key",
                                                       "Key",  "ParameterKey", "param-name"};
  return keys;
}

const std::set<std::string, std::less<>>& value_keys() {
  static const std::set<std::string, std::less<>> keys{"value", "Value", "ParameterValue",
                                                       "param-value"};
  return keys;
}

struct Halves {
  std::optional<std::size_t> name;
  std::optional<std::size_t> value;
};

void name_pairs(std::vector<Scalar>& scalars) {
  std::map<std::string, Halves, std::less<>> mappings;
  for (std::size_t i = 0; i < scalars.size(); ++i) {
    const Scalar& each = scalars[i];
    if (each.path.empty()) continue;
    const bool name = name_keys().contains(each.path.back());
    if (!name && !value_keys().contains(each.path.back())) continue;
    std::string parent = std::to_string(each.document);
    for (std::size_t k = 0; k + 1 < each.path.size(); ++k) parent.append("\n").append(each.path[k]);
    Halves& halves = mappings[parent];
    (name ? halves.name : halves.value) = i;
    if (!halves.name || !halves.value) continue;
    const std::string& called = scalars[*halves.name].text;
    if (!called.empty() && called.size() <= 256 && !is_all_digits(called))
      scalars[*halves.value].path.back() = called;
    halves = {};
  }
}

bool is_flag(std::string_view text) {
  if (text.size() < 2 || text.size() > 256 || text.front() != '-') return false;
  const std::size_t name = text.find_first_not_of('-');
  if (name == std::string_view::npos || name > 2 || !is_letter(text[name])) return false;
  for (const char c : text)
    if (!is_name(c)) return false;
  return true;
}

bool follows(const Scalar& before, const Scalar& after) {
  if (before.path.size() != after.path.size() || after.path.empty()) return false;
  const std::string& was = before.path.back();
  const std::string& is = after.path.back();
  if (!is_all_digits(was) || !is_all_digits(is) || was.size() > 9) return false;
  if (std::stoul(was) + 1 != std::stoul(is.substr(0, 10))) return false;
  return std::equal(before.path.begin(), before.path.end() - 1, after.path.begin());
}

void name_flags(std::vector<Scalar>& scalars) {
  for (std::size_t i = 1; i < scalars.size(); ++i) {
    const Scalar& before = scalars[i - 1];
    Scalar& each = scalars[i];
    if (!is_flag(before.text) || each.text.starts_with('-') || !follows(before, each)) continue;
    each.path.push_back(before.text.substr(before.text.find_first_not_of('-')));
  }
}

}  // namespace

void name_by_neighbours(std::vector<Scalar>& scalars) {
  name_flags(scalars);
  name_pairs(scalars);
}

}  // namespace remediate

#include "tests/client/base/json_difference.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace tests {
namespace {

using nlohmann::ordered_json;

using Children = std::vector<std::pair<std::string, const ordered_json*>>;

std::string escaped(std::string token) {
  for (std::size_t i = 0; i < token.size(); ++i) {
    if (token[i] == '~') token.replace(i, 1, "~0");
    if (token[i] == '/') token.replace(i, 1, "~1");
  }
  return token;
}

Children children(const ordered_json& json) {
  Children found;
  if (!json.is_structured()) return found;
  for (const auto& item : json.items()) found.emplace_back(escaped(item.key()), &item.value());
  return found;
}

// Looks at `hint` first: mostly both objects have their members at the same places.
const ordered_json* child(const Children& all, const std::string& name, std::size_t hint) {
  if (hint < all.size() && all[hint].first == name) return all[hint].second;
  const auto found = std::ranges::find(all, name, &Children::value_type::first);
  return found == all.end() ? nullptr : found->second;
}

std::vector<std::string> names_in_both(const Children& all, const Children& other) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (child(other, all[i].first, i) != nullptr) names.push_back(all[i].first);
  }
  return names;
}

// Types and exact values: 1 and 1.0 are not the same.
bool same_leaf(const ordered_json& a, const ordered_json& b) {
  return a.type() == b.type() && a == b;
}

void compare(const ordered_json& before, const ordered_json& after, const std::string& pointer,
             std::vector<std::string>& found) {
  if (before.type() != after.type() || !before.is_structured()) {
    if (!same_leaf(before, after)) found.push_back(pointer);
    return;
  }
  const Children old_children = children(before);
  const Children new_children = children(after);
  for (std::size_t i = 0; i < old_children.size(); ++i) {
    const auto& [name, value] = old_children[i];
    const ordered_json* other = child(new_children, name, i);
    if (other == nullptr) {
      found.push_back("-" + pointer + "/" + name);
    } else {
      compare(*value, *other, pointer + "/" + name, found);
    }
  }
  const std::vector<std::string> kept = names_in_both(new_children, old_children);
  if (kept != names_in_both(old_children, new_children)) found.push_back("order of " + pointer);
  for (std::size_t i = 0; i < new_children.size(); ++i) {
    const std::string& name = new_children[i].first;
    if (child(old_children, name, i) != nullptr) continue;
    found.push_back((i < kept.size() ? "inserted " : "+") + pointer + "/" + name);
  }
}

void collect(const ordered_json& json, const std::string& pointer, bool objects_only,
             std::vector<std::string>& found) {
  if (!objects_only ? !pointer.empty() : json.is_object()) found.push_back(pointer);
  for (const auto& [name, value] : children(json))
    collect(*value, pointer + "/" + name, objects_only, found);
}

}  // namespace

std::vector<std::string> differences(const ordered_json& before, const ordered_json& after) {
  std::vector<std::string> found;
  compare(before, after, "", found);
  return found;
}

std::vector<std::string> pointers(const ordered_json& json) {
  std::vector<std::string> found;
  collect(json, "", false, found);
  return found;
}

std::vector<std::string> object_pointers(const ordered_json& json) {
  std::vector<std::string> found;
  collect(json, "", true, found);
  return found;
}

}  // namespace tests

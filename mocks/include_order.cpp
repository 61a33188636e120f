#include "mocks/include_order.hpp"

#include <algorithm>
#include <cstdint>

#include <nlohmann/json.hpp>

namespace mocks {
namespace {

std::uint32_t java_hash(const std::string& text) {
  std::uint32_t hash = 0;
  for (const char c : text) hash = hash * 31 + static_cast<unsigned char>(c);
  return hash ^ (hash >> 16U);
}

}  // namespace

std::vector<std::string> as_okta_orders(std::vector<std::string> strings) {
  std::vector<std::string> unique;
  for (auto& text : strings) {
    if (std::ranges::find(unique, text) == unique.end()) unique.push_back(std::move(text));
  }
  std::uint32_t buckets = 16;
  while (unique.size() * 4 > buckets * std::size_t{3}) buckets *= 2;
  std::ranges::stable_sort(
      unique, {}, [&](const std::string& text) { return java_hash(text) & (buckets - 1); });
  return unique;
}

void reorder_include(Json& object, std::string_view path) {
  const Json* found = member_at(object, path);
  if (found == nullptr || !found->is_array()) return;
  auto ordered = as_okta_orders(strings_at(object, path));
  Json* place = &object;
  for (std::size_t from = 0; from <= path.size();) {
    const auto slash = std::min(path.find('/', from), path.size());
    place = &(*place)[std::string(path.substr(from, slash - from))];
    from = slash + 1;
  }
  *place = std::move(ordered);
}

}  // namespace mocks

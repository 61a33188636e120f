#include "remediate/issuer/names.hpp"

#include <algorithm>

#include "remediate/issuer/key_hint.hpp"
#include "remediate/issuer/spelling.hpp"

namespace remediate {
namespace {

// Where the last word of a flat key begins: `okta:OktaDomain`, `Okta__OktaDomain`.
std::size_t last_word(std::string_view key) {
  const std::size_t mark = key.find_last_of(".:");
  const std::size_t twice = key.rfind("__");
  if (twice != std::string_view::npos && (mark == std::string_view::npos || twice > mark))
    return twice + 2;
  return mark == std::string_view::npos ? 0 : mark + 1;
}

// Flat keys with a prefix of their own are together wherever they stand: the elements of
// `<appSettings>`, a list of variables.
std::string block_of(const Scalar& scalar) {
  std::string block = std::to_string(scalar.document);
  if (scalar.path.empty()) return block;
  const std::string_view key = scalar.path.back();
  const std::size_t word = last_word(key);
  for (std::size_t i = 0; i + 1 < scalar.path.size(); ++i) {
    if (word == 0 || !is_all_digits(scalar.path[i])) block.append("\n").append(scalar.path[i]);
  }
  return block.append("\n").append(key.substr(0, word));
}

}  // namespace

Names::Names(const Configuration& configuration) : scalars_(configuration.scalars) {
  blocks_.reserve(scalars_.size());
  dotted_.reserve(scalars_.size());
  for (std::size_t i = 0; i < scalars_.size(); ++i) {
    blocks_.push_back(block_of(scalars_[i]));
    dotted_.push_back(scalars_[i].dotted());
    by_block_[blocks_.back()].push_back(i);
  }
  for (std::size_t i = 0; i < scalars_.size(); ++i) {
    by_name_[dotted_[i]].push_back(i);
    const std::vector<std::string_view> names = of(i);
    for (const std::string_view name : names) {
      if (name != dotted_[i]) by_name_[name].push_back(i);
      if (!is_generic(name)) break;
    }
  }
}

std::vector<std::string_view> Names::of(std::size_t scalar) const {
  const std::vector<std::string>& path = scalars_[scalar].path;
  std::vector<std::string_view> names;
  for (std::size_t i = path.size(); i-- > 0;) {
    if (is_all_digits(path[i])) continue;
    names.push_back(path[i]);
    if (!is_generic(path[i])) break;
  }
  return names;
}

std::optional<std::size_t> Names::defined(std::string_view name, std::size_t user) const {
  const auto found = by_name_.find(name);
  if (found == by_name_.end()) return std::nullopt;
  const std::vector<std::size_t>& all = found->second;
  for (std::size_t i = all.size(); i-- > 0 && i + 2 >= all.size();) {
    if (all[i] != user) return all[i];
  }
  return std::nullopt;
}

std::span<const std::size_t> Names::beside(std::size_t scalar) const {
  constexpr std::size_t kFarthest = 24;
  const std::vector<std::size_t>& block = by_block_.at(blocks_[scalar]);
  const std::size_t first = scalar > kFarthest ? scalar - kFarthest : 0;
  const auto begin = std::ranges::lower_bound(block, first);
  const auto end = std::ranges::upper_bound(block, scalar + kFarthest);
  return {begin, end};
}

}  // namespace remediate

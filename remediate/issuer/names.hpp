// The names that settings of one file go by, and which setting a reference means. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "remediate/formats/configuration.hpp"

namespace remediate {

class Names {
 public:
  explicit Names(const Configuration& configuration);

  // The names of one scalar, nearest first. More than one where the nearest says nothing:
  // `issuer: {url: ...}`.
  [[nodiscard]] std::vector<std::string_view> of(std::size_t scalar) const;

  // The scalar that a reference in `user` means: never itself; the last one where several have that
  // name.
  [[nodiscard]] std::optional<std::size_t> defined(std::string_view name, std::size_t user) const;

  // The scalars that stand in one block with it and not far from it, itself among them. A bound
  // number: settings of one library stand together.
  [[nodiscard]] std::span<const std::size_t> beside(std::size_t scalar) const;

 private:
  const std::vector<Scalar>& scalars_;
  std::vector<std::string> blocks_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_block_;
  std::unordered_map<std::string_view, std::vector<std::size_t>> by_name_;
  std::vector<std::string> dotted_;
};

}  // namespace remediate

// The part of SCIM filters that Okta's lists understand: attribute operator "value", and, or, not,
// parentheses (RFC 7644 3.4.2.2). Which attributes and operators a list knows is the caller's to
// say. Pure.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace mocks {

struct Comparison {
  std::string attribute;
  std::string op;  // lower case: eq, ne, sw, ew, co, pr, gt, ...
  std::string value;
};

class Filter {
 public:
  [[nodiscard]] static tl::expected<Filter, std::string> parse(std::string_view text);

  [[nodiscard]] const std::vector<Comparison>& comparisons() const { return comparisons_; }
  // `values` gives every value that an attribute has in the object (several for target.id).
  using Values = std::function<std::vector<std::string>(std::string_view attribute)>;
  [[nodiscard]] bool matches(const Values& values) const;

  struct Node;

 private:
  std::shared_ptr<const Node> root_;
  std::vector<Comparison> comparisons_;
};

}  // namespace mocks

#include "mocks/scim_filter.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "mocks/wire.hpp"

namespace mocks {

struct Filter::Node {
  enum class Kind { comparison, all_of, any_of, none_of };
  Kind kind = Kind::comparison;
  Comparison comparison;
  std::vector<std::shared_ptr<const Node>> children;
};

namespace {

using Node = Filter::Node;
using NodePtr = std::shared_ptr<const Node>;

struct Word {
  enum class Kind { name, text, open, close };
  Kind kind;
  std::string value;
};

tl::expected<std::vector<Word>, std::string> words_of(std::string_view text) {
  std::vector<Word> words;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == ' ' || c == '\t') {
      ++i;
    } else if (c == '(' || c == ')') {
      words.push_back({c == '(' ? Word::Kind::open : Word::Kind::close, std::string(1, c)});
      ++i;
    } else if (c == '"') {
      std::string value;
      for (++i; i < text.size() && text[i] != '"'; ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) ++i;
        value += text[i];
      }
      if (i == text.size()) return tl::unexpected(std::string("a string is not closed"));
      ++i;
      words.push_back({Word::Kind::text, std::move(value)});
    } else {
      const auto end = std::min(text.find_first_of(" \t()\"", i), text.size());
      words.push_back({Word::Kind::name, std::string(text.substr(i, end - i))});
      i = end;
    }
  }
  return words;
}

class Parser {
 public:
  Parser(std::vector<Word> words, std::vector<Comparison>& seen)
      : words_(std::move(words)), seen_(&seen) {}

  tl::expected<NodePtr, std::string> whole() {
    auto node = any_of(0);
    if (node && at_ != words_.size())
      return tl::unexpected(fmt::format("'{}' is not expected there", words_[at_].value));
    return node;
  }

 private:
  [[nodiscard]] const Word* next() const { return at_ < words_.size() ? &words_[at_] : nullptr; }

  bool take_name(std::string_view name) {
    const Word* word = next();
    if (word == nullptr || word->kind != Word::Kind::name || lower_case(word->value) != name)
      return false;
    ++at_;
    return true;
  }

  tl::expected<NodePtr, std::string> any_of(int depth) {
    return joined(depth, "or", Node::Kind::any_of);
  }

  tl::expected<NodePtr, std::string> joined(int depth, std::string_view joint, Node::Kind kind) {
    if (depth > 50) return tl::unexpected(std::string("nested too deeply"));
    auto node = std::make_shared<Node>();
    node->kind = kind;
    do {
      auto child =
          kind == Node::Kind::any_of ? joined(depth, "and", Node::Kind::all_of) : one(depth);
      if (!child) return child;
      node->children.push_back(*child);
    } while (take_name(joint));
    return NodePtr(std::move(node));
  }

  tl::expected<NodePtr, std::string> one(int depth) {
    const bool negated = take_name("not");
    const Word* word = next();
    if (word == nullptr) return tl::unexpected(std::string("it ends too early"));
    if (word->kind == Word::Kind::open) {
      ++at_;
      auto inner = any_of(depth + 1);
      if (!inner) return inner;
      if (next() == nullptr || next()->kind != Word::Kind::close)
        return tl::unexpected(std::string("a ')' is missing"));
      ++at_;
      if (!negated) return inner;
      auto node = std::make_shared<Node>();
      node->kind = Node::Kind::none_of;
      node->children.push_back(*inner);
      return NodePtr(std::move(node));
    }
    if (negated) return tl::unexpected(std::string("'not' needs parentheses"));
    return comparison();
  }

  tl::expected<NodePtr, std::string> comparison() {
    auto node = std::make_shared<Node>();
    if (next()->kind != Word::Kind::name)
      return tl::unexpected(fmt::format("'{}' is no attribute", next()->value));
    node->comparison.attribute = words_[at_++].value;
    if (next() == nullptr || next()->kind != Word::Kind::name)
      return tl::unexpected(std::string("an operator is missing"));
    node->comparison.op = lower_case(words_[at_++].value);
    if (node->comparison.op != "pr") {
      const Word* value = next();
      if (value == nullptr ||
          (value->kind != Word::Kind::text && value->kind != Word::Kind::name)) {
        return tl::unexpected(std::string("a value is missing"));
      }
      node->comparison.value = value->value;
      ++at_;
    }
    seen_->push_back(node->comparison);
    return NodePtr(std::move(node));
  }

  std::vector<Word> words_;
  std::size_t at_ = 0;
  std::vector<Comparison>* seen_;
};

bool compare(const Comparison& comparison, const std::vector<std::string>& values) {
  if (comparison.op == "pr") return !values.empty();
  const auto holds = [&](const std::string& value) {
    if (comparison.op == "sw") return value.starts_with(comparison.value);
    if (comparison.op == "ew") return value.ends_with(comparison.value);
    if (comparison.op == "co") return value.find(comparison.value) != std::string::npos;
    return value == comparison.value;
  };
  const bool any = std::ranges::any_of(values, holds);
  return comparison.op == "ne" ? !any : any;
}

bool holds(const Node& node, const Filter::Values& values) {
  const auto child_holds = [&](const NodePtr& child) { return holds(*child, values); };
  switch (node.kind) {
    case Node::Kind::comparison:
      return compare(node.comparison, values(node.comparison.attribute));
    case Node::Kind::all_of:
      return std::ranges::all_of(node.children, child_holds);
    case Node::Kind::any_of:
      return std::ranges::any_of(node.children, child_holds);
    case Node::Kind::none_of:
      return std::ranges::none_of(node.children, child_holds);
  }
  return false;
}

}  // namespace

tl::expected<Filter, std::string> Filter::parse(std::string_view text) {
  auto words = words_of(text);
  if (!words) return tl::unexpected(words.error());
  Filter filter;
  auto root = Parser(std::move(*words), filter.comparisons_).whole();
  if (!root) return tl::unexpected(root.error());
  filter.root_ = *root;
  return filter;
}

bool Filter::matches(const Values& values) const {
  return root_ == nullptr || holds(*root_, values);
}

}  // namespace mocks

#include "client/base/json_edit.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace okta {
namespace {

using nlohmann::ordered_json;
using Pointer = ordered_json::json_pointer;

constexpr std::size_t kMaxDepth = 128;

// A decimal number as digits times a power of ten, so that `1e5`, `100000.0` and `100000` compare
// equal, and numbers that a double cannot hold compare different from what it makes of them.
struct Decimal {
  bool negative = false;
  std::string digits;  // no zero at either end; empty is zero
  std::int64_t exponent = 0;

  friend bool operator==(const Decimal&, const Decimal&) = default;
};

Decimal decimal(std::string_view number) {
  Decimal result;
  result.negative = number.starts_with('-');
  if (result.negative) number.remove_prefix(1);

  const std::size_t letter = number.find_first_of("eE");
  if (letter != std::string_view::npos) {
    std::string_view power = number.substr(letter + 1);
    if (power.starts_with('+')) power.remove_prefix(1);
    std::from_chars(power.data(), power.data() + power.size(), result.exponent);
    // Beyond any double, and far enough from the ends of the type to count digits.
    constexpr std::int64_t kLargest = 1'000'000'000'000;
    result.exponent = std::clamp(result.exponent, -kLargest, kLargest);
    number = number.substr(0, letter);
  }
  bool in_fraction = false;
  for (const char c : number) {
    if (c == '.') {
      in_fraction = true;
      continue;
    }
    result.digits += c;
    if (in_fraction) --result.exponent;
  }
  result.digits.erase(0, result.digits.find_first_not_of('0'));
  while (result.digits.ends_with('0')) {
    result.digits.pop_back();
    ++result.exponent;
  }
  return result.digits.empty() ? Decimal{} : result;
}

// Walks through a text before a tree is built from it, and stops at the first thing that parsing
// and printing would change. The library asks for these names.
class SurvivalCheck final : public nlohmann::json_sax<ordered_json> {
 public:
  [[nodiscard]] const std::string& reason() const { return reason_; }

  bool null() override { return true; }
  bool boolean(bool /*value*/) override { return true; }
  bool number_integer(number_integer_t /*value*/) override { return true; }
  bool number_unsigned(number_unsigned_t /*value*/) override { return true; }
  bool string(string_t& /*value*/) override { return true; }
  bool binary(binary_t& /*value*/) override { return true; }

  // Integers that need more than 64 bits arrive here too.
  bool number_float(number_float_t value, const string_t& written) override {
    if (decimal(written) == decimal(ordered_json(value).dump())) return true;
    return refuse(fmt::format("the number {:.40} cannot be kept exactly", written));
  }

  bool start_object(std::size_t /*size*/) override { return open(); }
  bool key(string_t& name) override {
    if (names_.back().insert(name).second) return true;
    return refuse(fmt::format("an object has two members of the name \"{:.80}\"", name));
  }
  bool end_object() override { return close(); }
  bool start_array(std::size_t /*size*/) override { return open(); }
  bool end_array() override { return close(); }

  // The library's own sentence quotes the text that it could not read; that may be a secret.
  bool parse_error(std::size_t position, const std::string& /*last_token*/,
                   const nlohmann::detail::exception& error) override {
    const std::string_view sentence = error.what();
    if (sentence.find("UTF-8") != std::string_view::npos)
      return refuse(fmt::format("invalid UTF-8 at byte {}", position));
    if (sentence.find("out_of_range") != std::string_view::npos)
      return refuse(fmt::format("the number before byte {} cannot be kept exactly", position));
    return refuse(fmt::format("not JSON: syntax error at byte {}", position));
  }

 private:
  bool open() {
    names_.emplace_back();
    if (names_.size() <= kMaxDepth) return true;
    return refuse(fmt::format("nested deeper than {} levels", kMaxDepth));
  }

  bool close() {
    names_.pop_back();
    return true;
  }

  bool refuse(std::string reason) {
    reason_ = std::move(reason);
    return false;
  }

  std::vector<std::set<std::string>> names_;  // one set a level; arrays have an empty one
  std::string reason_;
};

Result<ordered_json> parse_survivor(std::string_view text) {
  SurvivalCheck check;
  if (!ordered_json::sax_parse(text, &check)) return failure(ErrorKind::protocol, check.reason());
  return ordered_json::parse(text);
}

Error cannot(std::string_view action, std::string_view pointer, std::string_view reason) {
  return Error{ErrorKind::invalid_input,
               fmt::format("cannot {} {}: {}", action, pointer, reason),
               std::nullopt,
               {}};
}

bool is_printable(const ordered_json& value) {
  try {
    std::ignore = value.dump();
    return true;
  } catch (const ordered_json::type_error&) {
    return false;
  }
}

// What the parent of `pointer` must be for the change to make sense, or why it is not.
Result<ordered_json*> parent_of(ordered_json& root, const Pointer& pointer) {
  const Pointer parent = pointer.parent_pointer();
  if (!root.contains(parent)) return failure(ErrorKind::invalid_input, "its parent is not there");
  ordered_json& node = root.at(parent);
  if (!node.is_structured()) {
    return failure(ErrorKind::invalid_input,
                   fmt::format("its parent is a {}, not an object or array", node.type_name()));
  }
  return &node;
}

}  // namespace

JsonEdit::JsonEdit(std::unique_ptr<ordered_json> root) : root_(std::move(root)) {}
JsonEdit::JsonEdit(JsonEdit&&) noexcept = default;
JsonEdit& JsonEdit::operator=(JsonEdit&&) noexcept = default;
JsonEdit::~JsonEdit() = default;

Result<JsonEdit> JsonEdit::of(std::string_view text) {
  Result<ordered_json> root = parse_survivor(text);
  if (!root) {
    return failure(ErrorKind::protocol,
                   "the object cannot be written back unchanged: " + root.error().message);
  }
  if (!root->is_object()) {
    return failure(ErrorKind::protocol,
                   fmt::format("only an object can be edited, this is a {}", root->type_name()));
  }
  return JsonEdit(std::make_unique<ordered_json>(std::move(*root)));
}

Status JsonEdit::put(std::string_view pointer, ordered_json value) {
  if (!is_printable(value)) return failure(cannot("set", pointer, "the value is not UTF-8"));
  if (!is_printable(std::string(pointer)))  // it may become the name of a member
    return failure(ErrorKind::invalid_input, "cannot set a member whose name is not UTF-8");
  try {
    const Pointer place{std::string(pointer)};
    if (place.empty()) return failure(cannot("set", pointer, "it names the whole object"));
    const Result<ordered_json*> parent = parent_of(*root_, place);
    if (!parent) return failure(cannot("set", pointer, parent.error().message));
    if ((*parent)->is_object()) {
      (**parent)[place.back()] = std::move(value);
    } else if (place.back() == "-") {
      (*parent)->push_back(std::move(value));
    } else {
      root_->at(place) = std::move(value);
    }
    return {};
  } catch (const ordered_json::exception&) {
    return failure(cannot("set", pointer, "no such JSON pointer in this object"));
  }
}

Status JsonEdit::set(std::string_view pointer, std::string_view value) {
  return put(pointer, ordered_json(value));
}

Status JsonEdit::set(std::string_view pointer, const char* value) {
  return put(pointer, ordered_json(value));
}

Status JsonEdit::set(std::string_view pointer, bool value) {
  return put(pointer, ordered_json(value));
}

Status JsonEdit::set(std::string_view pointer, std::int64_t value) {
  return put(pointer, ordered_json(value));
}

Status JsonEdit::set(std::string_view pointer, const std::vector<std::string>& value) {
  return put(pointer, ordered_json(value));
}

Status JsonEdit::set_json(std::string_view pointer, std::string_view json_text) {
  Result<ordered_json> value = parse_survivor(json_text);
  if (!value) return failure(cannot("set", pointer, value.error().message));
  return put(pointer, std::move(*value));
}

Status JsonEdit::remove(std::string_view pointer) {
  try {
    const Pointer place{std::string(pointer)};
    if (place.empty()) return failure(cannot("remove", pointer, "it names the whole object"));
    if (!root_->contains(place)) return failure(cannot("remove", pointer, "it is not there"));
    ordered_json& parent = root_->at(place.parent_pointer());
    if (parent.is_object()) {
      parent.erase(place.back());
    } else {
      parent.erase(std::stoul(place.back()));
    }
    return {};
  } catch (const ordered_json::exception&) {
    return failure(cannot("remove", pointer, "no such JSON pointer in this object"));
  }
}

std::string JsonEdit::text() const { return root_->dump(); }

}  // namespace okta

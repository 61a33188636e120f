#include "client/base/json_document.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace okta {
namespace {

using nlohmann::json;

constexpr int kMaxDepth = 128;

// Counting brackets outside strings gives the nesting of every JSON text, and an upper bound of
// what a parser builds from a broken one, without building anything.
bool is_deeper_than(std::string_view text, int limit) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > limit) return true;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return false;
}

// The library's own sentence quotes the text that it could not read; that may be a secret.
Error parse_failure(std::string_view text, const json::parse_error& error) {
  const bool encoding = std::string_view(error.what()).find("UTF-8") != std::string_view::npos;
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  std::string message = fmt::format("not JSON: {} at byte {}",
                                    encoding ? "invalid UTF-8" : "syntax error", error.byte);
  if (start == std::string_view::npos) message = "not JSON: the text is empty";
  if (start != std::string_view::npos && text[start] == '<')
    message = "not JSON: the text looks like HTML or XML";
  return Error{ErrorKind::protocol, std::move(message), std::nullopt, {}};
}

}  // namespace

bool JsonView::is_null() const { return node_ != nullptr && node_->is_null(); }
bool JsonView::is_object() const { return node_ != nullptr && node_->is_object(); }
bool JsonView::is_array() const { return node_ != nullptr && node_->is_array(); }
bool JsonView::is_string() const { return node_ != nullptr && node_->is_string(); }

std::string_view JsonView::type_name() const {
  return node_ == nullptr ? "nothing" : node_->type_name();
}

JsonView JsonView::operator[](std::string_view member) const {
  if (!is_object()) return {};
  const auto found = node_->find(member);
  return found == node_->end() ? JsonView() : JsonView(&*found);
}

std::optional<std::string> JsonView::string() const {
  if (!is_string()) return std::nullopt;
  return node_->get_ref<const std::string&>();
}

std::string JsonView::string_or(std::string_view fallback) const {
  return is_string() ? node_->get_ref<const std::string&>() : std::string(fallback);
}

std::optional<bool> JsonView::boolean() const {
  if (node_ == nullptr || !node_->is_boolean()) return std::nullopt;
  return node_->get<bool>();
}

std::optional<std::int64_t> JsonView::integer() const {
  if (node_ == nullptr || !node_->is_number_integer()) return std::nullopt;
  constexpr auto kMax = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (node_->is_number_unsigned() && node_->get<std::uint64_t>() > kMax) return std::nullopt;
  return node_->get<std::int64_t>();
}

std::vector<std::string> JsonView::strings() const {
  std::vector<std::string> strings;
  for (const JsonView& element : elements()) {
    if (element.is_string()) strings.push_back(element.string_or(""));
  }
  return strings;
}

std::vector<JsonView> JsonView::elements() const {
  std::vector<JsonView> elements;
  if (!is_array()) return elements;
  elements.reserve(node_->size());
  for (const json& element : *node_) elements.emplace_back(&element);
  return elements;
}

std::vector<std::pair<std::string, JsonView>> JsonView::members() const {
  std::vector<std::pair<std::string, JsonView>> members;
  if (!is_object()) return members;
  for (const auto& member : node_->items())
    members.emplace_back(member.key(), JsonView(&member.value()));
  return members;
}

std::string JsonView::dump() const {
  return node_ == nullptr ? std::string()
                          : node_->dump(-1, ' ', false, json::error_handler_t::replace);
}

JsonDocument::JsonDocument(std::unique_ptr<json> root) : root_(std::move(root)) {}
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

Result<JsonDocument> JsonDocument::parse(std::string_view text) {
  if (is_deeper_than(text, kMaxDepth)) {
    return failure(ErrorKind::protocol,
                   fmt::format("JSON nested deeper than {} levels", kMaxDepth));
  }
  try {
    return JsonDocument(std::make_unique<json>(json::parse(text)));
  } catch (const json::parse_error& error) {
    return failure(parse_failure(text, error));
  } catch (const json::out_of_range&) {
    return failure(ErrorKind::protocol, "JSON with a number that is too large to be read");
  }
}

JsonView JsonDocument::root() const { return JsonView(root_.get()); }

}  // namespace okta

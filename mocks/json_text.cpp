#include "mocks/json_text.hpp"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

namespace mocks {
namespace {

constexpr int kDeepest =
    200;  // Okta's deepest recorded object has 7 levels; copying and dumping recurse

bool too_deep(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') {
        ++i;
      } else if (c == '"') {
        in_string = false;
      }
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kDeepest) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

}  // namespace

JsonBox::JsonBox() : value_(std::make_unique<Json>()) {}
JsonBox::JsonBox(Json value) : value_(std::make_unique<Json>(std::move(value))) {}
JsonBox::JsonBox(const JsonBox& other) : value_(std::make_unique<Json>(*other)) {}
JsonBox::JsonBox(JsonBox&& other) noexcept = default;
JsonBox& JsonBox::operator=(const JsonBox& other) {
  if (this != &other) value_ = std::make_unique<Json>(*other);
  return *this;
}
JsonBox& JsonBox::operator=(JsonBox&& other) noexcept = default;
JsonBox::~JsonBox() = default;

std::optional<JsonBox> parse_json(std::string_view text) {
  if (too_deep(text)) return std::nullopt;
  auto value = Json::parse(text, nullptr, false);
  if (value.is_discarded()) return std::nullopt;
  return JsonBox(std::move(value));
}

std::string json_text(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

const Json* member_at(const Json& value, std::string_view path) {
  const Json* here = &value;
  while (!path.empty()) {
    const auto slash = path.find('/');
    const auto name = path.substr(0, slash);
    path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
    if (!here->is_object()) return nullptr;
    const auto found = here->find(std::string(name));
    if (found == here->end()) return nullptr;
    here = &*found;
  }
  return here;
}

std::string text_at(const Json& value, std::string_view path) {
  const Json* found = member_at(value, path);
  return found != nullptr && found->is_string() ? found->get<std::string>() : std::string{};
}

bool flag_at(const Json& value, std::string_view path) {
  const Json* found = member_at(value, path);
  return found != nullptr && found->is_boolean() && found->get<bool>();
}

std::vector<std::string> strings_at(const Json& value, std::string_view path) {
  std::vector<std::string> strings;
  const Json* found = member_at(value, path);
  if (found == nullptr || !found->is_array()) return strings;
  for (const auto& entry : *found) {
    if (entry.is_string()) strings.push_back(entry.get<std::string>());
  }
  return strings;
}

Json in_order(const Json& object, const std::vector<std::string_view>& names) {
  Json ordered = Json::object();
  for (const auto name : names) {
    const auto found = object.find(std::string(name));
    if (found != object.end()) ordered[std::string(name)] = *found;
  }
  for (const auto& [name, value] : object.items()) {
    if (!ordered.contains(name)) ordered[name] = value;
  }
  return ordered;
}

}  // namespace mocks

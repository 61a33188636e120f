// JSON for this room without json.hpp in its headers: a boxed value, text in and out, and reads
// that never throw. Member order is kept (ordered_json), so an object goes out as it came in. Not
// thread-safe; the org's lock guards every box.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace mocks {

using Json = nlohmann::ordered_json;

class JsonBox {
 public:
  JsonBox();  // null
  JsonBox(Json value);
  JsonBox(const JsonBox& other);
  JsonBox(JsonBox&& other) noexcept;
  JsonBox& operator=(const JsonBox& other);
  JsonBox& operator=(JsonBox&& other) noexcept;
  ~JsonBox();

  Json& operator*() { return *value_; }
  const Json& operator*() const { return *value_; }
  Json* operator->() { return value_.get(); }
  const Json* operator->() const { return value_.get(); }

 private:
  std::unique_ptr<Json> value_;
};

// Nothing when it is no JSON, or nested so deeply that no honest body is.
[[nodiscard]] std::optional<JsonBox> parse_json(std::string_view text);
[[nodiscard]] std::string json_text(const Json& value);

// Paths are "settings/oauthClient/grant_types"; a missing member or another type reads as nothing,
// "", false, {}.
[[nodiscard]] const Json* member_at(const Json& value, std::string_view path);
[[nodiscard]] std::string text_at(const Json& value, std::string_view path);
[[nodiscard]] bool flag_at(const Json& value, std::string_view path);
[[nodiscard]] std::vector<std::string> strings_at(const Json& value, std::string_view path);

// The members named first, in that order, then the others as they stood.
[[nodiscard]] Json in_order(const Json& object, const std::vector<std::string_view>& names);

}  // namespace mocks

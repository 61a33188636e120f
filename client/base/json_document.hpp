// JSON as it comes from the network: JsonDocument owns a parsed text, JsonView looks into it
// without ever failing. A view answers "not there" for a missing member, a null, or another type,
// because recorded Okta answers contain all three where the specification allows none. Views are
// cheap to copy and valid as long as their document. Reading is thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "client/base/result.hpp"

namespace okta {

class JsonView {
 public:
  JsonView() = default;
  explicit JsonView(const nlohmann::json* node) : node_(node) {}

  [[nodiscard]] bool exists() const { return node_ != nullptr; }  // true for null
  [[nodiscard]] bool is_null() const;
  [[nodiscard]] bool is_object() const;
  [[nodiscard]] bool is_array() const;
  [[nodiscard]] bool is_string() const;
  [[nodiscard]] std::string_view type_name() const;  // "nothing" when it does not exist

  [[nodiscard]] JsonView operator[](std::string_view member) const;
  [[nodiscard]] std::optional<std::string> string() const;
  [[nodiscard]] std::string string_or(std::string_view fallback) const;
  [[nodiscard]] std::optional<bool> boolean() const;
  [[nodiscard]] std::optional<std::int64_t> integer() const;
  [[nodiscard]] std::vector<std::string> strings()
      const;  // the strings of an array; other elements are left out
  [[nodiscard]] std::vector<JsonView> elements() const;
  [[nodiscard]] std::vector<std::pair<std::string, JsonView>> members() const;
  [[nodiscard]] std::string dump() const;  // compact

 private:
  const nlohmann::json* node_ = nullptr;
};

class JsonDocument {
 public:
  // Refuses broken JSON, invalid UTF-8 and nesting deeper than 128 (copying or printing deeper
  // trees overflows the stack).
  [[nodiscard]] static Result<JsonDocument> parse(std::string_view text);

  JsonDocument(JsonDocument&&) noexcept;
  JsonDocument& operator=(JsonDocument&&) noexcept;
  JsonDocument(const JsonDocument&) = delete;
  JsonDocument& operator=(const JsonDocument&) = delete;
  ~JsonDocument();

  [[nodiscard]] JsonView root() const;

 private:
  explicit JsonDocument(std::unique_ptr<nlohmann::json> root);

  std::unique_ptr<nlohmann::json> root_;
};

}  // namespace okta

// A write as an edit of the text that was just read: Okta's PUT replaces the whole object, so a
// field that we drop is a field that we delete. Edit changes what its pointers name and nothing
// else: member order, unknown members, nulls and empty values survive. A text whose numbers, member
// names or characters would not survive parsing and printing is refused with the reason.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "client/base/result.hpp"

namespace okta {

class JsonEdit {
 public:
  // Refuses what is not an object, and every text that would not survive (ErrorKind::protocol).
  [[nodiscard]] static Result<JsonEdit> of(std::string_view text);

  JsonEdit(JsonEdit&&) noexcept;
  JsonEdit& operator=(JsonEdit&&) noexcept;
  JsonEdit(const JsonEdit&) = delete;
  JsonEdit& operator=(const JsonEdit&) = delete;
  ~JsonEdit();

  // `pointer` is an RFC 6901 JSON pointer below the root. The parent must be there; a missing last
  // member is added at the end; `-` appends to an array. A change that cannot be made leaves the
  // object as it was (ErrorKind::invalid_input).
  [[nodiscard]] Status set(std::string_view pointer, std::string_view value);
  // Without this one a string literal would become a bool.
  [[nodiscard]] Status set(std::string_view pointer, const char* value);
  [[nodiscard]] Status set(std::string_view pointer, bool value);
  [[nodiscard]] Status set(std::string_view pointer, std::int64_t value);
  [[nodiscard]] Status set(std::string_view pointer, const std::vector<std::string>& value);
  [[nodiscard]] Status set_json(std::string_view pointer, std::string_view json_text);
  // Removing what is not there is an error: the plan was made for another object.
  [[nodiscard]] Status remove(std::string_view pointer);

  [[nodiscard]] std::string text() const;  // compact

 private:
  [[nodiscard]] Status put(std::string_view pointer, nlohmann::ordered_json value);

  explicit JsonEdit(std::unique_ptr<nlohmann::ordered_json> root);

  std::unique_ptr<nlohmann::ordered_json> root_;
};

}  // namespace okta

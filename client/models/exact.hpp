// The strict half of reading a model. A JsonView answers "not there" for a wrong type, which is
// right for what is merely shown; but a list of scopes or clients that silently becomes empty turns
// into a false "clean" or a wrong access decision. Members that decide something are read with an
// ExactReader: an unexpected type makes the object undecodable, with a sentence that names it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/base/json_document.hpp"
#include "client/base/result.hpp"

namespace okta {

// Reads the members of one JSON object and remembers the first thing that is wrong with them, so
// that members are read one after the other and the verdict is asked for once. Paths are member
// names with slashes between them, `conditions/scopes/include`; what lies on the way must be an
// object, null or absent.
class ExactReader {
 public:
  // `kind` and the identifying member, which is required, stand in the sentence.
  ExactReader(const JsonView& json, std::string_view kind, std::string_view id_member = "id");

  [[nodiscard]] const std::string& id() const { return id_; }
  [[nodiscard]] std::string required_string(std::string_view path);  // not empty either
  [[nodiscard]] std::int64_t required_integer(std::string_view path);
  [[nodiscard]] std::vector<std::string> required_strings(std::string_view path);
  // Null is absent; absent is empty.
  [[nodiscard]] std::optional<std::string> optional_string(std::string_view path);
  [[nodiscard]] std::vector<std::string> optional_strings(std::string_view path);
  [[nodiscard]] JsonView optional_object(std::string_view path);
  [[nodiscard]] std::vector<JsonView> optional_array(std::string_view path);

  void object_to(const std::string& what_is_wrong);

  template <class Model>
  [[nodiscard]] Result<Model> verdict(Model model) const {
    if (error_) return failure(*error_);
    return model;
  }

 private:
  [[nodiscard]] JsonView find(std::string_view path);
  [[nodiscard]] std::vector<std::string> strings(const JsonView& found, std::string_view path);
  void expected(std::string_view what, std::string_view path, const JsonView& found);

  JsonView json_;
  std::string kind_;
  std::string id_;
  std::optional<Error> error_;
};

}  // namespace okta

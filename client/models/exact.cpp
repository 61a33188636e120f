#include "client/models/exact.hpp"

namespace okta {
namespace {

bool is_absent(const JsonView& view) { return !view.exists() || view.is_null(); }

}  // namespace

ExactReader::ExactReader(const JsonView& json, std::string_view kind, std::string_view id_member)
    : json_(json), kind_(kind) {
  if (!json.is_object()) {
    object_to("is of type " + std::string(json.type_name()) + ", not an object");
    return;
  }
  id_ = required_string(id_member);
}

std::string ExactReader::required_string(std::string_view path) {
  const JsonView found = find(path);
  if (!found.is_string()) expected("a string", path, found);
  std::string text = found.string_or("");
  if (found.is_string() && text.empty()) object_to(std::string(path) + " is empty");
  return text;
}

std::int64_t ExactReader::required_integer(std::string_view path) {
  const JsonView found = find(path);
  const std::optional<std::int64_t> number = found.integer();
  if (!number) expected("an integer", path, found);
  return number.value_or(0);
}

std::vector<std::string> ExactReader::required_strings(std::string_view path) {
  return strings(find(path), path);
}

std::optional<std::string> ExactReader::optional_string(std::string_view path) {
  const JsonView found = find(path);
  if (!is_absent(found) && !found.is_string()) expected("a string", path, found);
  return found.string();
}

std::vector<std::string> ExactReader::optional_strings(std::string_view path) {
  const JsonView found = find(path);
  if (is_absent(found)) return {};
  return strings(found, path);
}

JsonView ExactReader::optional_object(std::string_view path) {
  const JsonView found = find(path);
  if (is_absent(found)) return {};
  if (!found.is_object()) expected("an object", path, found);
  return found;
}

std::vector<JsonView> ExactReader::optional_array(std::string_view path) {
  const JsonView found = find(path);
  if (is_absent(found)) return {};
  if (!found.is_array()) expected("an array", path, found);
  return found.elements();
}

void ExactReader::object_to(const std::string& what_is_wrong) {
  if (error_) return;
  const std::string name = id_.empty() ? kind_ : kind_ + " " + id_;
  error_ = Error{ErrorKind::protocol, name + ": " + what_is_wrong, std::nullopt, {}};
}

JsonView ExactReader::find(std::string_view path) {
  JsonView view = json_;
  std::size_t start = 0;
  while (!is_absent(view)) {
    if (!view.is_object()) {
      expected("an object", start == 0 ? "it" : path.substr(0, start - 1), view);
      return {};
    }
    const std::size_t slash = path.find('/', start);
    if (slash == std::string_view::npos) return view[path.substr(start)];
    view = view[path.substr(start, slash - start)];
    start = slash + 1;
  }
  return {};
}

std::vector<std::string> ExactReader::strings(const JsonView& found, std::string_view path) {
  if (!found.is_array()) {
    expected("an array of strings", path, found);
    return {};
  }
  std::vector<std::string> strings = found.strings();
  if (strings.size() != found.elements().size())
    object_to(std::string(path) + " has an element that is not a string");
  return strings;
}

void ExactReader::expected(std::string_view what, std::string_view path, const JsonView& found) {
  const std::string is =
      found.exists() ? " is of type " + std::string(found.type_name()) : " is missing";
  object_to(std::string(path) + is + ", expected " + std::string(what));
}

}  // namespace okta

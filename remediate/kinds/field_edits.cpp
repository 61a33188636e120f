#include "remediate/kinds/field_edits.hpp"

#include <algorithm>
#include <ranges>

#include <nlohmann/json.hpp>

#include "remediate/kinds/content.hpp"

namespace remediate {
namespace {

using nlohmann::json;

// One text for all ways to write the value; the same for null, empty and absent.
std::string value_text(const json& value) { return canonical(json{{"value", value}}.dump()); }

std::string wanted_text(const std::optional<std::string>& value) {
  if (!value) return value_text(nullptr);
  const json parsed = json::parse(*value, nullptr, false);
  return parsed.is_discarded() ? std::string() : value_text(parsed);
}

std::optional<std::string> text_at(const json& object, const std::string& path) {
  try {
    const json::json_pointer pointer(path);
    return value_text(object.contains(pointer) ? object.at(pointer) : json());
  } catch (const json::exception&) {
    return std::nullopt;  // no JSON pointer
  }
}

json text_or_null(const std::optional<std::string>& text) {
  return text ? json::parse(*text, nullptr, false) : json();
}

}  // namespace

std::vector<std::string> paths_that_differ(std::string_view text,
                                           const std::vector<FieldEdit>& diff, EditSide side) {
  const json object = json::parse(text, nullptr, false);
  std::vector<std::string> paths;
  for (const FieldEdit& edit : diff) {
    if (object.is_discarded() || text_at(object, edit.path) != wanted_text(edit.*side))
      paths.push_back(edit.path);
  }
  return paths;
}

std::vector<std::string> application_paths_that_differ(std::string_view text,
                                                       std::string_view other) {
  const json before = json::parse(canonical_application(text), nullptr, false);
  const json now = json::parse(canonical_application(other), nullptr, false);
  std::vector<std::string> paths;
  for (const json& step : json::diff(before, now)) {
    std::string path = step.value("path", "");
    if (std::ranges::find(paths, path) == paths.end()) paths.push_back(std::move(path));
  }
  return paths;
}

okta::Result<okta::JsonEdit> edited(std::string_view text, const std::vector<FieldEdit>& diff) {
  auto object = okta::JsonEdit::of(text);
  if (!object) return object;
  for (const FieldEdit& each : diff) {
    const okta::Status done =
        each.after ? object->set_json(each.path, *each.after) : object->remove(each.path);
    if (!done) return okta::failure(done.error());
  }
  return object;
}

std::vector<FieldEdit> reversed(const std::vector<FieldEdit>& diff) {
  std::vector<FieldEdit> back;
  for (const FieldEdit& each : std::views::reverse(diff))
    back.push_back({each.path, each.after, each.before});
  return back;
}

std::string diff_json(const std::vector<FieldEdit>& diff) {
  json list = json::array();
  for (const FieldEdit& each : diff) {
    json edit{{"path", each.path}};
    if (each.before) edit["before"] = text_or_null(each.before);
    if (each.after) edit["after"] = text_or_null(each.after);
    list.push_back(std::move(edit));
  }
  return list.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string splices_json(const std::vector<Splice>& splices) {
  json list = json::array();
  for (const Splice& each : splices)
    list.push_back({{"offset", each.offset}, {"before", each.before}, {"after", each.after}});
  return list.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace remediate

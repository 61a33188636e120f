#include "remediate/kinds/content.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "client/base/digest.hpp"

namespace remediate {
namespace {

using nlohmann::json;

// What the server sets, wherever an object stands.
constexpr std::array<std::string_view, 9> kStamps = {
    "created", "lastUpdated", "createdBy", "lastUpdatedBy", "lastMembershipUpdated",
    "_links",  "_embedded",   "system",    "priority",
};

bool is_stamp(std::string_view name) { return std::ranges::find(kStamps, name) != kStamps.end(); }

bool says_nothing(const json& value) {
  return value.is_null() || (value.is_structured() && value.empty());
}

json reduced(const json& value);

json reduced_object(const json& object) {
  json result = json::object();
  for (const auto& [name, value] : object.items()) {
    if (is_stamp(name)) continue;
    json part = reduced(value);
    if (!says_nothing(part)) result[name] = std::move(part);
  }
  return result;
}

// Objects in arrays may mean something by their order; plain values are sets in all of Okta's
// access objects.
json reduced_array(const json& array) {
  std::vector<json> result;
  for (const json& each : array) result.push_back(reduced(each));
  if (std::ranges::none_of(result, [](const json& each) { return each.is_structured(); })) {
    std::ranges::sort(result);
    const auto repeated = std::ranges::unique(result);
    result.erase(repeated.begin(), repeated.end());
  }
  return json(std::move(result));
}

json reduced(const json& value) {
  if (value.is_object()) return reduced_object(value);
  if (value.is_array()) return reduced_array(value);
  return value;
}

std::optional<json> parsed_object(std::string_view text) {
  json value = json::parse(text, nullptr, false);
  if (!value.is_object()) return std::nullopt;
  return value;
}

bool contains_all(const json& read, const json& sent) {
  if (!sent.is_object() || !read.is_object()) return read == sent;
  return std::ranges::all_of(sent.items(), [&](const auto& member) {
    const auto found = read.find(member.key());
    return found != read.end() && contains_all(*found, member.value());
  });
}

}  // namespace

std::string canonical(std::string_view json_text) {
  const std::optional<json> object = parsed_object(json_text);
  return object ? reduced_object(*object).dump() : std::string();
}

bool holds(std::string_view read, std::string_view sent) {
  const std::optional<json> read_object = parsed_object(read);
  const std::optional<json> sent_object = parsed_object(sent);
  return read_object && sent_object &&
         contains_all(reduced_object(*read_object), reduced_object(*sent_object));
}

std::string object_digest(std::string_view json_text) {
  return okta::digest_of(canonical(json_text));
}

}  // namespace remediate

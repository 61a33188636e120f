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

// What the server sets, on the object itself: further inside a member of that name is content.
constexpr std::array<std::string_view, 9> kStamps = {
    "created", "lastUpdated", "createdBy", "lastUpdatedBy", "lastMembershipUpdated",
    "_links",  "_embedded",   "system",    "priority",
};

bool says_nothing(const json& value) {
  return value.is_null() || (value.is_structured() && value.empty());
}

json reduced(const json& value);

json reduced_object(const json& object) {
  json result = json::object();
  for (const auto& [name, value] : object.items()) {
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

// Of an app: the links that somebody configured.
constexpr std::array<std::string_view, 2> kPolicyLinks = {"accessPolicy", "profileEnrollment"};

json policy_links(const json& app) {
  json links = json::object();
  for (const std::string_view name : kPolicyLinks) {
    const json::json_pointer href("/_links/" + std::string(name) + "/href");
    if (app.contains(href)) links[std::string(name)]["href"] = app.at(href);
  }
  return links;
}

json without_stamps(json object) {
  for (const std::string_view name : kStamps) object.erase(std::string(name));
  return object;
}

// `sent` is not reduced as a whole: an empty list that was sent means nobody, or nothing, and does
// not stand in an object that names somebody. What is not there reads as null.
bool contains_all(const json& read, const json& sent) {
  if (!sent.is_object()) {
    const json wanted = reduced(sent);
    return says_nothing(wanted) ? says_nothing(read) : read == wanted;
  }
  if (!read.is_object() && !says_nothing(read)) return false;
  return std::ranges::all_of(sent.items(), [&](const auto& member) {
    return contains_all(read.is_object() ? read.value(member.key(), json()) : json(),
                        member.value());
  });
}

}  // namespace

std::string canonical(std::string_view json_text) {
  const std::optional<json> object = parsed_object(json_text);
  return object ? reduced_object(without_stamps(*object)).dump() : std::string();
}

bool holds(std::string_view read, std::string_view sent) {
  const std::optional<json> read_object = parsed_object(read);
  const std::optional<json> sent_object = parsed_object(sent);
  return read_object && sent_object &&
         contains_all(reduced_object(without_stamps(*read_object)), without_stamps(*sent_object));
}

std::string object_digest(std::string_view json_text) {
  return okta::digest_of(canonical(json_text));
}

std::string canonical_application(std::string_view json_text) {
  const std::optional<json> app = parsed_object(json_text);
  if (!app) return {};
  json wanted = without_stamps(*app);
  wanted["_links"] = policy_links(*app);
  return reduced_object(wanted).dump();
}

std::string application_digest(std::string_view json_text) {
  return okta::digest_of(canonical_application(json_text));
}

}  // namespace remediate

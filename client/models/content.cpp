#include "client/models/content.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

namespace okta {
namespace {

constexpr std::array<std::string_view, 9> kStamps = {
    "id",        "created", "lastUpdated",           "createdBy", "lastUpdatedBy", "_links",
    "_embedded", "system",  "lastMembershipUpdated",
};

}  // namespace

std::string content_of(const JsonView& json) {
  if (!json.is_object()) return {};
  nlohmann::json content = nlohmann::json::object();
  for (const auto& [name, value] : json.members()) {
    if (std::ranges::find(kStamps, name) == kStamps.end())
      content[name] = nlohmann::json::parse(value.dump());
  }
  return content.dump();
}

}  // namespace okta

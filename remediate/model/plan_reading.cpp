#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "client/base/json_edit.hpp"
#include "remediate/model/plan_check.hpp"
#include "remediate/model/plan_form.hpp"
#include "remediate/model/plan_json.hpp"
#include "remediate/model/plan_members.hpp"

namespace remediate {
namespace {

using Json = nlohmann::ordered_json;

// The first thing that is wrong with a file.
using Problem = std::optional<std::string>;

// `/changes/0/after` as `changes[0].after`.
std::string place_of(std::string_view pointer) {
  std::string place;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const std::string_view step = pointer.substr(0, pointer.find('/'));
    const bool is_index = step.find_first_not_of("0123456789") == std::string_view::npos;
    if (is_index)
      place += fmt::format("[{}]", step);
    else
      place += fmt::format("{}{}", place.empty() ? "" : ".", step);
    pointer.remove_prefix(step.size());
  }
  return place;
}

// What a plan cannot hold, though each value was readable: a time in another form, "absent": false.
// Nobody may read in a file what the tool does not.
Problem said_otherwise(const Json& file, const Plan& plan) {
  const nlohmann::json is = nlohmann::json::parse(file.dump());
  const nlohmann::json would_be = nlohmann::json::parse(plan_form(plan).dump());
  if (is == would_be) return std::nullopt;
  const nlohmann::json difference = nlohmann::json::diff(would_be, is);
  return place_of(difference[0]["path"].get<std::string>()) + ": is not written as a plan says it";
}

okta::Error refused(std::string_view why) {
  return {okta::ErrorKind::invalid_input,
          fmt::format("the plan cannot be used: {}", why),
          std::nullopt,
          {}};
}

Problem wrong_schema(const Json& file) {
  const auto schema = file.find("schema");
  if (schema == file.end() || !schema->is_string()) return "it is no plan file of oktafix";
  const auto name = schema->get<std::string>();
  if (name == kPlanSchema) return std::nullopt;
  return fmt::format("it is of schema \"{:.40}\", and this program reads {}", name, kPlanSchema);
}

}  // namespace

okta::Result<Plan> read_plan(std::string_view text) {
  // Refuses what a person and a program could read differently: repeated members, numbers that
  // cannot be kept, nesting without an end.
  const auto sound = okta::JsonEdit::of(text);
  if (!sound) return okta::failure(refused(sound.error().message));
  const Json file = Json::parse(sound->text());
  if (const Problem wrong = wrong_schema(file)) return okta::failure(refused(*wrong));
  Problem problem;
  Plan plan = plan_members(file, problem);
  if (!problem) problem = misfit_of(plan);
  if (!problem) problem = said_otherwise(file, plan);
  if (problem) return okta::failure(refused(*problem));
  return plan;
}

}  // namespace remediate

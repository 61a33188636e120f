#include "remediate/model/plan_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/remediate/model/small_plan.hpp"

namespace remediate {
namespace {

using testing::HasSubstr;
using tests::small_file;
using tests::small_plan;
using Json = nlohmann::ordered_json;

TEST(PlanFile, NamesItsMembersInTheOrderOfItsSchema) {
  std::vector<std::string> names;
  const Json file = small_file();
  for (const auto& [name, value] : file.items()) names.push_back(name);
  EXPECT_THAT(names, testing::ElementsAre("schema", "id", "digest", "createdAt", "validUntil",
                                          "org", "basis", "changes", "effects", "exposes",
                                          "assumes", "handover", "blocked"));
  EXPECT_EQ(file["schema"], "oktafix.plan/1");
}

TEST(PlanFile, EmbedsBodiesAndValuesAsJson) {
  const Json file = small_file();
  EXPECT_EQ(file["changes"][0]["body"], (Json{{"name", "orders.read"}, {"default", false}}));
  EXPECT_EQ(file["changes"][0]["target"]["id"], nullptr);
  EXPECT_EQ(file["changes"][0]["target"]["in"], "aus1");
  EXPECT_FALSE(file["changes"][0].contains("diff"));
  EXPECT_EQ(file["changes"][3]["diff"][0]["after"], Json::array({"0oa1"}));
  EXPECT_FALSE(file["changes"][3].contains("body"));
  EXPECT_FALSE(file["changes"][3].contains("splices"));
  EXPECT_EQ(file["changes"][4]["splices"][1],
            (Json{{"offset", 71}, {"before", "/oauth2/v1"}, {"after", "/oauth2/aus1/v1"}}));
  EXPECT_EQ(file["changes"][4]["target"]["id"], nullptr);
}

TEST(PlanFile, TellsAbsentFromNull) {
  const Json diff = small_file()["changes"][3]["diff"];
  EXPECT_FALSE(diff[1].contains("before"));
  EXPECT_TRUE(diff[1]["after"].is_null());
  EXPECT_TRUE(diff[2]["before"].is_null());
  EXPECT_FALSE(diff[2].contains("after"));
  const auto plan = read_plan(plan_json(small_plan()));
  ASSERT_TRUE(plan.has_value()) << plan.error().describe();
  EXPECT_EQ(plan->changes[3].diff[1].before, std::nullopt);
  EXPECT_EQ(plan->changes[3].diff[1].after, "null");
  EXPECT_EQ(plan->changes[3].diff[2].before, "null");
  EXPECT_EQ(plan->changes[3].diff[2].after, std::nullopt);
}

TEST(PlanFile, TellsTheTermsOfBeforeWhereAccessWasGrantedBefore) {
  Plan plan = small_plan();
  EXPECT_FALSE(Json::parse(plan_json(plan))["effects"][0].contains("termsBefore"));
  plan.effects[0].before = Answer::granted;
  EXPECT_TRUE(Json::parse(plan_json(plan))["effects"][0].contains("termsBefore"));
}

TEST(PlanFile, HasNothingThatATerminalWouldActOn) {
  Plan plan = small_plan();
  plan.effects[0].label = "a\x1b[2J\x7f\u202e\u0085 M\u00fcller \xff";
  const std::string text = plan_json(plan);
  for (const char each : text) EXPECT_TRUE(each == '\n' || (each >= 0x20 && each < 0x7f));
  seal(plan);
  const auto read = read_plan(plan_json(plan));
  ASSERT_TRUE(read.has_value()) << read.error().describe();
  EXPECT_TRUE(is_sealed(*read));
  EXPECT_THAT(read->effects[0].label, HasSubstr("M\u00fcller"));
}

TEST(Seal, CoversEveryValueOfTheFile) {
  const Json file = small_file();
  const Json flat = file.flatten();
  int edited = 0;
  for (const auto& [pointer, value] : flat.items()) {
    Json other = file;
    Json& place = other[Json::json_pointer(pointer)];
    if (place.is_string())
      place = place.get<std::string>() + "0";
    else if (place.is_number())
      place = place.get<int>() + 1;
    else if (place.is_boolean())
      place = !place.get<bool>();
    else
      continue;
    const okta::Result<Plan> read = read_plan(other.dump());
    EXPECT_TRUE(!read || !is_sealed(*read)) << pointer;
    ++edited;
  }
  EXPECT_GT(edited, 60);
}

TEST(Seal, CoversEveryMemberThatIsAddedOrTakenAway) {
  const Json file = small_file();
  std::vector<std::string> objects = {""};
  const Json flat = file.flatten();
  for (const auto& [pointer, value] : flat.items()) {
    for (Json::json_pointer place = Json::json_pointer(pointer).parent_pointer(); !place.empty();
         place = place.parent_pointer())
      objects.push_back(place.to_string());
  }
  for (const std::string& pointer : objects) {
    Json more = file;
    Json& place = more[Json::json_pointer(pointer)];
    if (place.is_object()) place["added"] = 1;
    if (place.is_array()) place.push_back(place.empty() ? Json("x") : Json(place[0]));
    const okta::Result<Plan> read = read_plan(more.dump());
    EXPECT_TRUE(!read || !is_sealed(*read)) << "added to " << pointer;
  }
  for (const auto& [pointer, value] : flat.items()) {
    Json less = file;
    const Json::json_pointer place(pointer);
    Json& parent = less[place.parent_pointer()];
    if (parent.is_array())
      parent.erase(std::stoul(place.back()));
    else
      parent.erase(place.back());
    const okta::Result<Plan> read = read_plan(less.dump());
    EXPECT_TRUE(!read || !is_sealed(*read)) << "without " << pointer;
  }
}

TEST(Seal, DoesNotCareHowTheFileIsFormatted) {
  const Plan plan = small_plan();
  EXPECT_TRUE(is_sealed(plan));
  const nlohmann::json sorted = nlohmann::json::parse(plan_json(plan));
  for (const std::string& text : {sorted.dump(), sorted.dump(7), small_file().dump(1, '\t')}) {
    const auto read = read_plan(text);
    ASSERT_TRUE(read.has_value()) << read.error().describe();
    EXPECT_TRUE(is_sealed(*read));
  }
}

TEST(Seal, GivesTheSamePlanTheSameId) {
  EXPECT_EQ(small_plan().id, small_plan().id);
  EXPECT_THAT(small_plan().digest, HasSubstr("sha256:" + small_plan().id));
  Plan other = small_plan();
  other.changes[0].why += " Really.";
  EXPECT_FALSE(is_sealed(other));
  seal(other);
  EXPECT_TRUE(is_sealed(other));
  EXPECT_NE(other.id, small_plan().id);
}

}  // namespace
}  // namespace remediate

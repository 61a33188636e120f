// Every JSON object that was ever recorded goes through an edit: whatever Okta answers must come
// back with one change and no other.
#include <filesystem>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "client/base/json_edit.hpp"
#include "tests/client/base/json_difference.hpp"
#include "tests/support/recorded.hpp"

namespace {

using nlohmann::ordered_json;
using okta::JsonEdit;
using testing::ElementsAre;
using testing::UnorderedElementsAreArray;

struct RecordedObject {
  std::string name;
  ordered_json json;
};

// Fields that Okta may add tomorrow, in every object.
void add_invented_members(ordered_json& json) {
  for (ordered_json& child : json) {
    if (child.is_structured()) add_invented_members(child);
  }
  if (!json.is_object()) return;
  json["x_invented"] = {{"nothing", nullptr}, {"ratio", 1.5}, {"~1/ü", ordered_json::array()}};
}

std::vector<RecordedObject> recorded_objects() {
  std::vector<RecordedObject> objects;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(tests::recorded_folder())) {
    if (entry.path().extension() != ".json") continue;
    ordered_json json = ordered_json::parse(tests::read_file(entry.path()));
    if (!json.is_object()) continue;
    add_invented_members(json);
    objects.push_back({entry.path().string(), std::move(json)});
  }
  return objects;
}

// Empty when every one of them is above or below `pointer`.
std::string invented_member_apart_from(const std::string& pointer, const ordered_json& json,
                                       std::size_t index) {
  std::vector<std::string> all;
  for (const std::string& object : tests::object_pointers(json)) {
    const std::string invented = object + "/x_invented";
    if (object.ends_with("/x_invented") || pointer.starts_with(invented)) continue;
    if (!invented.starts_with(pointer)) all.push_back(invented);
  }
  return all.empty() ? std::string() : all[index * 7919 % all.size()];
}

class JsonEditRecorded : public testing::Test {
 protected:
  void SetUp() override {
    if (tests::recorded_folder().empty()) GTEST_SKIP() << tests::kNoRecordings;
  }
};

TEST_F(JsonEditRecorded, ARuleGetsOneMoreScope) {
  std::size_t edited = 0;
  for (const auto& file : tests::recorded_files("rules")) {
    ordered_json before = ordered_json::parse(tests::read_file(file));
    add_invented_members(before);
    auto edit = JsonEdit::of(before.dump());
    ASSERT_TRUE(edit) << file;
    ASSERT_TRUE(edit->set("/conditions/scopes/include/-", "api:read")) << file;
    EXPECT_THAT(tests::differences(before, ordered_json::parse(edit->text())),
                ElementsAre(testing::StartsWith("+/conditions/scopes/include/")))
        << file;
    ++edited;
  }
  EXPECT_GT(edited, 0U);
}

// One value is replaced and one invented member removed, at another place of every file.
TEST_F(JsonEditRecorded, WhatIsEditedIsTheOnlyChange) {
  std::size_t index = 0;
  for (const auto& [name, before] : recorded_objects()) {
    ++index;
    auto edit = JsonEdit::of(before.dump());
    ASSERT_TRUE(edit) << name << ": " << edit.error().describe();

    const std::vector<std::string> all = tests::pointers(before);
    const std::string& replaced = all[index * 7919 % all.size()];
    const std::string removed = invented_member_apart_from(replaced, before, index);
    ASSERT_TRUE(edit->set(replaced, "a value that was never recorded")) << name << replaced;
    std::vector<std::string> expected{replaced};
    if (!removed.empty()) {
      ASSERT_TRUE(edit->remove(removed)) << name << removed;
      expected.push_back("-" + removed);
    }
    ASSERT_THAT(tests::differences(before, ordered_json::parse(edit->text())),
                UnorderedElementsAreArray(expected))
        << name;
  }
  EXPECT_GT(index, 0U);
}

}  // namespace

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include "client/base/json_edit.hpp"
#include "tests/client/base/json_difference.hpp"

namespace {

using nlohmann::ordered_json;
using okta::JsonEdit;
using testing::ElementsAre;

std::string some_name() {
  return *rc::gen::element<std::string>("a", "b", "id", "", "a/b", "m~n", "~1", "0", "-", "ü", "🔑",
                                        "with \"quotes\"", "back\\slash", "x_new");
}

ordered_json some_scalar() {
  switch (*rc::gen::inRange(0, 6)) {
    case 0:
      return nullptr;
    case 1:
      return *rc::gen::arbitrary<bool>();
    case 2:
      return *rc::gen::arbitrary<std::int64_t>();
    case 3:
      return *rc::gen::arbitrary<double>();
    case 4:
      return *rc::gen::element<std::string>("", "text", "日本", "\n\t\"", "/", "1");
    default:
      return *rc::gen::arbitrary<std::uint64_t>();
  }
}

ordered_json some_json(int depth);

ordered_json some_object(int depth) {
  ordered_json object = ordered_json::object();
  const int members = *rc::gen::inRange(0, 6);
  for (int i = 0; i < members; ++i) object[some_name()] = some_json(depth - 1);
  return object;
}

ordered_json some_array(int depth) {
  ordered_json array = ordered_json::array();
  const int elements = *rc::gen::inRange(0, 4);
  for (int i = 0; i < elements; ++i) array.push_back(some_json(depth - 1));
  return array;
}

ordered_json some_json(int depth) {
  const int kind = depth <= 0 ? 0 : *rc::gen::inRange(0, 3);
  if (kind == 1) return some_object(depth);
  return kind == 2 ? some_array(depth) : some_scalar();
}

// As a parser sees it: a positive number that was generated as a signed one is unsigned then.
ordered_json some_root() { return ordered_json::parse(some_object(4).dump()); }

struct Place {
  ordered_json json;
  std::string pointer;
};

Place some_place() {
  Place place{some_root(), {}};
  const std::vector<std::string> all = tests::pointers(place.json);
  RC_PRE(!all.empty());
  place.pointer = *rc::gen::elementOf(all);
  return place;
}

JsonEdit edit_of(const ordered_json& json) {
  okta::Result<JsonEdit> edit = JsonEdit::of(json.dump());
  if (!edit) RC_FAIL(edit.error().describe());
  return std::move(*edit);
}

std::vector<std::string> changes(const ordered_json& before, const JsonEdit& edit) {
  return tests::differences(before, ordered_json::parse(edit.text()));
}

TEST(JsonEditProperty, SetChangesExactlyItsPointer) {
  EXPECT_TRUE(rc::check([] {
    const Place place = some_place();
    JsonEdit edit = edit_of(place.json);
    RC_ASSERT(edit.set(place.pointer, "a value that no generator makes"));
    RC_ASSERT(changes(place.json, edit) == std::vector{place.pointer});
  }));
}

TEST(JsonEditProperty, SettingTheOldValueBackRestoresTheText) {
  EXPECT_TRUE(rc::check([] {
    const Place place = some_place();
    const std::string old = place.json.at(ordered_json::json_pointer(place.pointer)).dump();
    JsonEdit edit = edit_of(place.json);
    RC_ASSERT(edit.set_json(place.pointer, some_json(2).dump()));
    RC_ASSERT(edit.set_json(place.pointer, old));
    RC_ASSERT(edit.text() == place.json.dump());
  }));
}

TEST(JsonEditProperty, RemoveTakesExactlyItsPointer) {
  EXPECT_TRUE(rc::check([] {
    const Place place = some_place();
    const ordered_json::json_pointer pointer(place.pointer);
    RC_PRE(place.json.at(pointer.parent_pointer()).is_object());
    JsonEdit edit = edit_of(place.json);
    RC_ASSERT(edit.remove(place.pointer));
    RC_ASSERT(changes(place.json, edit) == std::vector{"-" + place.pointer});
    RC_ASSERT(!edit.remove(place.pointer));
  }));
}

TEST(JsonEditProperty, AddingAndRemovingAMemberRestoresTheText) {
  EXPECT_TRUE(rc::check([] {
    const ordered_json json = some_root();
    const std::string object = *rc::gen::elementOf(tests::object_pointers(json));
    JsonEdit edit = edit_of(json);
    RC_ASSERT(edit.set(object + "/never generated", true));
    RC_ASSERT(changes(json, edit) == std::vector{"+" + object + "/never generated"});
    RC_ASSERT(edit.remove(object + "/never generated"));
    RC_ASSERT(edit.text() == json.dump());
  }));
}

// The judge itself: a test that cannot fail would be worse than none.
TEST(JsonDifference, SeesValuesTypesMembersAndOrder) {
  const auto between = [](std::string_view before, std::string_view after) {
    return tests::differences(ordered_json::parse(before), ordered_json::parse(after));
  };
  EXPECT_THAT(between(R"({"a":1})", R"({"a":1})"), ElementsAre());
  EXPECT_THAT(between(R"({"a":1})", R"({"a":1.0})"), ElementsAre("/a"));
  EXPECT_THAT(between(R"({"a":null})", R"({})"), ElementsAre("-/a"));
  EXPECT_THAT(between(R"({"a":1,"b":2})", R"({"b":2,"a":1})"), ElementsAre("order of "));
  EXPECT_THAT(between(R"({"a":1,"b":2})", R"({"a":1,"c":0,"b":2})"), ElementsAre("inserted /c"));
  EXPECT_THAT(between(R"({"a":1})", R"({"a":1,"b~/":2})"), ElementsAre("+/b~0~1"));
  EXPECT_THAT(between(R"({"a":[1,{"b":2}]})", R"({"a":[1,{"b":3}]})"), ElementsAre("/a/1/b"));
}

}  // namespace

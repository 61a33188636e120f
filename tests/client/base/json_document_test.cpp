#include "client/base/json_document.hpp"

#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/recorded.hpp"

namespace {

using okta::JsonDocument;
using okta::JsonView;
using okta::Result;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

JsonDocument document(std::string_view text) {
  Result<JsonDocument> parsed = JsonDocument::parse(text);
  if (!parsed) throw std::runtime_error(parsed.error().describe());
  return std::move(*parsed);
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

void expect_refused(std::string_view text, std::string_view reason) {
  const Result<JsonDocument> parsed = JsonDocument::parse(text);
  ASSERT_FALSE(parsed) << text;
  EXPECT_EQ(parsed.error().kind, okta::ErrorKind::protocol);
  EXPECT_THAT(parsed.error().message, HasSubstr(std::string(reason)));
}

TEST(JsonView, ReadsEachType) {
  const JsonDocument json =
      document(R"({"s":"x","b":false,"i":-3,"a":["x",1,null,"y"],"o":{"k":"v"},"n":null})");
  const JsonView root = json.root();
  EXPECT_EQ(root["s"].string(), "x");
  EXPECT_EQ(root["b"].boolean(), false);
  EXPECT_EQ(root["i"].integer(), -3);
  EXPECT_THAT(root["a"].strings(), ElementsAre("x", "y"));
  EXPECT_THAT(root["a"].elements(), SizeIs(4));
  EXPECT_EQ(root["o"]["k"].string_or("?"), "v");
  EXPECT_THAT(root["o"].members(), SizeIs(1));
  EXPECT_EQ(root["o"].dump(), R"({"k":"v"})");
  EXPECT_TRUE(root["n"].exists());
  EXPECT_TRUE(root["n"].is_null());
  EXPECT_EQ(root["n"].type_name(), "null");
}

TEST(JsonView, AnswersNotThereForAnotherType) {
  const JsonDocument json = document(R"({"s":"x","n":null,"f":1.5})");
  for (const char* name : {"s", "n", "f", "absent"}) {
    const JsonView view = json.root()[name];
    EXPECT_FALSE(view["deeper"]["still"].exists()) << name;
    EXPECT_EQ(view.boolean(), std::nullopt) << name;
    EXPECT_EQ(view.integer(), std::nullopt) << name;
    EXPECT_THAT(view.elements(), IsEmpty()) << name;
    EXPECT_THAT(view.members(), IsEmpty()) << name;
    EXPECT_THAT(view.strings(), IsEmpty()) << name;
  }
  EXPECT_EQ(json.root()["n"].string(), std::nullopt);
  EXPECT_EQ(json.root()["n"].string_or("fallback"), "fallback");
  EXPECT_EQ(json.root()["absent"].type_name(), "nothing");
  EXPECT_EQ(json.root()["absent"].dump(), "");
}

TEST(JsonView, AnIntegerThatDoesNotFitIsNotThere) {
  const JsonDocument json = document("[9223372036854775807,9223372036854775808,1e3]");
  const auto elements = json.root().elements();
  EXPECT_EQ(elements[0].integer(), 9223372036854775807);
  EXPECT_EQ(elements[1].integer(), std::nullopt);
  EXPECT_EQ(elements[2].integer(), std::nullopt);
}

TEST(JsonDocument, AllowsDepth128AndNoMore) {
  EXPECT_TRUE(JsonDocument::parse(nested(128)));
  expect_refused(nested(129), "deeper than 128");
}

TEST(JsonDocument, RefusesAMillionLevelsWithoutBuildingThem) {
  expect_refused(nested(1'000'000), "deeper than 128");
  expect_refused(std::string(1'000'000, '['), "deeper than 128");
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += R"({"a":)";
  expect_refused(objects, "deeper than 128");
}

TEST(JsonDocument, BracketsInStringsAreNotDepth) {
  EXPECT_TRUE(JsonDocument::parse("[\"" + std::string(500, '[') + "\"]"));
  EXPECT_TRUE(JsonDocument::parse("[\"\\\"" + std::string(500, '{') + "\"]"));
  expect_refused("[\"\\\\\"," + nested(128) + "]", "deeper than 128");
}

TEST(JsonDocument, RefusesInvalidUtf8) {
  expect_refused("[\"\xc3\x28\"]", "invalid UTF-8");
  expect_refused("[\"\xff\"]", "invalid UTF-8");
  expect_refused("[\"\xed\xa0\x80\"]", "invalid UTF-8");
}

TEST(JsonDocument, RefusesWhatIsNotJson) {
  expect_refused("", "empty");
  expect_refused(" \n", "empty");
  expect_refused("<!DOCTYPE html><html></html>", "HTML");
  expect_refused("{\"a\":1", "byte 7");
  expect_refused("{} {}", "syntax error");
  expect_refused("[NaN]", "syntax error");
  expect_refused("[\"\\ud800\"]", "not JSON");
  expect_refused("[1e999]", "too large");
}

TEST(JsonDocument, ARefusalDoesNotRepeatTheText) {
  const Result<JsonDocument> parsed = JsonDocument::parse(R"({"client_secret":"fake-secret-value)");
  ASSERT_FALSE(parsed);
  EXPECT_THAT(parsed.error().describe(), Not(HasSubstr("fake-secret")));
}

TEST(JsonDocument, TheLastOfTwoMembersOfOneNameWins) {
  EXPECT_EQ(document(R"({"a":1,"a":2})").root()["a"].integer(), 2);
}

TEST(JsonDocument, ViewsSurviveAMoveOfTheDocument) {
  JsonDocument first = document(R"({"a":"b"})");
  const JsonView view = first.root()["a"];
  const JsonDocument second = std::move(first);
  EXPECT_EQ(view.string(), "b");
}

TEST(JsonDocument, ReadsEveryRecordedFile) {
  if (tests::recorded_folder().empty()) GTEST_SKIP() << tests::kNoRecordings;
  std::size_t read = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(tests::recorded_folder())) {
    if (entry.path().extension() != ".json") continue;
    const Result<JsonDocument> parsed = JsonDocument::parse(tests::read_file(entry.path()));
    EXPECT_TRUE(parsed) << entry.path() << ": " << (parsed ? "" : parsed.error().describe());
    ++read;
  }
  EXPECT_GT(read, 0U);
}

}  // namespace

#include "client/base/json_edit.hpp"

#include <cstdint>
#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using okta::ErrorKind;
using okta::JsonEdit;
using okta::Result;
using okta::Status;
using testing::HasSubstr;
using testing::Not;

// With members that no model of this project knows, at every level.
constexpr std::string_view kRule =
    R"({"id":"0pr1","status":"ACTIVE","name":"Rule","priority":1,"created":null,"x_new":{"deep":[]},)"
    R"("conditions":{"people":{"users":{"exclude":[]},"x_new":null},"grantTypes":{"include":["implicit"]},)"
    R"("scopes":{"include":["openid"],"x_new":1.5}},"actions":{"token":{"accessTokenLifetimeMinutes":60,)"
    R"("inlineHook":{"id":"cal1"}}},"_links":{"self":{"href":"https://example.okta.com/x"}}})";

JsonEdit edit_of(std::string_view text) {
  Result<JsonEdit> edit = JsonEdit::of(text);
  if (!edit) throw std::runtime_error(edit.error().describe());
  return std::move(*edit);
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string result(text);
  return result.replace(result.find(from), from.size(), to);
}

void expect_refused(std::string_view text, std::string_view reason) {
  const Result<JsonEdit> edit = JsonEdit::of(text);
  ASSERT_FALSE(edit) << text;
  EXPECT_EQ(edit.error().kind, ErrorKind::protocol);
  EXPECT_THAT(edit.error().message, HasSubstr(std::string(reason)));
}

void expect_survives(std::string_view text, std::string_view printed) {
  EXPECT_EQ(edit_of(text).text(), printed);
}

TEST(JsonEdit, ChangesOneListOfARuleAndNothingElse) {
  JsonEdit edit = edit_of(kRule);
  ASSERT_TRUE(
      edit.set("/conditions/scopes/include", std::vector<std::string>{"openid", "api:read"}));
  EXPECT_EQ(edit.text(), replaced(kRule, R"(["openid"])", R"(["openid","api:read"])"));
}

TEST(JsonEdit, SetsEveryType) {
  JsonEdit edit = edit_of(R"({"a":0,"b":0,"c":0,"d":0,"e":0})");
  ASSERT_TRUE(edit.set("/a", std::string_view("text")));
  ASSERT_TRUE(edit.set("/b", true));
  ASSERT_TRUE(edit.set("/c", std::int64_t{-5}));
  ASSERT_TRUE(edit.set("/d", std::vector<std::string>{}));
  ASSERT_TRUE(edit.set_json("/e", R"({"z":null,"a":[1.5]})"));
  EXPECT_EQ(edit.text(), R"({"a":"text","b":true,"c":-5,"d":[],"e":{"z":null,"a":[1.5]}})");
}

TEST(JsonEdit, AStringLiteralIsAStringAndNotABool) {
  JsonEdit edit = edit_of(R"({"a":0})");
  ASSERT_TRUE(edit.set("/a", "text"));
  EXPECT_EQ(edit.text(), R"({"a":"text"})");
}

TEST(JsonEdit, AddsAMissingMemberAtTheEnd) {
  JsonEdit edit = edit_of(R"({"z":1,"o":{}})");
  ASSERT_TRUE(edit.set("/a", "x"));
  ASSERT_TRUE(edit.set("/o/n", false));
  EXPECT_EQ(edit.text(), R"({"z":1,"o":{"n":false},"a":"x"})");
}

TEST(JsonEdit, ReplacesAndAppendsInAnArray) {
  JsonEdit edit = edit_of(R"({"a":["x","y"]})");
  ASSERT_TRUE(edit.set("/a/1", "z"));
  ASSERT_TRUE(edit.set("/a/-", "end"));
  EXPECT_EQ(edit.text(), R"({"a":["x","z","end"]})");
}

TEST(JsonEdit, RemovesMembersAndElements) {
  JsonEdit edit = edit_of(R"({"a":1,"b":[1,2,3],"c":{"d":null}})");
  ASSERT_TRUE(edit.remove("/b/1"));
  ASSERT_TRUE(edit.remove("/c/d"));
  ASSERT_TRUE(edit.remove("/a"));
  EXPECT_EQ(edit.text(), R"({"b":[1,3],"c":{}})");
}

TEST(JsonEdit, FollowsEscapedPointers) {
  JsonEdit edit = edit_of(R"({"a/b":{"m~n":1},"":{"":2},"0":3})");
  ASSERT_TRUE(edit.set("/a~1b/m~0n", true));
  ASSERT_TRUE(edit.set("//", true));
  ASSERT_TRUE(edit.set("/0", true));
  EXPECT_EQ(edit.text(), R"({"a/b":{"m~n":true},"":{"":true},"0":true})");
}

TEST(JsonEdit, AChangeThatCannotBeMadeLeavesTheObjectAsItWas) {
  const std::string text = R"({"a":{"b":[1]},"s":"x","n":null})";
  JsonEdit edit = edit_of(text);
  for (const std::string_view pointer :
       {"", "a", "/absent/b", "/a/absent/c", "/s/x", "/n/x", "/a/b/1", "/a/b/x", "/a/b/01",
        "/a/b/-1", "/a/b/99999999999999999999", "/a~2", "/a~"}) {
    const Status set = edit.set(pointer, "value");
    ASSERT_FALSE(set) << pointer;
    EXPECT_EQ(set.error().kind, ErrorKind::invalid_input) << pointer;
    const Status removed = edit.remove(pointer);
    ASSERT_FALSE(removed) << pointer;
    EXPECT_EQ(removed.error().kind, ErrorKind::invalid_input) << pointer;
  }
  EXPECT_FALSE(edit.remove("/absent"));
  EXPECT_FALSE(edit.remove("/a/b/-"));
  EXPECT_EQ(edit.text(), text);
}

TEST(JsonEdit, RefusesNamesThatCouldNotBePrinted) {
  auto edit = JsonEdit::of(R"({"a":1})");
  ASSERT_TRUE(edit);
  EXPECT_FALSE(edit->set("/\xb1", "x"));
  EXPECT_EQ(edit->text(), R"({"a":1})");
}

TEST(JsonEdit, RefusesValuesThatCouldNotBePrinted) {
  JsonEdit edit = edit_of(R"({"a":1})");
  EXPECT_FALSE(edit.set("/a", "\xff"));
  EXPECT_FALSE(edit.set("/a", std::vector<std::string>{"ok", "\xc3\x28"}));
  EXPECT_FALSE(edit.set_json("/a", "{"));
  EXPECT_FALSE(edit.set_json("/a", "12345678901234567890123"));
  EXPECT_FALSE(edit.set_json("/a", R"({"b":1,"b":2})"));
  EXPECT_EQ(edit.text(), R"({"a":1})");
}

TEST(JsonEdit, RefusesNumbersThatWouldChange) {
  expect_refused(R"({"a":12345678901234567890123})", "12345678901234567890123");
  expect_refused(R"({"a":-9223372036854775809})", "cannot be kept exactly");
  expect_refused(R"({"a":18446744073709551617})", "cannot be kept exactly");
  expect_refused(R"({"a":[{"b":0.1234567890123456789}]})", "0.1234567890123456789");
  expect_refused(R"({"a":1e-400})", "cannot be kept exactly");
  expect_refused(R"({"a":1e999})", "cannot be kept exactly");
}

TEST(JsonEdit, TakesAZeroOfAnyPowerForZero) {
  EXPECT_TRUE(JsonEdit::of(R"({"a":0.0e-9223372036854775808,"b":0.00e-99999999999999999999})"));
  expect_refused(R"({"a":0.1e-9223372036854775808})", "cannot be kept exactly");
}

TEST(JsonEdit, RefusesTwoMembersOfOneName) {
  expect_refused(R"({"a":1,"a":1})", "two members of the name \"a\"");
  expect_refused(R"({"o":[{"a":1,"\u0061":2}]})", "two members of the name \"a\"");
  EXPECT_TRUE(JsonEdit::of(R"({"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}]})"));
}

TEST(JsonEdit, RefusesInvalidUtf8) {
  expect_refused("{\"a\":\"\xff\"}", "invalid UTF-8");
  expect_refused("{\"\xc3\x28\":1}", "invalid UTF-8");
}

TEST(JsonEdit, RefusesDeepNesting) {
  const auto object = [](std::size_t depth) {
    return R"({"a":)" + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}";
  };
  EXPECT_TRUE(JsonEdit::of(object(128)));
  expect_refused(object(129), "deeper than 128");
  expect_refused(object(200), "deeper than 128");
  expect_refused(object(1'000'000), "deeper than 128");
}

TEST(JsonEdit, RefusesWhatIsNoObject) {
  for (const std::string_view text : {"[]", "null", "\"x\"", "1"})
    expect_refused(text, "only an object");
  for (const std::string_view text : {"", "{", "<html>", "{} x"}) expect_refused(text, "not JSON");
}

TEST(JsonEdit, ARefusalDoesNotRepeatTheText) {
  const Result<JsonEdit> edit = JsonEdit::of(R"({"client_secret":"fake-secret-value)");
  ASSERT_FALSE(edit);
  EXPECT_THAT(edit.error().describe(), Not(HasSubstr("fake-secret")));
}

// Numbers may change their spelling but not their value: 1e5 and 100000.0 are the same JSON number.
TEST(JsonEdit, KeepsTheValueOfNumbers) {
  expect_survives(R"({"a":1.0,"b":1e5,"c":-0.50,"d":1E-2,"e":0.1})",
                  R"({"a":1.0,"b":100000.0,"c":-0.5,"d":0.01,"e":0.1})");
  expect_survives(R"({"a":9223372036854775807,"b":-9223372036854775808,"c":18446744073709551615})",
                  R"({"a":9223372036854775807,"b":-9223372036854775808,"c":18446744073709551615})");
  expect_survives(R"({"a":0.0,"b":-0.0,"c":0e9,"d":1.7976931348623157e308})",
                  R"({"a":0.0,"b":-0.0,"c":0.0,"d":1.7976931348623157e+308})");
}

TEST(JsonEdit, KeepsEmptyValuesNullsAndOrder) {
  const std::string_view text = R"({"z":[],"y":{},"x":null,"w":"","a":[[],{},null],"":0})";
  expect_survives(text, text);
}

TEST(JsonEdit, KeepsCharacters) {
  expect_survives("{\"ü\":\"日本 🔑\"}", "{\"ü\":\"日本 🔑\"}");
  expect_survives(R"({"a":"https:\/\/example.okta.com\u0041\ud83d\udd11\u0000"})",
                  "{\"a\":\"https://example.okta.comA🔑\\u0000\"}");
}

}  // namespace

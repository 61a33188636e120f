#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "config/directives.hpp"
#include "tests/config/parsed_directives.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using config::Directives;
using config::load_directives;
using config::parse_directives;
using testing::HasSubstr;
using tests::accepted;
using tests::refused;

TEST(Directives, AnchorsAndAliasesAreFine) {
  const Directives directives = accepted(
      "applications:\n"
      "- {match: a, scopes: &orders [openid, orders.read]}\n"
      "- {match: b, scopes: *orders}\n");
  EXPECT_EQ(directives.applications.at(0).scopes, directives.applications.at(1).scopes);
}

TEST(Directives, AnAliasBombIsRefusedInTime) {
  std::string bomb = "x0: &x0 [a, a, a, a, a, a, a, a, a, a]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string before = "*x" + std::to_string(i - 1);
    bomb += "x" + std::to_string(i) + ": &x" + std::to_string(i) + " [" + before;
    for (int j = 0; j < 9; ++j) bomb += ", " + before;
    bomb += "]\n";
  }
  EXPECT_THAT(refused(bomb), HasSubstr("too large once its aliases are expanded"));
}

TEST(Directives, AnAliasOfWhatSurroundsItIsRefused) {
  EXPECT_THAT(refused("allow: &a [*a]\n"), HasSubstr("nested too deeply"));
}

TEST(Directives, DeepNestingAndLargeFilesAreRefused) {
  EXPECT_THAT(refused("allow: " + std::string(100, '[') + std::string(100, ']')),
              HasSubstr("nested too deeply"));
  EXPECT_THAT(refused("allow: " + std::string(100'000, '[')), HasSubstr("nested too deeply"));
  EXPECT_THAT(refused(std::string(1024 * 1024 + 1, '#')), HasSubstr("is larger than 1024 KiB"));
}

TEST(Directives, SeveralDocumentsAreRefused) {
  EXPECT_EQ(refused("allow: []\n---\nlimits: {}\n"),
            "oktafix.yaml:3:1: a second document begins: one file holds one document");
}

TEST(Directives, BrokenYamlIsToldWithItsPlace) {
  EXPECT_THAT(refused("scopes:\n  approve: [a, b\nlimits: {}\n"), HasSubstr("oktafix.yaml:3:"));
  EXPECT_THAT(refused("a: b: c\n"), HasSubstr("oktafix.yaml:1:5: broken YAML: illegal map value"));
  EXPECT_THAT(refused("allow: *nothing\n"), HasSubstr("broken YAML"));
}

TEST(Directives, ControlCharactersNeverReachAMessage) {
  EXPECT_EQ(refused("\"a\\e[31m\\u202e\\n\": 1\n"),
            "oktafix.yaml:1:1: unknown key \"a\\u001b[31m\\u202e\\n\"");
  EXPECT_EQ(refused("allow: [\"\\x9b1m\"]\n"),
            "oktafix.yaml:1:9: allow[0]: \"\\u009b1m\" must be widens-others or activate:<id>");
  EXPECT_EQ(refused("a: 1\nb: \x1b[31m\n"),
            "oktafix.yaml:2:4: a control character: write it as an escape in double quotes");
  EXPECT_EQ(refused("a: \xff\n"), "oktafix.yaml:1:4: not UTF-8 text");
}

TEST(Directives, NothingAfterAnEndOfTextCharacterIsDroppedSilently) {
  EXPECT_THAT(refused("allow: []\n\x04\nlimits: {maxChanges: 1}\n"),
              HasSubstr("oktafix.yaml:2:1: a control character"));
}

RC_GTEST_PROP(Directives, AnyTextIsReadOrRefusedOnPrintableLinesWithAPlace,
              (const std::string& text)) {
  const auto directives = parse_directives(text, "f");
  if (directives) return;
  const std::string& message = directives.error().message;
  RC_ASSERT(message.starts_with("f:"));
  RC_ASSERT(std::ranges::none_of(
      message, [](char c) { return (c >= 0 && c < ' ' && c != '\n') || c == '\x7f'; }));
}

// Random bytes rarely are YAML: this puts random text where keys and values stand.
RC_GTEST_PROP(Directives, AnyKeyIsShownOnOnePrintableLine,
              (const std::vector<unsigned char>& bytes)) {
  std::string key;
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (const unsigned char byte : bytes) {
    key += "\\x";
    key += kDigits[byte / 16U];
    key += kDigits[byte % 16U];
  }
  const auto directives = parse_directives("\"" + key + "\": 1", "f");
  RC_ASSERT(!directives);
  const std::string& message = directives.error().message;
  RC_ASSERT(message.starts_with("f:1:1: unknown key "));
  RC_ASSERT(
      std::ranges::none_of(message, [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; }));
}

TEST(DirectivesFile, WhatCannotBeReadIsNamed) {
  const tests::TemporaryFolder folder;
  const auto missing = load_directives(folder.path() / "oktafix.yaml");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, okta::ErrorKind::invalid_input);
  EXPECT_THAT(missing.error().message, HasSubstr("oktafix.yaml: is not there"));

  const auto is_folder = load_directives(folder.path());
  ASSERT_FALSE(is_folder);
  EXPECT_THAT(is_folder.error().message, HasSubstr("is a folder, not a file"));

  const auto endless = load_directives("/dev/zero");
  ASSERT_FALSE(endless);
  EXPECT_THAT(endless.error().message, HasSubstr("is larger than 1024 KiB"));
}

TEST(DirectivesFile, ProblemsCarryTheNameOfTheFile) {
  const tests::TemporaryFolder folder;
  const auto file = folder.write("oktafix.yaml", "\n\nx: 1\n");
  const auto directives = load_directives(file);
  ASSERT_FALSE(directives);
  EXPECT_EQ(directives.error().message, file.string() + ":3:1: unknown key \"x\"");
}

}  // namespace

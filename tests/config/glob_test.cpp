#include "config/glob.hpp"

#include <cstddef>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace {

using config::glob_matches;
using config::is_exact;

TEST(Glob, MatchesTheWholeTextOnly) {
  EXPECT_TRUE(glob_matches("orders.read", "orders.read"));
  EXPECT_FALSE(glob_matches("orders", "orders.read"));
  EXPECT_FALSE(glob_matches("read", "orders.read"));
  EXPECT_FALSE(glob_matches("", "orders.read"));
  EXPECT_TRUE(glob_matches("", ""));
}

TEST(Glob, AStarIsAnyRunOfCharactersAlsoNone) {
  EXPECT_TRUE(glob_matches("orders.*", "orders.read"));
  EXPECT_TRUE(glob_matches("orders.*", "orders."));
  EXPECT_FALSE(glob_matches("orders.*", "orders"));
  EXPECT_TRUE(glob_matches("*", ""));
  EXPECT_TRUE(glob_matches("a*b*c", "a--b--b--c"));
  EXPECT_FALSE(glob_matches("a*b*c", "a--c--b"));
}

TEST(Glob, AQuestionMarkIsOneCharacterHoweverManyBytesItTakes) {
  EXPECT_TRUE(glob_matches("Caf?", "Caf\u00e9"));
  EXPECT_TRUE(glob_matches("?", "\U0001F600"));
  EXPECT_FALSE(glob_matches("?", ""));
  EXPECT_FALSE(glob_matches("??", "\u00e9"));
}

TEST(Glob, CaseCountsAndBracketsAreThemselves) {
  EXPECT_FALSE(glob_matches("legacy *", "Legacy portal"));
  EXPECT_TRUE(glob_matches("[ab]\\*", "[ab]\\x"));
  EXPECT_FALSE(glob_matches("[ab]", "a"));
}

TEST(Glob, OnlyAPatternWithoutWildcardsIsExact) {
  EXPECT_TRUE(is_exact("orders.read"));
  EXPECT_TRUE(is_exact(""));
  EXPECT_FALSE(is_exact("orders.*"));
  EXPECT_FALSE(is_exact("order?"));
}

TEST(Glob, AHostilePatternEndsInTime) {
  std::string pattern;
  for (int i = 0; i < 2000; ++i) pattern += "*a";
  EXPECT_FALSE(glob_matches(pattern + "b", std::string(4000, 'a')));
}

// The definition itself, too slow for use: every way to split the text.
bool matches_by_definition(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) return text.empty();
  if (pattern.front() == '*') {
    for (std::size_t taken = 0; taken <= text.size(); ++taken) {
      if (matches_by_definition(pattern.substr(1), text.substr(taken))) return true;
    }
    return false;
  }
  return !text.empty() && (pattern.front() == '?' || pattern.front() == text.front()) &&
         matches_by_definition(pattern.substr(1), text.substr(1));
}

RC_GTEST_PROP(Glob, AgreesWithItsDefinition, ()) {
  const auto pattern =
      *rc::gen::resize(8, rc::gen::container<std::string>(rc::gen::element('a', 'b', '*', '?')));
  const auto text =
      *rc::gen::resize(10, rc::gen::container<std::string>(rc::gen::element('a', 'b', '*')));
  RC_CLASSIFY(glob_matches(pattern, text), "matches");
  RC_ASSERT(glob_matches(pattern, text) == matches_by_definition(pattern, text));
}

RC_GTEST_PROP(Glob, AnExactPatternMatchesOnlyItself,
              (const std::string& pattern, const std::string& text)) {
  RC_PRE(is_exact(pattern));
  RC_ASSERT(glob_matches(pattern, pattern));
  RC_ASSERT(glob_matches(pattern, text) == (pattern == text));
}

RC_GTEST_PROP(Glob, AnyBytesAreMatchedByTheirStartAndAStar, (const std::string& text)) {
  const auto length = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
  RC_PRE(is_exact(text.substr(0, length)));
  RC_ASSERT(glob_matches(text.substr(0, length) + "*", text));
}

}  // namespace

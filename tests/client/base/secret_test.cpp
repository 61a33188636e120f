#include "client/base/secret.hpp"

#include <filesystem>
#include <functional>
#include <ostream>
#include <string>
#include <type_traits>
#include <utility>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace {

using okta::Secret;

template <class T>
concept Streamable = requires(std::ostream& stream, const T& value) { stream << value; };
template <class T>
concept Comparable = requires(const T& a, const T& b) { a == b; };

static_assert(Streamable<std::string> && !Streamable<Secret>);
static_assert(fmt::is_formattable<std::string>::value && !fmt::is_formattable<Secret>::value);
static_assert(Comparable<std::string> && !Comparable<Secret>);
template <class T>
concept Appendable = requires(std::string& text, const T& value) { text += value; };
template <class T>
concept Hashable = requires(const T& value) { std::hash<T>{}(value); };

static_assert(Appendable<std::string> && !Appendable<Secret>);
static_assert(Hashable<std::string> && !Hashable<Secret>);
static_assert(!std::is_constructible_v<nlohmann::json, const Secret&>);
static_assert(!std::is_constructible_v<std::string, const Secret&>);
static_assert(!std::is_constructible_v<std::filesystem::path, const Secret&>);
static_assert(!std::is_convertible_v<Secret, std::string>);
static_assert(!std::is_convertible_v<Secret, std::string_view>);
static_assert(!std::is_convertible_v<std::string, Secret>);

TEST(Secret, GivesItsTextOnlyWhenAsked) {
  const Secret secret("fake-token");
  EXPECT_EQ(secret.expose(), "fake-token");
  EXPECT_FALSE(secret.empty());
  EXPECT_TRUE(Secret().empty());
}

TEST(Secret, AMovedFromSecretIsEmptyAndHoldsNoBytes) {
  Secret first("short");
  const char* bytes = first.expose().data();
  const Secret second(std::move(first));
  EXPECT_EQ(second.expose(), "short");
  EXPECT_TRUE(first.empty());  // NOLINT(bugprone-use-after-move,clang-analyzer-cplusplus.Move)
  EXPECT_EQ(std::string(bytes, 5), std::string(5, '\0'));
}

TEST(Secret, ACopyStandsOnItsOwn) {
  Secret first("one");
  Secret second = first;
  first = Secret("two");
  EXPECT_EQ(second.expose(), "one");
  EXPECT_EQ(first.expose(), "two");
  second = first;
  EXPECT_EQ(second.expose(), "two");
}

}  // namespace

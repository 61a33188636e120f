#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client/http/transport.hpp"

namespace okta {
namespace {

using testing::ElementsAre;

TEST(Headers, AreFoundInAnyCaseBecauseHttp2SendsThemInLowerCase) {
  const Headers headers{{"x-okta-request-id", "abc"}};
  EXPECT_EQ(headers.first("X-Okta-Request-Id"), "abc");
  EXPECT_TRUE(headers.contains("X-OKTA-REQUEST-ID"));
  EXPECT_FALSE(headers.contains("X-Okta-Request"));
  EXPECT_EQ(headers.first("Date"), "");
}

TEST(Headers, OfOneNameStayApartAndInOrder) {
  Headers headers;
  headers.add("Link", "first");
  headers.add("Date", "today");
  headers.add("link", "second");
  EXPECT_THAT(headers.all("LINK"), ElementsAre("first", "second"));
}

TEST(Headers, SettingReplacesAllOfThatName) {
  Headers headers{{"Authorization", "one"}, {"Accept", "all"}, {"authorization", "two"}};
  headers.set("AUTHORIZATION", "three");
  EXPECT_THAT(headers.all("Authorization"), ElementsAre("three"));
  EXPECT_EQ(headers.first("Accept"), "all");
}

TEST(Headers, CanBeSetByANameThatIsTheirOwn) {
  Headers headers{{"Accept", "old"}};
  headers.set(headers.list().front().name, "new");
  EXPECT_THAT(headers.all("Accept"), ElementsAre("new"));
}

TEST(Method, HasTheNameOfTheWire) {
  EXPECT_EQ(to_string(Method::get), "GET");
  EXPECT_EQ(to_string(Method::post), "POST");
  EXPECT_EQ(to_string(Method::put), "PUT");
  EXPECT_EQ(to_string(Method::del), "DELETE");
}

}  // namespace
}  // namespace okta

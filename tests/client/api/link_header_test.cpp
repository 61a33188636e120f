#include "client/api/link_header.hpp"

#include <gtest/gtest.h>

namespace okta {
namespace {

const std::string kNext = "https://acme.okta.com/api/v1/apps?after=0oa1&limit=2";

TEST(LinkHeader, FindsTheRelationAmongSeveralHeaders) {
  const Headers headers{{"link", "<https://acme.okta.com/api/v1/apps?limit=2>; rel=\"self\""},
                        {"Link", "<" + kNext + ">; rel=\"next\""}};
  EXPECT_EQ(find_link(headers, "next"), kNext);
}

TEST(LinkHeader, FindsTheRelationInOneCommaJoinedHeader) {
  const Headers headers{{"Link", "<https://acme.okta.com/api/v1/apps?limit=2>; rel=\"self\", <" +
                                     kNext + ">; rel=\"next\""}};
  EXPECT_EQ(find_link(headers, "next"), kNext);
}

TEST(LinkHeader, TakesCommasAndSemicolonsInsideTheUrlAsPartOfIt) {
  const std::string url = "https://acme.okta.com/api/v1/logs?filter=a,b;c&after=1";
  EXPECT_EQ(find_link(Headers{{"Link", "<" + url + ">; title=\"x, y; z\"; rel=\"next\""}}, "next"),
            url);
}

TEST(LinkHeader, AcceptsUnquotedAndCombinedRelationsInAnyCase) {
  EXPECT_EQ(find_link(Headers{{"Link", "<" + kNext + ">;REL=Next"}}, "next"), kNext);
  EXPECT_EQ(find_link(Headers{{"Link", "<" + kNext + "> ; rel=\"prev next\""}}, "next"), kNext);
}

TEST(LinkHeader, FindsNothingInWhatIsNoLink) {
  for (const std::string header : {"", "next", "<", "<https://a", "<https://a>", "<https://a>; rel",
                                   "<https://a>; rel=\"self\"", "<https://a>; title=\"rel=next\"",
                                   ";rel=next", "<https://a>;;;"}) {
    EXPECT_EQ(find_link(Headers{{"Link", header}}, "next"), std::nullopt) << header;
  }
  EXPECT_EQ(find_link(Headers{}, "next"), std::nullopt);
}

}  // namespace
}  // namespace okta

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

TEST(LinkHeader, FindsNothingWhereNoLinkHasTheRelation) {
  for (const std::string header :
       {"", " , ", "<https://a>; rel=\"self\"", "<https://a>; rel=self, <https://b>; rel=prev",
        "<https://a>; title=\"x; rel=next\"; rel=self", "https://a; rel=\"self\"",
        "<https://a,b;rel=next>; rel=self"}) {
    const auto found = find_link(Headers{{"Link", header}}, "next");
    ASSERT_TRUE(found) << header;
    EXPECT_EQ(*found, std::nullopt) << header;
  }
  EXPECT_EQ(find_link(Headers{}, "next"), std::nullopt);
}

TEST(LinkHeader, RefusesALinkOfTheRelationThatCannotBeRead) {
  for (const std::string header :
       {"https://a; rel=\"next\"", "<https://a; rel=\"next\"", "https://a>; rel=next",
        "<>; rel=next", ";rel=next", "<https://a> b; rel=next"}) {
    const auto found = find_link(Headers{{"Link", header}}, "next");
    ASSERT_FALSE(found) << header;
    EXPECT_EQ(found.error().kind, ErrorKind::protocol) << header;
  }
}

TEST(LinkHeader, RefusesALinkThatWasCutBeforeItSaidItsRelation) {
  const std::string whole = "<https://a?after=1>; rel=\"next\"";
  for (std::size_t length = 1; length < whole.size(); ++length) {
    const std::string header = whole.substr(0, length);
    EXPECT_FALSE(find_link(Headers{{"Link", header}}, "next")) << header;
    EXPECT_FALSE(find_link(Headers{{"Link", "<https://b>; rel=\"self\", " + header}}, "next"))
        << header;
  }
}

TEST(LinkHeader, PrefersAReadableLinkToAnUnreadableOne) {
  const Headers headers{{"Link", "junk"}, {"Link", "<" + kNext + ">; rel=next"}};
  EXPECT_EQ(find_link(headers, "next"), kNext);
}

}  // namespace
}  // namespace okta

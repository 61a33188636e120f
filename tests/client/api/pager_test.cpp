#include "client/api/pager.hpp"

#include <gtest/gtest.h>

#include "client/api/collection.hpp"
#include "tests/support/scripted_transport.hpp"

namespace okta {
namespace {

constexpr Endpoint kApps = Endpoints<Application>::kList;

Url org() { return *parse_url("https://acme.okta.com"); }

Headers next_link(const std::string& url) { return {{"Link", "<" + url + ">; rel=\"next\""}}; }

class PagerTest : public testing::Test {
 protected:
  Pager pager(int max_pages = Pager::kMaxPages) {
    const Caller caller(transport_, org());
    return {caller, kApps, caller.url_of(kApps, {}, {{"limit", "200"}}), {}, max_pages};
  }

  // Ids of the elements of the next page; the test fails when there is none.
  static std::vector<std::string> ids_of_next_page(Pager& pager) {
    const auto page = pager.next({});
    std::vector<std::string> ids;
    if (!page || !*page) {
      ADD_FAILURE() << (page ? "the list is over" : page.error().describe());
      return ids;
    }
    for (const JsonView& each : (*page)->elements) ids.push_back(each["id"].string_or(""));
    return ids;
  }

  tests::ScriptedTransport transport_;
};

using Ids = std::vector<std::string>;

TEST_F(PagerTest, FollowsNextLinksToTheEnd) {
  transport_.answer(200, R"([{"id":"a"}])",
                    next_link("https://acme.okta.com/api/v1/apps?after=a&limit=200"));
  transport_.answer(200, R"([{"id":"b"}])");
  Pager apps = pager();
  EXPECT_EQ(ids_of_next_page(apps), Ids{"a"});
  EXPECT_EQ(ids_of_next_page(apps), Ids{"b"});
  EXPECT_FALSE(*apps.next({}));
  EXPECT_EQ(apps.pages_read(), 2);
  ASSERT_EQ(transport_.requests().size(), 2U);
  EXPECT_EQ(transport_.requests()[0].url.text(), "https://acme.okta.com/api/v1/apps?limit=200");
  EXPECT_EQ(transport_.requests()[1].url.text(),
            "https://acme.okta.com/api/v1/apps?after=a&limit=200");
}

TEST_F(PagerTest, PassesOverAnEmptyPageThatHasANextLink) {
  transport_.answer(200, R"([{"id":"a"}])", next_link("https://acme.okta.com/api/v1/apps?after=a"));
  transport_.answer(200, "[]", next_link("https://acme.okta.com/api/v1/apps?after=b"));
  transport_.answer(200, R"([{"id":"c"}])");
  Pager apps = pager();
  EXPECT_EQ(ids_of_next_page(apps), Ids{"a"});
  EXPECT_EQ(ids_of_next_page(apps), Ids{"c"});
  EXPECT_FALSE(*apps.next({}));
}

TEST_F(PagerTest, EndsAtAnEmptyLastPageBehindANextLink) {
  transport_.answer(200, R"([{"id":"a"}])", next_link("https://acme.okta.com/api/v1/apps?after=a"));
  transport_.answer(200, "[]");
  Pager apps = pager();
  EXPECT_EQ(ids_of_next_page(apps), Ids{"a"});
  const auto end = apps.next({});
  ASSERT_TRUE(end);
  EXPECT_TRUE(!*end || (*end)->elements.empty());
  EXPECT_FALSE(*apps.next({}));
}

TEST_F(PagerTest, YieldsAFailedPageAsAnErrorAndThenNothing) {
  transport_.answer(200, R"([{"id":"a"}])", next_link("https://acme.okta.com/api/v1/apps?after=a"));
  transport_.answer(200, R"([{"id":"b"}])", next_link("https://acme.okta.com/api/v1/apps?after=b"));
  transport_.answer(500, R"({"errorCode":"E0000009","errorSummary":"Internal Server Error"})");
  Pager apps = pager();
  EXPECT_EQ(ids_of_next_page(apps), Ids{"a"});
  EXPECT_EQ(ids_of_next_page(apps), Ids{"b"});
  const auto failed = apps.next({});
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().kind, ErrorKind::server);
  EXPECT_EQ(failed.error().http->error_code, "E0000009");
  EXPECT_FALSE(*apps.next({}));
}

struct BadLink {
  std::string name;
  std::string url;
  std::string said;
};

void PrintTo(const BadLink& link, std::ostream* out) { *out << link.name; }

class PagerRefuses : public PagerTest, public testing::WithParamInterface<BadLink> {};

TEST_P(PagerRefuses, ANextLinkThatLeadsAstrayAfterHandingOutThePageItCameWith) {
  transport_.answer(200, R"([{"id":"a"}])", next_link(GetParam().url));
  Pager apps = pager();
  EXPECT_EQ(ids_of_next_page(apps), Ids{"a"});
  const auto refused = apps.next({});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::protocol);
  EXPECT_NE(refused.error().message.find(GetParam().said), std::string::npos)
      << refused.error().message;
  EXPECT_EQ(transport_.requests().size(), 1U) << "the refused link must not be called";
}

INSTANTIATE_TEST_SUITE_P(
    Links, PagerRefuses,
    testing::Values(
        BadLink{"OtherHost", "https://evil.example/api/v1/apps?after=a", "not to the org"},
        BadLink{"OtherScheme", "http://acme.okta.com/api/v1/apps?after=a", "not to the org"},
        BadLink{"OtherPort", "https://acme.okta.com:8443/api/v1/apps?after=a", "not to the org"},
        BadLink{"UserInfo", "https://acme.okta.com@evil.example/api/v1/apps", "not to the org"},
        BadLink{"OtherPath", "https://acme.okta.com/api/v1/users?after=a",
                "leads to /api/v1/users"},
        BadLink{"ItsOwnPage", "https://acme.okta.com/api/v1/apps?limit=200", "already read"},
        BadLink{"NoUrl", "/api/v1/apps?after=a", "no URL"}),
    [](const auto& each) { return each.param.name; });

TEST_F(PagerTest, CallsALinkHeaderThatCannotBeReadAnErrorAndNotTheEnd) {
  for (const std::string header : {R"(https://acme.okta.com/api/v1/apps?after=a; rel="next")",
                                   "<https://acme.okta.com/api/v1/ap"}) {
    transport_.answer(200, R"([{"id":"a"}])", {{"Link", header}});
    Pager apps = pager();
    EXPECT_EQ(ids_of_next_page(apps), Ids{"a"}) << "the page that it came with is good";
    const auto refused = apps.next({});
    ASSERT_FALSE(refused) << header;
    EXPECT_EQ(refused.error().kind, ErrorKind::protocol) << header;
    EXPECT_FALSE(*apps.next({})) << header;
  }
}

TEST_F(PagerTest, AcceptsANextLinkThatSpellsOutTheDefaultPort) {
  transport_.answer(200, R"([{"id":"a"}])",
                    next_link("https://ACME.okta.com:443/api/v1/apps?after=a"));
  transport_.answer(200, R"([{"id":"b"}])");
  Pager apps = pager();
  EXPECT_EQ(ids_of_next_page(apps), Ids{"a"});
  EXPECT_EQ(ids_of_next_page(apps), Ids{"b"});
}

TEST_F(PagerTest, GivesUpAfterABoundedNumberOfPages) {
  for (int page = 0; page < 3; ++page) {
    transport_.answer(200, R"([{"id":"a"}])",
                      next_link("https://acme.okta.com/api/v1/apps?after=" + std::to_string(page)));
  }
  Pager apps = pager(3);
  for (int page = 0; page < 3; ++page) EXPECT_EQ(ids_of_next_page(apps), Ids{"a"});
  const auto refused = apps.next({});
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("3 pages"), std::string::npos);
  EXPECT_EQ(transport_.requests().size(), 3U);
}

TEST_F(PagerTest, CallsAnAnswerThatIsNoListAnErrorAndNotAnEmptyList) {
  for (const std::string body : {R"({"apps":[]})", "<html></html>", "", "null", R"([{"id":"a")"}) {
    transport_.answer(200, body, {{"X-Okta-Request-Id", "req1"}});
    Pager apps = pager();
    const auto page = apps.next({});
    ASSERT_FALSE(page) << body;
    EXPECT_EQ(page.error().kind, ErrorKind::protocol) << body;
    EXPECT_EQ(page.error().http->request_id, "req1") << body;
  }
}

TEST_F(PagerTest, SendsNothingOnceAStopIsRequested) {
  std::stop_source stop;
  stop.request_stop();
  Pager apps = pager();
  const auto page = apps.next(stop.get_token());
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().kind, ErrorKind::interrupted);
  EXPECT_TRUE(transport_.requests().empty());
}

TEST(Listing, KeepsThePageWhenOneObjectOnItIsOdd) {
  tests::ScriptedTransport transport;
  transport.answer(
      200, R"([{"id":"a","status":"ACTIVE"},{"label":"no id"},42,{"id":"b","status":"ACTIVE"}])");
  auto apps = Collection<Application>(Caller(transport, org())).list();
  const auto page = apps.next({});
  ASSERT_TRUE(page && *page);
  ASSERT_EQ((*page)->elements.size(), 4U);
  std::vector<bool> decoded;
  for (const auto& each : (*page)->elements) decoded.push_back(each.value.has_value());
  EXPECT_EQ(decoded, (std::vector<bool>{true, false, false, true}));
  EXPECT_EQ((*page)->elements[1].json["label"].string(), "no id")
      << "what was skipped can still be named";
}

}  // namespace
}  // namespace okta

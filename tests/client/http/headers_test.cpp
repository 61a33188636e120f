#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client/http/challenge.hpp"
#include "client/http/org_time.hpp"
#include "client/http/transport.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/scripted_transport.hpp"

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

TEST(Challenges, OfEveryHeaderAreRead) {
  const auto challenges =
      read_challenges({{"WWW-Authenticate", "Basic realm=\"a, b\""},
                       {"www-authenticate",
                        "Bearer realm=\"acme\" , scope=openid,DPoP algs=\"RS256 ES256\", "
                        "ERROR = \"use_dpop_nonce\", error_description=\"say \\\"please\\\"\""}});
  ASSERT_EQ(challenges.size(), 3U);
  EXPECT_EQ(challenges[0].parameter("realm"), "a, b");
  EXPECT_EQ(challenges[1].scheme, "Bearer");
  EXPECT_EQ(challenges[1].parameter("scope"), "openid");
  EXPECT_EQ(challenges[1].parameter("error"), "") << "that is another challenge's";
  EXPECT_EQ(challenges[2].scheme, "DPoP");
  EXPECT_EQ(challenges[2].parameter("error"), "use_dpop_nonce");
  EXPECT_EQ(challenges[2].parameter("error_description"), "say \"please\"");
  EXPECT_EQ(challenge_with(challenges, "error"), &challenges[2]);
  EXPECT_EQ(challenge_with(challenges, "nonce"), nullptr);
}

TEST(Challenges, ThatAreMalformedReadAsFarAsTheyMakeSense) {
  EXPECT_TRUE(read_challenges({{"WWW-Authenticate", " ,, "}}).empty());
  const auto odd = read_challenges({{"WWW-Authenticate", "SSWS"},
                                    {"WWW-Authenticate", "error=\"alone\""},
                                    {"WWW-Authenticate", "Bearer error=\"open"},
                                    {"WWW-Authenticate", "Negotiate abc=="}});
  ASSERT_EQ(odd.size(), 4U);
  EXPECT_EQ(odd[0].scheme, "SSWS");
  EXPECT_EQ(odd[1].scheme, "");
  EXPECT_EQ(odd[1].parameter("error"), "alone");
  EXPECT_EQ(odd[2].parameter("error"), "open");
  EXPECT_EQ(odd[3].scheme, "Negotiate");
}

TEST(OrgTime, IsLearnedFromTheOrgAloneAndKeptByThisMachinesClock) {
  const tests::ManualClock clock(Timestamp{std::chrono::seconds{1'780'000'000}});
  auto owned = std::make_unique<tests::ScriptedTransport>();
  owned->answer(200, {}, {{"Date", "Thu, 28 May 2026 21:26:40 GMT"}});
  owned->answer(200, {}, {{"Date", "Thu, 28 May 2020 21:26:40 GMT"}});
  owned->answer(200);
  auto time = std::make_shared<OrgTime>(clock);
  OrgTimeReader reader(std::move(owned), parse_url("https://acme.okta.com").value(), time);
  EXPECT_EQ(time->now(), clock.now());
  for (const char* url :
       {"https://acme.okta.com/a", "https://elsewhere.example/", "https://acme.okta.com/b"}) {
    Request request;
    request.url = parse_url(url).value();
    ASSERT_TRUE(reader.send(request, {}));
    EXPECT_EQ(time->now() - clock.now(), std::chrono::hours{1}) << url;
  }
}

}  // namespace
}  // namespace okta

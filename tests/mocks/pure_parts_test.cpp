#include <gtest/gtest.h>

#include "mocks/faults.hpp"
#include "mocks/include_order.hpp"
#include "mocks/oauth_failures.hpp"
#include "mocks/rate_limits.hpp"
#include "mocks/scim_filter.hpp"
#include "mocks/times.hpp"
#include "mocks/wire.hpp"

namespace mocks {
namespace {

using std::chrono::seconds;

const TimePoint kNow{seconds{1'780'000'000}};  // 2026-05-28T20:26:40Z

TEST(Times, ReadsWhatOktaWrites) {
  EXPECT_EQ(iso_text(kNow + std::chrono::milliseconds{7}), "2026-05-28T20:26:40.007Z");
  EXPECT_EQ(stamp_text(kNow + std::chrono::milliseconds{7}), "2026-05-28T20:26:40.000Z");
  EXPECT_EQ(http_date(kNow), "Thu, 28 May 2026 20:26:40 GMT");
  EXPECT_EQ(parse_iso("2026-05-28T20:26:40.000Z"), kNow);
  EXPECT_EQ(parse_iso("2026-05-28T22:26:40+02:00"), kNow);
  EXPECT_EQ(parse_iso("2026-05-28"), TimePoint(seconds{1'779'926'400}));
}

TEST(Times, RefusesWhatIsNoIsoDate) {
  for (const auto* text : {"", "yesterday", "2026-13-01", "2026-02-30", "2026-05-28T25:00:00Z",
                           "2026-05-28T20:26:40", "2026-05-28T20:26:40.Z", "1780000000"}) {
    EXPECT_FALSE(parse_iso(text)) << text;
  }
}

TEST(Times, ReadsAgesSoThatASeedNeverGrowsOld) {
  EXPECT_EQ(parse_age("-2h", kNow), kNow - std::chrono::hours{2});
  EXPECT_EQ(parse_age("-3d", kNow), kNow - std::chrono::days{3});
  EXPECT_EQ(parse_age("now", kNow), kNow);
  EXPECT_FALSE(parse_age("2h", kNow));
  EXPECT_FALSE(parse_age("-2w", kNow));
}

TEST(Wire, DecodesFormsAndQueries) {
  const auto fields = parse_form("scope=openid+orders.read&state=a%2Fb&empty=&flag");
  EXPECT_EQ(field(fields, "scope"), "openid orders.read");
  EXPECT_EQ(field(fields, "state"), "a/b");
  EXPECT_EQ(field(fields, "empty"), "");
  EXPECT_EQ(field(fields, "flag"), "");
  EXPECT_FALSE(field(fields, "absent"));
  EXPECT_EQ(form_text({{"q", "a b"}, {"r", "x&y"}}), "q=a+b&r=x%26y");
}

TEST(Wire, DecodesBothBase64Alphabets) {
  const std::string bytes("\xfb\xff\xfe\x01", 4);
  EXPECT_EQ(base64_decoded(base64url(bytes)), bytes);
  EXPECT_EQ(base64_decoded("+//+AQ=="), bytes);
  EXPECT_FALSE(base64_decoded("no base64!"));
}

std::vector<std::string> one_event(std::string_view attribute) {
  if (attribute == "eventType") return {"app.oauth2.authorize"};
  if (attribute == "outcome.result") return {"FAILURE"};
  if (attribute == "target.id") return {"0oa1", "0oa2"};
  return {};
}

bool holds(const std::string& text) { return Filter::parse(text).value().matches(one_event); }

TEST(ScimFilter, EvaluatesAsRfc7644Says) {
  EXPECT_TRUE(holds("eventType eq \"app.oauth2.authorize\""));
  EXPECT_TRUE(holds("eventType sw \"app.oauth2.\" and outcome.result eq \"FAILURE\""));
  EXPECT_FALSE(holds("eventType sw \"app.oauth2.as.\" or outcome.result eq \"SUCCESS\""));
  EXPECT_TRUE(
      holds("eventType eq \"x\" or eventType sw \"app\" and outcome.result eq \"FAILURE\""));
  EXPECT_FALSE(holds("(eventType eq \"x\" or eventType sw \"app\") and outcome.result eq \"Y\""));
  EXPECT_TRUE(holds("not (eventType eq \"x\")"));
  EXPECT_TRUE(holds("target.id eq \"0oa2\""));
  EXPECT_TRUE(holds("target.id ne \"0oa3\""));
  EXPECT_FALSE(holds("client.id pr"));
}

TEST(ScimFilter, SaysWhatIsWrong) {
  for (const auto* text : {"eventType", "eventType eq", "(eventType eq \"a\"", "eventType eq \"a",
                           "eventType eq \"a\" and", "and", "eventType eq \"a\" \"b\""}) {
    EXPECT_FALSE(Filter::parse(text)) << text;
  }
}

TEST(Faults, FireOnTheNthMatchAndAreCounted) {
  FaultBook book;
  ASSERT_TRUE(book.add("GET ^/api/v1/apps$ 2-3 500"));
  EXPECT_FALSE(book.take("GET", "/api/v1/apps", ""));
  EXPECT_FALSE(book.take("POST", "/api/v1/apps", ""));
  EXPECT_FALSE(book.take("GET", "/api/v1/apps/0oa1", ""));
  EXPECT_TRUE(book.take("GET", "/api/v1/apps", ""));
  EXPECT_TRUE(book.take("GET", "/api/v1/apps", "after=1"));
  EXPECT_FALSE(book.take("GET", "/api/v1/apps", ""));
  ASSERT_EQ(book.counts().size(), 1U);
  EXPECT_EQ(book.counts()[0].matched, 4);
  EXPECT_EQ(book.counts()[0].fired, 2);
}

TEST(Faults, MatchTheQueryToo) {
  FaultBook book;
  ASSERT_TRUE(book.add("* ^/api/v1/apps\\?.*after= 1- reset"));
  EXPECT_FALSE(book.take("GET", "/api/v1/apps", "limit=2"));
  const auto fault = book.take("GET", "/api/v1/apps", "after=0oa1&limit=2");
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->kind, FaultKind::reset);
}

TEST(Faults, AMalformedSpecIsRefusedWithAReason) {
  FaultBook book;
  for (const auto* spec : {"", "GET /api 1", "GET [ 1 500", "GET /api 0 500", "GET /api 3-2 500",
                           "GET /api x 500", "GET /api 1 explode", "GET /api 1 200"}) {
    const auto added = book.add(spec);
    ASSERT_FALSE(added) << spec;
    EXPECT_NE(added.error().find(spec), std::string::npos);
  }
}

TEST(RateLimits, EndpointsShareBucketsAsOktaGroupsThem) {
  EXPECT_EQ(bucket_of("/api/v1/apps"), "/api/v1/apps");
  EXPECT_EQ(bucket_of("/api/v1/apps/0oa1"), "/api/v1/apps/{id}");
  EXPECT_EQ(bucket_of("/api/v1/apps/0oa1/grants"), "/api/v1/apps");
  EXPECT_EQ(bucket_of("/api/v1/authorizationServers/default/scopes"), "/api/v1");
  EXPECT_EQ(bucket_of("/api/v1/logs"), "/api/v1/logs");
  EXPECT_EQ(bucket_of("/oauth2/v1/authorize"), "/oauth2/v1/authorize");
  EXPECT_EQ(bucket_of("/oauth2/aus1/v1/authorize"), "/oauth2/{id}/v1/authorize");
  EXPECT_EQ(bucket_of("/oauth2/v1/keys"), "");
  EXPECT_EQ(bucket_of("/oauth2/default/.well-known/openid-configuration"), "");
}

TEST(RateLimits, AWindowEndsAndTheNextOneIsFresh) {
  RateLimits limits;
  ASSERT_TRUE(limits.set("apps=2/10"));
  EXPECT_EQ(limits.take("/api/v1/apps", kNow).remaining, 1);
  EXPECT_EQ(limits.take("/api/v1/apps", kNow + seconds{9}).remaining, 0);
  const auto over = limits.take("/api/v1/apps", kNow + seconds{9});
  EXPECT_TRUE(over.exceeded);
  EXPECT_EQ(over.reset, epoch_seconds(kNow) + 10);
  EXPECT_FALSE(limits.take("/api/v1/apps", kNow + seconds{10}).exceeded);
  EXPECT_FALSE(limits.take("/api/v1/logs", kNow).exceeded);
}

TEST(RateLimits, AMalformedLimitIsRefused) {
  RateLimits limits;
  for (const auto* spec : {"", "apps", "apps=5", "apps=x/2", "apps=5/0", "nobody=5/2"}) {
    EXPECT_FALSE(limits.set(spec)) << spec;
  }
}

TEST(IncludeOrder, IsTheOneThatWasRecorded) {
  using Strings = std::vector<std::string>;
  EXPECT_EQ(as_okta_orders({"password", "implicit"}), (Strings{"implicit", "password"}));
  EXPECT_EQ(as_okta_orders({"authorization_code", "client_credentials"}),
            (Strings{"client_credentials", "authorization_code"}));
}

std::string org_refusal(const std::vector<std::string>& scopes,
                        const std::vector<std::string>& granted = {},
                        bool client_credentials = false) {
  const auto refusal = refusal_by_org(scopes, granted, client_credentials);
  return refusal ? refusal->code : "";
}

TEST(OAuthFailures, TheOrgServerKnowsNoCustomScopes) {
  EXPECT_EQ(org_refusal({"openid", "profile", "groups", "offline_access"}), "");
  EXPECT_EQ(org_refusal({"openid", "orders.read"}), "illegal_custom_scope");
  EXPECT_EQ(org_refusal({"profile"}), "openid_scope_required");
  EXPECT_EQ(org_refusal({}), "missing_scopes");
  EXPECT_EQ(org_refusal({"okta.apps.read"}, {"okta.apps.read"}, true), "");
  EXPECT_EQ(org_refusal({"okta.apps.read"}, {}, true), "no_org_scopes_granted");
  EXPECT_EQ(org_refusal({"openid"}, {}, true), "openid_not_allowed_client_creds");
}

TEST(OAuthFailures, SayWhatTheCatalogueSays) {
  const auto failure = oauth_failure("illegal_custom_scope");
  EXPECT_EQ(failure.error, "invalid_scope");
  EXPECT_EQ(failure.description, "Custom scopes are not allowed for this request.");
  EXPECT_EQ(oauth_failure("unauthorized_client", "implicit").description,
            "The client is not authorized to use the provided grant type. Configured grant types: "
            "[implicit].");
}

}  // namespace
}  // namespace mocks

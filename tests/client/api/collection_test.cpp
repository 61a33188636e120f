#include "client/api/collection.hpp"

#include <gtest/gtest.h>

#include "client/api/organization.hpp"
#include "client/api/public_endpoints.hpp"
#include "client/api/system_log.hpp"
#include "tests/support/scripted_transport.hpp"

namespace okta {
namespace {

constexpr auto kApp =
    R"({"id":"0oa1","name":"oidc_client","label":"Orders","status":"ACTIVE","signOnMode":"OPENID_CONNECT","invented":{"deep":[1,null]}})";

class CollectionTest : public testing::Test {
 protected:
  Caller caller() { return {transport_, *parse_url("https://acme.okta.com:8443")}; }
  const Request& sent(std::size_t index = 0) { return transport_.requests().at(index); }

  tests::ScriptedTransport transport_;
};

TEST_F(CollectionTest, AsksForFullPagesOfApplications) {
  transport_.answer(200, "[]");
  ASSERT_TRUE(Collection<Application>(caller()).list().next({}));
  EXPECT_EQ(sent().url.text(), "https://acme.okta.com:8443/api/v1/apps?limit=200");
  EXPECT_EQ(sent().bucket, "/api/v1/apps");
}

TEST_F(CollectionTest, ListsWhoHoldsTokensOfAServerAndWhichTokens) {
  transport_.answer(200, R"([{"client_id":"0oa1","client_name":"Orders"}])");
  transport_.answer(200, R"([{"id":"oar1","status":"ACTIVE","scopes":["orders.read"]}])");
  auto clients = Collection<OAuthClient>(caller(), {"aus1"}).list();
  const auto some = clients.next({});
  ASSERT_TRUE(some && *some);
  EXPECT_EQ((*some)->elements.at(0).value->client_id, "0oa1");
  EXPECT_EQ(sent().url.text(),
            "https://acme.okta.com:8443/api/v1/authorizationServers/aus1/clients");
  auto tokens = Collection<RefreshToken>(caller(), {"aus1", "0oa1"}).list();
  const auto page = tokens.next({});
  ASSERT_TRUE(page && *page);
  EXPECT_EQ((*page)->elements.at(0).value->scopes, std::vector<std::string>{"orders.read"});
  EXPECT_EQ(sent(1).url.text(),
            "https://acme.okta.com:8443/api/v1/authorizationServers/aus1/clients/0oa1/tokens"
            "?limit=200");
}

TEST_F(CollectionTest, ReadsTheDomainsOutOfTheObjectAroundThem) {
  transport_.answer(200, R"({"domains":[{"id":"default","domain":"acme.okta.com"}]})");
  auto domains = Organization(caller()).domains();
  const auto page = domains.next({});
  ASSERT_TRUE(page && *page);
  EXPECT_EQ((*page)->elements.at(0).value->domain, "acme.okta.com");
}

TEST_F(CollectionTest, EncodesIdsSoThatTheyStayOnePathSegment) {
  transport_.answer(404, R"({"errorCode":"E0000007","errorSummary":"Not found"})");
  const auto missing = Collection<AccessPolicyRule>(caller(), {"aus/1", "00p?x"}).get("../0pr", {});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::not_found);
  EXPECT_EQ(sent().url.path,
            "/api/v1/authorizationServers/aus%2F1/policies/00p%3Fx/rules/..%2F0pr");
}

TEST_F(CollectionTest, RefusesAnEmptyIdBeforeSendingAnything) {
  const auto refused = Collection<Application>(caller()).get("", {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid_input);
  EXPECT_TRUE(transport_.requests().empty());
}

TEST_F(CollectionTest, PutsBackTheTextThatWasReadWithOneEdit) {
  transport_.answer(200, kApp);
  transport_.answer(200, kApp);
  const Collection<Application> apps(caller());
  const auto stored = apps.get("0oa1", {});
  ASSERT_TRUE(stored);
  auto edit = JsonEdit::of(stored->text);
  ASSERT_TRUE(edit);
  ASSERT_TRUE(edit->set("/label", "Orders 2"));
  ASSERT_TRUE(apps.replace("0oa1", *edit, {}));
  EXPECT_EQ(sent(1).method, Method::put);
  EXPECT_TRUE(sent(1).idempotent);
  EXPECT_EQ(sent(1).headers.first("content-type"), "application/json");
  EXPECT_EQ(
      sent(1).body,
      R"({"id":"0oa1","name":"oidc_client","label":"Orders 2","status":"ACTIVE","signOnMode":"OPENID_CONNECT","invented":{"deep":[1,null]}})");
}

TEST_F(CollectionTest, LeavesItToTheSenderToRepeatAReplacement) {
  Response refused{429, {}, ""};
  refused.again = Repetition{.refusals = 3, .failures = 1, .wait = std::chrono::seconds{7}};
  transport_.answer(200, kApp);
  transport_.answer(refused);
  const Collection<Application> apps(caller());
  ASSERT_TRUE(apps.get("0oa1", {}));
  const auto edit = JsonEdit::of(kApp);
  const auto answer = apps.replace("0oa1", *edit, {}, {.refusals = 2, .failures = 1});
  EXPECT_TRUE(sent(0).repeat_after_wait);
  EXPECT_FALSE(sent(1).repeat_after_wait);
  EXPECT_EQ(sent(1).earlier.refusals, 2);
  EXPECT_EQ(sent(1).earlier.failures, 1);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::rate_limited);
  ASSERT_TRUE(answer.error().again);
  EXPECT_EQ(answer.error().again->refusals, 3);
  EXPECT_EQ(answer.error().again->wait, std::chrono::seconds{7});
}

TEST_F(CollectionTest, LetsAWriteThatHasLeftFinishAndNoRead) {
  const Collection<Scope> scopes(caller(), {"aus1"});
  for (int each = 0; each < 4; ++each) transport_.answer(200, R"({"id":"scp1","name":"a"})");
  ASSERT_TRUE(scopes.get("scp1", {}));
  ASSERT_TRUE(scopes.create("{}", {}));
  ASSERT_TRUE(scopes.replace("scp1", *JsonEdit::of("{}"), {}));
  ASSERT_TRUE(scopes.remove("scp1", {}));
  EXPECT_FALSE(sent(0).let_finish);
  for (const std::size_t write : {1U, 2U, 3U}) EXPECT_TRUE(sent(write).let_finish);
}

TEST_F(CollectionTest, MarksACreateAsNotRepeatableAndALifecycleCallAsRepeatable) {
  transport_.answer(201, R"({"id":"scp1","name":"orders.read"})");
  transport_.answer(204);
  ASSERT_TRUE(Collection<Scope>(caller(), {"aus1"}).create(R"({"name":"orders.read"})", {}));
  ASSERT_TRUE(Collection<AuthorizationServer>(caller()).activate("aus1", {}));
  EXPECT_FALSE(sent(0).idempotent);
  EXPECT_TRUE(sent(1).idempotent);
  EXPECT_EQ(sent(1).url.path, "/api/v1/authorizationServers/aus1/lifecycle/activate");
}

TEST_F(CollectionTest, AcceptsAnEmptyAnswerToADelete) {
  transport_.answer(204);
  EXPECT_TRUE(Collection<Scope>(caller(), {"aus1"}).remove("scp1", {}));
  EXPECT_EQ(sent().method, Method::del);
}

TEST_F(CollectionTest, CallsAnEmptyAnswerToAGetAnError) {
  transport_.answer(200, "");
  const auto empty = Collection<Application>(caller()).get("0oa1", {});
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().kind, ErrorKind::protocol);
}

TEST_F(CollectionTest, NamesTheRequestWhoseAnswerIsNotTheObject) {
  for (const std::string body : {"<html></html>", R"({"label":"no id"})", "[]"}) {
    transport_.answer(200, body, {{"X-Okta-Request-Id", "req1"}});
    const auto app = Collection<Application>(caller()).get("0oa1", {});
    ASSERT_FALSE(app) << body;
    EXPECT_EQ(app.error().kind, ErrorKind::protocol) << body;
    EXPECT_EQ(app.error().during, std::vector<std::string>{"application"}) << body;
    ASSERT_TRUE(app.error().http) << body;
    EXPECT_EQ(app.error().http->status, 200) << body;
    EXPECT_EQ(app.error().http->request_id, "req1") << body;
    EXPECT_EQ(app.error().http->path, "/api/v1/apps/0oa1") << body;
  }
}

TEST_F(CollectionTest, NamesTheRequestWhoseAnswerIsNoDiscoveryDocument) {
  for (const std::string body : {"<html></html>", "{}"}) {
    transport_.answer(200, body, {{"X-Okta-Request-Id", "req1"}});
    const auto document = PublicEndpoints(caller()).discovery("https://id.acme.com", {});
    ASSERT_FALSE(document) << body;
    EXPECT_EQ(document.error().during, std::vector<std::string>{"discovery document"}) << body;
    ASSERT_TRUE(document.error().http) << body;
    EXPECT_EQ(document.error().http->request_id, "req1") << body;
  }
}

TEST_F(CollectionTest, ReadsTheRecordOfTheOrg) {
  transport_.answer(200, R"({"id":"00o1","subdomain":"acme","companyName":"Acme"})");
  const auto org = Organization(caller()).get({});
  ASSERT_TRUE(org);
  EXPECT_EQ(org->subdomain, "acme");
  EXPECT_EQ(sent().url.path, "/api/v1/org");
}

TEST_F(CollectionTest, TakesAnyAnswerToAnAuthorizeRequestAsItsResult) {
  transport_.answer(302, "", {{"Location", "https://app.example/cb?error=invalid_scope"}});
  transport_.answer(400, "<html></html>");
  const PublicEndpoints endpoints(caller());
  const Url endpoint = *parse_url("https://id.acme.com/oauth2/default/v1/authorize");
  const auto redirected = endpoints.authorize(endpoint, {{"scope", "openid api:read"}}, {});
  ASSERT_TRUE(redirected);
  EXPECT_EQ(redirected->status, 302);
  EXPECT_EQ(sent().url.host, "id.acme.com");
  EXPECT_EQ(find_parameter(parse_query(sent().url.query), "scope"), "openid api:read");
  const auto refused = endpoints.authorize(endpoint, {}, {});
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, 400);
}

// What a resource cannot do does not compile: the rows of the endpoint table are the whole of what
// can be sent.
template <class Resource>
concept Removable =
    requires(const Collection<Resource>& each) { each.remove("id", std::stop_token{}); };
static_assert(Removable<Scope>);
static_assert(!Removable<Group>);
static_assert(!Removable<LogEvent>);
static_assert(!Removable<SigningKey>);

TEST_F(CollectionTest, BoundsALogQueryOnBothSides) {
  transport_.answer(200, "[]");
  const Timestamp since{std::chrono::seconds{1'700'000'000}};
  auto events = SystemLog(caller()).events(
      {since, since + std::chrono::hours{1}, R"(eventType sw "app.oauth2.")"});
  ASSERT_TRUE(events.next({}));
  const QueryParameters query = parse_query(sent().url.query);
  EXPECT_EQ(find_parameter(query, "since"), "2023-11-14T22:13:20.000Z");
  EXPECT_EQ(find_parameter(query, "until"), "2023-11-14T23:13:20.000Z");
  EXPECT_EQ(find_parameter(query, "filter"), R"(eventType sw "app.oauth2.")");
  EXPECT_EQ(find_parameter(query, "limit"), "1000");
}

TEST_F(CollectionTest, MarksALogQueryAsNotWorthRepeatingWhenItTakesTooLong) {
  transport_.answer(200, "[]");
  transport_.answer(200, "[]");
  ASSERT_TRUE(SystemLog(caller()).events({}).next({}));
  ASSERT_TRUE(Collection<Application>(caller()).list().next({}));
  EXPECT_FALSE(sent(0).repeat_when_slow);
  EXPECT_TRUE(sent(1).repeat_when_slow);
}

TEST(ScimString, QuotesWhatWouldEndTheString) {
  EXPECT_EQ(scim_string(R"(a"b\c)"), R"("a\"b\\c")");
}

TEST_F(CollectionTest, ReadsTheServersClockWithTheOrgMetadata) {
  transport_.answer(
      200,
      R"({"id":"00o1","pipeline":"idx","_links":{"organization":{"href":"https://acme.okta.com"}}})",
      {{"Date", "Tue, 14 Nov 2023 22:13:20 GMT"}});
  const auto org = PublicEndpoints(caller()).organization({});
  ASSERT_TRUE(org);
  EXPECT_EQ(org->metadata.pipeline, "idx");
  EXPECT_EQ(org->server_time, Timestamp{std::chrono::seconds{1'700'000'000}});
}

TEST_F(CollectionTest, LooksForTheDiscoveryDocumentBelowTheIssuerItself) {
  transport_.answer(200, R"({"issuer":"https://id.acme.com/oauth2/default"})");
  const auto document =
      PublicEndpoints(caller()).discovery("https://id.acme.com/oauth2/default/", {});
  ASSERT_TRUE(document);
  EXPECT_EQ(sent().url.text(),
            "https://id.acme.com/oauth2/default/.well-known/openid-configuration");
}

}  // namespace
}  // namespace okta

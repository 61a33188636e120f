// The examples of docs/client.md do what the page says.
#include "tests/consumer/guide.hpp"

#include <optional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mocks/fake_org.hpp"
#include "tests/support/manual_clock.hpp"

namespace guide {
namespace {

using testing::HasSubstr;

constexpr const char* kSeed = R"({
 "apps": [{"id": "0oaweb", "name": "oidc_client", "label": "Orders Web", "status": "ACTIVE",
   "signOnMode": "OPENID_CONNECT"},
  {"id": "0oaodd", "label": "Odd", "status": 7}],
 "features": [{"id": "ftr1", "name": "n", "status": "DISABLED", "stage": {"value": "EA"}}],
 "authorizationServers": [{"id": "aus1", "name": "default", "audiences": ["api://default"],
   "policies": [{"id": "00p1", "name": "p", "conditions": {"clients": {"include": ["web"]}},
     "rules": [{"id": "0pr1", "name": "all", "conditions": {
        "people": {"groups": {"include": ["EVERYONE"]}},
        "grantTypes": {"include": ["password"]}, "scopes": {"include": ["*"]}}}]}]}]})";

class Guide : public testing::Test {
 protected:
  void start(mocks::Options options) {
    auto started = mocks::FakeOrg::start(std::move(options));
    ASSERT_TRUE(started) << started.error();
    org_.emplace(std::move(*started));
    auto opened = open_org(org_->base_url(), "test-token", clock_);
    ASSERT_TRUE(opened) << opened.error().describe();
    client_.emplace(std::move(*opened));
  }

  void SetUp() override {
    mocks::Options options;
    options.seed_json = kSeed;
    start(std::move(options));
  }

  // What it wrote to the two streams.
  struct Written {
    std::string out;
    std::string err;
  };
  template <class Example>
  Written written_by(Example example) {
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const auto status = example();
    Written written{testing::internal::GetCapturedStdout(), testing::internal::GetCapturedStderr()};
    EXPECT_TRUE(status) << status.error().describe();
    return written;
  }

  tests::ManualClock clock_;
  std::optional<mocks::FakeOrg> org_;
  std::optional<okta::Client> client_;
};

TEST_F(Guide, PrintsEveryAppAndTellsOfTheOddOne) {
  const Written written = written_by([&] { return print_apps(*client_, {}); });
  EXPECT_EQ(written.out, "0oaweb Orders Web\n");
  EXPECT_THAT(written.err, HasSubstr("application 0oaodd: status"));
}

TEST_F(Guide, TellsOfAListThatIsNotWhole) {
  ASSERT_TRUE(org_->add_fault("GET ^/api/v1/apps$ 1-99 404"));
  const auto status = print_apps(*client_, {});
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, okta::ErrorKind::not_found);
}

TEST_F(Guide, RenamesARuleAndKeepsTheRest) {
  const auto rules = client_->rules("aus1", "00p1");
  const auto before = rules.get("0pr1", {});
  ASSERT_TRUE(before);
  ASSERT_TRUE(rename_rule(*client_, "aus1", "00p1", "0pr1", {}));
  const auto after = rules.get("0pr1", {});
  ASSERT_TRUE(after);
  EXPECT_EQ(after->value.name, "Orders, people");
  EXPECT_EQ(after->value.scopes, before->value.scopes);
  EXPECT_EQ(after->value.people.groups_include, before->value.people.groups_include);
}

TEST_F(Guide, MakesAScope) {
  const auto id = make_scope(*client_, "aus1", {});
  ASSERT_TRUE(id) << id.error().describe();
  const auto scope = client_->scopes("aus1").get(*id, {});
  ASSERT_TRUE(scope);
  EXPECT_EQ(scope->value.name, "orders.read");
}

TEST_F(Guide, KnowsAnOrgWithoutApiAccessManagement) {
  mocks::Options options;
  options.api_am = false;
  start(std::move(options));
  const auto servers = client_->authorization_servers().list().next({});
  ASSERT_FALSE(servers);
  EXPECT_EQ(advice(servers.error()), "this org has no API Access Management");
}

TEST_F(Guide, RotatesKeys) {
  const Written written = written_by([&] { return rotate_keys(*client_, "aus1", {}); });
  EXPECT_THAT(written.out, AllOf(HasSubstr(" ACTIVE\n"), HasSubstr(" EXPIRED\n")));
}

TEST_F(Guide, ReachesWhatHasNoRow) {
  EXPECT_EQ(written_by([&] { return print_assigned_users(*client_, "0oaweb", {}); }).out, "");
  EXPECT_EQ(org_->count_requests("GET", "^/api/v1/apps/0oaweb/users$"), 1);
  EXPECT_FALSE(print_assigned_users(*client_, "0oa404", {}));
  const auto status = enable_feature(*client_, "ftr1", {});
  ASSERT_TRUE(status) << status.error().describe();
  EXPECT_EQ(*status, "ENABLED");
}

// Every new endpoint once, against a server that shares no code with the client.
TEST_F(Guide, AgreesWithTheFakeOrgAboutKeysAndTrustAndWhoseTokenThisIs) {
  const auto server =
      client_->authorization_servers().create(R"({"name":"Orders","audiences":["api://o"]})", {});
  ASSERT_TRUE(server) << server.error().describe();
  const auto trusted = client_->associated_servers("aus1");
  ASSERT_TRUE(trusted.associate({server->value.id}, {}));
  auto walk = trusted.list();
  const auto page = walk.next({});
  ASSERT_TRUE(page && *page);
  ASSERT_EQ((*page)->elements.size(), 1U);
  EXPECT_EQ((*page)->elements[0].value->id, server->value.id);
  EXPECT_FALSE(walk.has_more()) << "asked with a limit, Okta gives no link that leads astray";
  ASSERT_TRUE(trusted.remove(server->value.id, {}));

  const auto keys = client_->resource_server_keys("aus1");
  const auto key = keys.create(R"({"kty":"RSA","use":"enc","e":"AQAB","n":"x","kid":"k1"})", {});
  ASSERT_TRUE(key) << key.error().describe();
  ASSERT_TRUE(keys.activate(key->value.id, {}));
  EXPECT_TRUE(keys.get(key->value.id, {})->value.is_active());
  ASSERT_TRUE(keys.deactivate(key->value.id, {}));
  ASSERT_TRUE(keys.remove(key->value.id, {}));

  const auto me = client_->current_user({});
  ASSERT_TRUE(me) << me.error().describe();
  EXPECT_EQ(me->login, "admin@example.com");
  EXPECT_TRUE(client_->groups().list({{"q", "Every"}}).next({}));
  EXPECT_TRUE(client_->features().get("ftr1", {}));

  const auto apps = client_->applications();
  const auto app =
      apps.create(R"({"label":"New","signOnMode":"OPENID_CONNECT"})", {}, {{"activate", "false"}});
  ASSERT_TRUE(app) << app.error().describe();
  EXPECT_EQ(app->value.status, "INACTIVE");
  ASSERT_TRUE(apps.activate(app->value.id, {}));
  const auto refused = apps.remove(app->value.id, {});
  ASSERT_FALSE(refused) << "Okta deletes no active app";
  EXPECT_EQ(refused.error().kind, okta::ErrorKind::rejected);
  const auto grants = client_->grants(app->value.id);
  const auto grant =
      grants.create(R"({"scopeId":"okta.apps.read","issuer":")" + org_->base_url() + "\"}", {});
  ASSERT_TRUE(grant) << grant.error().describe();
  EXPECT_EQ(grants.get(grant->value.id, {})->value.scope, "okta.apps.read");
  ASSERT_TRUE(grants.remove(grant->value.id, {}));
  ASSERT_TRUE(apps.deactivate(app->value.id, {}));
  ASSERT_TRUE(apps.remove(app->value.id, {}));
  const auto tokens = client_->refresh_tokens("aus1", "0oaweb");
  EXPECT_FALSE(tokens.remove_all({})) << "the app has no client";
}

}  // namespace
}  // namespace guide

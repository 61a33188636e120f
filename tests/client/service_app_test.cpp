// The client as a service app, against an org that checks what it is sent by another reading of the
// same documents.
#include <chrono>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client/client.hpp"
#include "mocks/fake_org.hpp"
#include "tests/support/key_pair.hpp"
#include "tests/support/manual_clock.hpp"

namespace okta {
namespace {

using Json = nlohmann::ordered_json;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using tests::KeyPair;

const KeyPair& registered_key() {
  static const KeyPair key = KeyPair::rsa();
  return key;
}

class ServiceAppTest : public testing::Test {
 protected:
  void start(bool dpop, Json switches = Json::object()) {
    Json seed = {
        {"apps",
         {{{"id", "0oaTool"},
           {"name", "oidc_client"},
           {"label", "The tool itself"},
           {"status", "ACTIVE"},
           {"signOnMode", "OPENID_CONNECT"},
           {"credentials",
            {{"oauthClient",
              {{"client_id", "0oaTool"}, {"token_endpoint_auth_method", "private_key_jwt"}}}}},
           {"settings",
            {{"oauthClient",
              {{"application_type", "service"},
               {"grant_types", Json::array({"client_credentials"})},
               {"dpop_bound_access_tokens", dpop},
               {"jwks", {{"keys", Json::array({registered_key().public_jwk("k1")})}}}}}}}}}},
        {"grants", {{"0oaTool", Json::array({"okta.apps.read", "okta.logs.read"})}}},
        {"tokens", Json::array({"nobody-has-this-one"})}};
    for (const auto& [name, value] : switches.items()) seed[name] = value;
    mocks::Options options;
    options.seed_json = seed.dump();
    options.now = [this] { return std::chrono::system_clock::time_point(org_now_); };
    auto started = mocks::FakeOrg::start(std::move(options));
    ASSERT_TRUE(started) << started.error();
    org_.emplace(std::move(*started));
  }

  [[nodiscard]] Client client(const std::string& key = registered_key().pkcs8()) {
    ClientOptions options;
    options.org_url = *parse_url(org_->base_url());
    options.allow_plain_http = true;
    options.http.user_agent = "test";
    options.service_app = ServiceApp{
        "0oaTool", {"okta.apps.read", "okta.domains.read"}, Secret(key), "k1", std::nullopt};
    auto opened = Client::open(std::move(options), clock_);
    EXPECT_TRUE(opened) << opened.error().message;
    return std::move(*opened);
  }

  [[nodiscard]] int token_requests() const {
    return org_->count_requests("POST", "^/oauth2/v1/token$");
  }

  static constexpr seconds kStart{1'780'000'000};
  seconds org_now_ = kStart;
  tests::ManualClock clock_{Timestamp{kStart}};
  std::optional<mocks::FakeOrg> org_;
};

TEST_F(ServiceAppTest, WorksWithABearerToken) {
  start(false);
  const Client opened = client();
  EXPECT_EQ(opened.granted_scopes(), std::nullopt);
  ASSERT_TRUE(opened.applications().list().next({}));
  ASSERT_TRUE(opened.applications().list().next({}));
  EXPECT_EQ(token_requests(), 1);
  EXPECT_EQ(org_->requests().back().authorization_scheme, "Bearer");
  EXPECT_THAT(*opened.granted_scopes(), ElementsAre("okta.apps.read"))
      << "the other is not granted";
  EXPECT_EQ(opened.calls_made(), 3) << "token requests are calls too";
}

TEST_F(ServiceAppTest, WorksWithABoundTokenAndANonceAtTheApi) {
  start(true, {{"dpopNonceAtApi", true}, {"dpopNonce", "first"}});
  const Client opened = client();
  ASSERT_TRUE(opened.applications().list().next({}));
  EXPECT_EQ(org_->requests().back().authorization_scheme, "DPoP");
  ASSERT_TRUE(org_->add_seed(R"({"dpopNonce":"second"})"));
  const auto listed = opened.applications().list().next({});
  ASSERT_TRUE(listed) << listed.error().describe();
  EXPECT_EQ(token_requests(), 3) << "without a proof, without a nonce, with both";
}

TEST_F(ServiceAppTest, ManyThreadsShareOneBoundToken) {
  start(true, {{"dpopNonceAtApi", true}});
  const Client opened = client();
  std::atomic<int> listed = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        for (int call = 0; call < 5; ++call) {
          if (opened.applications().list().next({})) ++listed;
        }
      });
    }
  }
  EXPECT_EQ(listed, 20);
  EXPECT_EQ(token_requests(), 3);
}

TEST_F(ServiceAppTest, RenewsItsTokenBeforeItEnds) {
  start(true);
  const Client opened = client();
  ASSERT_TRUE(opened.applications().list().next({}));
  const int before = token_requests();
  org_now_ += minutes{57};
  clock_.tick(minutes{57});
  ASSERT_TRUE(opened.applications().list().next({}));
  EXPECT_EQ(token_requests(), before + 1);
  EXPECT_EQ(org_->count_requests("GET", "^/api/v1/apps$"), 2) << "no request was refused";
}

TEST_F(ServiceAppTest, WorksWithAClockThatIsADayOff) {
  for (const bool dpop : {false, true}) {
    start(dpop);
    clock_.tick(std::chrono::hours{24});
    const Client opened = client();
    const auto listed = opened.applications().list().next({});
    EXPECT_TRUE(listed) << listed.error().describe();
  }
}

TEST_F(ServiceAppTest, KnowsTheTimeFromAPublicCall) {
  start(false);
  clock_.tick(-std::chrono::hours{24});
  const Client opened = client();
  ASSERT_TRUE(opened.public_endpoints().organization({}));
  ASSERT_TRUE(opened.applications().list().next({}));
  EXPECT_EQ(token_requests(), 1) << "no request was refused for its time";
}

TEST_F(ServiceAppTest, GetsAnotherTokenWhenTheOrgDoesNotTakeItAnyMore) {
  start(false);
  const Client opened = client();
  ASSERT_TRUE(opened.applications().list().next({}));
  org_now_ += minutes{1};
  clock_.tick(minutes{1});
  ASSERT_TRUE(org_->add_fault("GET ^/api/v1/apps$ 1 E0000011"));
  ASSERT_TRUE(opened.applications().list().next({}));
  EXPECT_EQ(org_->faults().at(0).fired, 1);
  EXPECT_EQ(token_requests(), 2);
}

TEST_F(ServiceAppTest, TellsAScopeThatTheTokenLacks) {
  for (const bool dpop : {false, true}) {
    start(dpop);
    const Client opened = client();
    const auto page = opened.authorization_servers().list().next({});
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().kind, ErrorKind::forbidden);
    EXPECT_EQ(page.error().http->required_scope, "okta.authorizationServers.read");
  }
}

TEST_F(ServiceAppTest, TellsWhyTheAppIsRefused) {
  start(false);
  const Client stranger = client(KeyPair::ec().pkcs8());
  const auto page = stranger.applications().list().next({});
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().kind, ErrorKind::unauthorized);
  EXPECT_THAT(page.error().describe(), HasSubstr("The client_assertion signature is invalid."));
  EXPECT_EQ(token_requests(), 1);
  EXPECT_EQ(org_->count_requests("GET", "^/api"), 0);
}

TEST_F(ServiceAppTest, SendsNoTokenToPublicEndpoints) {
  start(false);
  const Client opened = client();
  ASSERT_TRUE(opened.applications().list().next({}));
  ASSERT_TRUE(opened.public_endpoints().organization({}));
  EXPECT_EQ(org_->requests().back().authorization_scheme, "");
}

}  // namespace
}  // namespace okta

#include "client/client.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mocks/fake_org.hpp"
#include "tests/support/manual_clock.hpp"

namespace okta {
namespace {

using testing::AllOf;
using testing::Each;
using testing::ElementsAre;
using testing::Field;
using testing::SizeIs;

class ClientTest : public testing::Test {
 protected:
  void SetUp() override {
    auto started = mocks::FakeOrg::start();
    ASSERT_TRUE(started) << started.error();
    org_.emplace(std::move(*started));
  }

  [[nodiscard]] ClientOptions options() const {
    ClientOptions options;
    options.org_url = *parse_url(org_->base_url());
    options.token = Secret("test-token");
    options.allow_plain_http = true;
    options.http.user_agent = "test";
    return options;
  }

  [[nodiscard]] Client client(std::optional<int> max_retries = std::nullopt) {
    ClientOptions wanted = options();
    wanted.max_retries = max_retries;
    return std::move(*Client::open(std::move(wanted), clock_));
  }

  void break_applications(const std::string& nth, const std::string& action) {
    ASSERT_TRUE(org_->add_fault("GET ^/api/v1/apps$ " + nth + " " + action));
  }

  // How often a list of applications was asked for, while the org gives that answer every time.
  [[nodiscard]] int attempts(const std::string& action, std::optional<int> max_retries) {
    org_.reset();
    SetUp();
    break_applications("1-99", action);
    const Client opened = client(max_retries);
    EXPECT_FALSE(opened.applications().list().next({}));
    EXPECT_EQ(opened.calls_made(), org_->count_requests("GET", "^/api/v1/apps$"));
    return opened.calls_made();
  }

  std::optional<mocks::FakeOrg> org_;
  tests::ManualClock clock_;
};

TEST_F(ClientTest, SendsTheCredentialWithEveryAttempt) {
  break_applications("1", "429");
  const Client opened = client();
  ASSERT_TRUE(opened.applications().list().next({}));
  using mocks::RecordedRequest;
  EXPECT_THAT(org_->requests(), AllOf(ElementsAre(Field(&RecordedRequest::answered_status, 429),
                                                  Field(&RecordedRequest::answered_status, 200)),
                                      Each(Field(&RecordedRequest::authorization_scheme, "SSWS"))));
  EXPECT_THAT(clock_.sleeps(), SizeIs(1));
  EXPECT_EQ(opened.calls_made(), 2);
}

TEST_F(ClientTest, SendsAnAccessTokenAsBearer) {
  ClientOptions wanted = options();
  wanted.scheme = TokenScheme::bearer;
  const auto opened = Client::open(std::move(wanted), clock_);
  ASSERT_TRUE(opened);
  std::ignore = opened->applications().list().next({});
  ASSERT_THAT(org_->requests(), SizeIs(1));
  EXPECT_EQ(org_->requests()[0].authorization_scheme, "Bearer");
}

TEST_F(ClientTest, RetriesFailuresTwiceAndRefusalsEightTimesUnlessToldOtherwise) {
  EXPECT_EQ(attempts("503", std::nullopt), 3);
  EXPECT_EQ(attempts("429", std::nullopt), 9);
}

TEST_F(ClientTest, RetriesNothingWhenToldSo) {
  EXPECT_EQ(attempts("503", 0), 1);
  EXPECT_EQ(attempts("429", 0), 1);
}

TEST_F(ClientTest, RetriesEverythingAsOftenAsItIsTold) {
  EXPECT_EQ(attempts("503", 4), 5);
  EXPECT_EQ(attempts("429", 4), 5);
}

TEST_F(ClientTest, TellsOfAWait) {
  break_applications("1", "503");
  std::vector<std::string> notices;
  ClientOptions wanted = options();
  wanted.on_wait = [&notices](const std::string& notice) { notices.push_back(notice); };
  const auto opened = Client::open(std::move(wanted), clock_);
  ASSERT_TRUE(opened);
  ASSERT_TRUE(opened->applications().list().next({}));
  EXPECT_THAT(notices, ElementsAre(testing::HasSubstr("server error (HTTP 503)")));
}

// An org that answers at once and whose clock is the client's: time passes while somebody waits.
class RateLimitedOrg : public ClientTest {
 protected:
  void SetUp() override {
    mocks::Options limited;
    limited.rate_limits = {"apps=20/2"};
    limited.now = [this] {
      return std::chrono::system_clock::time_point(clock_.now().time_since_epoch());
    };
    auto started = mocks::FakeOrg::start(std::move(limited));
    ASSERT_TRUE(started) << started.error();
    org_.emplace(std::move(*started));
  }

  // Of the calls that the org allows in the time that it took.
  [[nodiscard]] double used_part(int share_percent, int threads, int calls_each) {
    ClientOptions wanted = options();
    wanted.rate_share_percent = share_percent;
    const auto opened = Client::open(std::move(wanted), clock_);
    const Timestamp from = clock_.now();
    {
      std::vector<std::jthread> running;
      for (int thread = 0; thread < threads; ++thread) {
        running.emplace_back([&opened, calls_each] {
          for (int i = 0; i < calls_each; ++i) EXPECT_TRUE(opened->applications().list().next({}));
        });
      }
    }
    const double windows = std::chrono::duration<double>(clock_.now() - from).count() / 2 + 1;
    return threads * calls_each / (20 * windows);
  }
  [[nodiscard]] long refused() const {
    return std::ranges::count(org_->requests(), 429, &mocks::RecordedRequest::answered_status);
  }
};

TEST_F(RateLimitedOrg, IsAskedAlmostAsOftenAsItAllowsAndNeverMoreOften) {
  EXPECT_GE(used_part(100, 1, 200), 0.9);
  EXPECT_EQ(refused(), 0);
}

TEST_F(RateLimitedOrg, RefusesNothingThatThreeThreadsAsk) {
  // This clock jumps before an answer that is under way could have opened the window again.
  EXPECT_GE(used_part(100, 3, 100), 0.6);
  EXPECT_EQ(refused(), 0);
}

TEST_F(RateLimitedOrg, KeepsTheOtherHalfForOthers) {
  const double used = used_part(50, 1, 100);
  EXPECT_EQ(refused(), 0);
  EXPECT_GE(used, 0.45);
  EXPECT_LE(used, 0.5);
}

TEST_F(ClientTest, AsksALogThatIsTooSlowOnlyOnce) {
  ASSERT_TRUE(org_->add_fault("GET ^/api/v1/logs$ 1-9 500"));
  const Client opened = client();
  const Timestamp now = clock_.now();
  const auto page = opened.system_log().events({now - std::chrono::hours{1}, now, {}}).next({});
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().kind, ErrorKind::server);
  EXPECT_EQ(opened.calls_made(), 1);
}

TEST_F(ClientTest, SendsNoTokenToPublicEndpoints) {
  const Client opened = client();
  ASSERT_TRUE(opened.public_endpoints().organization({}));
  const auto document =
      opened.public_endpoints().discovery(org_->base_url() + "/oauth2/default", {});
  ASSERT_TRUE(document) << document.error().describe();
  const auto keys = opened.public_endpoints().keys(document->jwks_uri, {});
  ASSERT_TRUE(keys) << keys.error().describe();
  EXPECT_THAT(keys->key_ids, SizeIs(1));
  EXPECT_THAT(org_->requests(),
              AllOf(SizeIs(3), Each(Field(&mocks::RecordedRequest::authorization_scheme, ""))));
  EXPECT_EQ(opened.calls_made(), 3) << "both stacks share one count";
}

TEST_F(ClientTest, SaysWhyADiscoveryFailed) {
  const auto missing =
      client().public_endpoints().discovery(org_->base_url() + "/oauth2/nowhere", {});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::not_found);
  EXPECT_THAT(missing.error().during, ElementsAre("discovery document"));

  ASSERT_TRUE(org_->add_fault("GET openid-configuration 1 html"));
  const auto page = client().public_endpoints().discovery(org_->base_url() + "/oauth2/default", {});
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().kind, ErrorKind::protocol);
  EXPECT_THAT(page.error().during, ElementsAre("discovery document"));
  ASSERT_TRUE(page.error().http);
  EXPECT_EQ(page.error().http->status, 200);
}

TEST_F(ClientTest, KeepsThePortOfTheOrgUrl) {
  const Client opened = client();
  EXPECT_EQ(opened.org_url().port, std::to_string(org_->port()));
  ASSERT_TRUE(opened.applications().list().next({}));
  EXPECT_EQ(org_->count_requests("GET", "^/api/v1/apps$"), 1);
}

TEST_F(ClientTest, WorksAfterAMoveAndSoDoesWhatItHandedOutBefore) {
  Client first = client();
  const auto applications = first.applications();
  Client second = std::move(first);
  EXPECT_TRUE(applications.list().next({}));
  EXPECT_TRUE(second.applications().list().next({}));
  Client third = client();
  third = std::move(second);
  EXPECT_TRUE(applications.list().next({}));
  EXPECT_EQ(third.calls_made(), 3);
}

TEST_F(ClientTest, RefusesToSendATokenInClearUnlessTheServerIsCalledATestServer) {
  ClientOptions plain = options();
  plain.allow_plain_http = false;
  const auto refused = Client::open(std::move(plain), clock_);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid_input);
  EXPECT_THAT(refused.error().message, testing::HasSubstr("https://"));
  EXPECT_TRUE(Client::open(options(), clock_));
}

TEST_F(ClientTest, OpensAnHttpsOrgWithoutAWordAboutIt) {
  ClientOptions secure = options();
  secure.org_url = *parse_url("https://acme.okta.com");
  secure.allow_plain_http = false;
  EXPECT_TRUE(Client::open(std::move(secure), clock_));
}

TEST_F(ClientTest, NeedsAnOrgAndAToken) {
  ClientOptions no_org = options();
  no_org.org_url = {};
  EXPECT_FALSE(Client::open(std::move(no_org), clock_));
  ClientOptions no_token = options();
  no_token.token = {};
  EXPECT_FALSE(Client::open(std::move(no_token), clock_));
}

}  // namespace
}  // namespace okta

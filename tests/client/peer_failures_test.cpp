// What Okta's official clients are known to get wrong and no other test of ours speaks of; the
// whole list is tests/tidy/peer_failures_test.cpp.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client/client.hpp"
#include "mocks/fake_org.hpp"
#include "tests/support/manual_clock.hpp"

namespace okta {
namespace {

using testing::SizeIs;

class PeerFailures : public testing::Test {
 protected:
  void start(mocks::Options options = {}) {
    options.now = [] { return std::chrono::system_clock::time_point{std::chrono::seconds{kNow}}; };
    auto started = mocks::FakeOrg::start(std::move(options));
    ASSERT_TRUE(started) << started.error();
    org_.emplace(std::move(*started));
    ClientOptions wanted;
    wanted.org_url = *parse_url(org_->base_url());
    wanted.token = Secret("test-token");
    wanted.allow_plain_http = true;
    auto opened = Client::open(std::move(wanted), clock_);
    ASSERT_TRUE(opened);
    client_.emplace(std::move(*opened));
  }

  static constexpr std::int64_t kNow = 1'780'000'000;
  tests::ManualClock clock_;
  std::optional<mocks::FakeOrg> org_;
  std::optional<Client> client_;
};

TEST_F(PeerFailures, ListsTenThousandAppsInFiftyCalls) {
  mocks::Options options;
  options.seed_json = R"({"apps": []})";
  options.generated_apps = 10'000;
  start(std::move(options));
  auto apps = client_->applications().list();
  std::size_t listed = 0;
  while (true) {
    const auto page = apps.next({});
    ASSERT_TRUE(page) << page.error().describe();
    if (!*page) break;
    listed += (*page)->elements.size();
  }
  EXPECT_EQ(listed, 10'000U);
  EXPECT_EQ(client_->calls_made(), 50);
}

// The fake org's windows end within the minute; the answers' own clock says when.
TEST_F(PeerFailures, OutlastsThree429AndWaitsNoLongerThanTheySay) {
  start();
  ASSERT_TRUE(org_->add_fault("GET ^/api/v1/apps$ 1-3 429"));
  const auto page = client_->applications().list().next({});
  ASSERT_TRUE(page) << page.error().describe();
  EXPECT_EQ(org_->faults().front().fired, 3);
  ASSERT_THAT(clock_.sleeps(), SizeIs(3));
  for (const auto& each : clock_.sleeps()) EXPECT_LE(each, std::chrono::seconds{62});
}

TEST_F(PeerFailures, SendsEmptyValuesAndNullsOfANewObject) {
  start();
  const std::string body =
      R"({"name":"orders.read","description":"","displayName":null,"default":false})";
  ASSERT_TRUE(client_->scopes("default").create(body, {}));
  ASSERT_THAT(org_->requests(), SizeIs(1));
  EXPECT_EQ(org_->requests().front().body, body);
}

}  // namespace
}  // namespace okta

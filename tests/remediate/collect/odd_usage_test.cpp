// Tokens, events and clients of another shape than Okta documents: whoever they are about may live
// there. The fake org sends only what is documented, so here answers are written down.
#include <map>
#include <thread>

#include <gmock/gmock.h>
#include <httplib.h>

#include "remediate/collect/read_usage.hpp"
#include "tests/support/manual_clock.hpp"

namespace remediate {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::SizeIs;

constexpr auto kClients = "/api/v1/authorizationServers/aus1/clients";
constexpr auto kTokens = "/api/v1/authorizationServers/aus1/clients/0oaweb/tokens";
constexpr auto kLog = "/api/v1/logs";

// Every list is empty unless it was told what to answer.
class OddOrg {
 public:
  OddOrg() {
    server_.Get(".*", [this](const httplib::Request& request, httplib::Response& answer) {
      const auto found = answers_.find(request.path);
      answer.status = found == answers_.end() ? 200 : found->second.first;
      answer.set_content(found == answers_.end() ? "[]" : found->second.second, "application/json");
    });
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::jthread([this] { server_.listen_after_bind(); });
  }
  ~OddOrg() { server_.stop(); }
  OddOrg(const OddOrg&) = delete;
  OddOrg& operator=(const OddOrg&) = delete;

  void answer(const std::string& path, const std::string& body, int status = 200) {
    answers_[path] = {status, body};
  }
  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

 private:
  std::map<std::string, std::pair<int, std::string>> answers_;
  httplib::Server server_;
  int port_ = 0;
  std::jthread thread_;
};

class OddUsage : public testing::Test {
 protected:
  [[nodiscard]] ServerUsage read(bool anybody = false) {
    okta::ClientOptions options;
    options.org_url = *okta::parse_url(org_.url());
    options.token = okta::Secret("test-token");
    options.allow_plain_http = true;
    options.max_retries = 0;
    const auto client = okta::Client::open(std::move(options), clock_);
    return read_usage(
        *client, {"aus1", "default", clock_.now() - std::chrono::hours{1}, {"0oaweb"}, anybody},
        {});
  }

  OddOrg org_;
  tests::ManualClock clock_{okta::Timestamp{std::chrono::seconds{1'780'000'000}}};
};

const auto kHolder = R"([{"client_id": "0oaweb", "client_name": "Web"}])";
const auto kOddToken = R"([{"id": "oar1", "status": "ACTIVE", "scopes": "openid offline_access"}])";
const auto kOddEvent = R"([{"uuid": "7f0c1a2b-0000", "eventType": "app.oauth2.as.token.grant",
  "published": "2026-05-28T20:20:00.000Z", "outcome": "SUCCESS"}])";

TEST_F(OddUsage, IsNobodysWhereEverythingIsEmpty) {
  const ServerUsage usage = read();
  EXPECT_THAT(usage.clients, IsEmpty());
  EXPECT_THAT(usage.gaps, IsEmpty());
}

TEST_F(OddUsage, OfARefreshTokenMayBeThatOfItsClient) {
  org_.answer(kClients, kHolder);
  org_.answer(kTokens, kOddToken);
  const ServerUsage usage = read();
  EXPECT_THAT(usage.clients, IsEmpty());
  ASSERT_NE(usage.gap_about("0oaweb"), nullptr);
  EXPECT_EQ(usage.gap_about("0oaweb")->source, "refreshTokens");
  EXPECT_EQ(usage.gap_about("0oaweb")->reason, "undecodable");
  EXPECT_EQ(usage.gap_about("0oaother"), nullptr);
}

TEST_F(OddUsage, OfOneTokenLeavesOpenWhichScopesALiveClientHas) {
  org_.answer(kClients, kHolder);
  org_.answer(kTokens, R"([{"id": "oar2", "status": "ACTIVE", "scopes": ["openid"]},
    {"id": "oar1", "status": "ACTIVE", "scopes": "openid offline_access"}])");
  const ServerUsage usage = read();
  ASSERT_THAT(usage.clients, SizeIs(1));
  EXPECT_TRUE(usage.clients[0].may_use("orders.read"));
  EXPECT_THAT(usage.gaps, IsEmpty());
}

TEST_F(OddUsage, OfALogEventMayBeThatOfTheClientItWasAskedAbout) {
  org_.answer(kLog, kOddEvent);
  const ServerUsage usage = read();
  ASSERT_NE(usage.gap_about("0oaweb"), nullptr);
  EXPECT_EQ(usage.gap_about("0oaweb")->source, "systemLog");
  EXPECT_EQ(usage.gap_about("0oaother"), nullptr);
}

TEST_F(OddUsage, OfALogEventMayBeAnybodysWhereAnybodyMatters) {
  org_.answer(kLog, kOddEvent);
  EXPECT_NE(read(true).gap_about("0oaother"), nullptr);
}

TEST_F(OddUsage, OfAClientWithoutAnIdMayBeAnybodys) {
  org_.answer(kClients, R"([{"client_id": 7, "client_name": "Web"}])");
  const ServerUsage usage = read();
  EXPECT_THAT(usage.gaps, ElementsAre(Field(&Gap::reason, "undecodable")));
  EXPECT_NE(usage.gap_about("0oaweb"), nullptr);
  EXPECT_NE(usage.gap_about("0oaother"), nullptr);
}

// Only of tokens does "not found" mean that there is nothing.
TEST_F(OddUsage, IsNotRuledOutByALogThatIsNotThere) {
  org_.answer(kLog, R"({"errorCode": "E0000007", "errorSummary": "Not found"})", 404);
  EXPECT_NE(read().gap_about("0oaweb"), nullptr);
}

TEST_F(OddUsage, IsNotThatOfAClientThatIsGone) {
  org_.answer(kClients, kHolder);
  org_.answer(kTokens, R"({"errorCode": "E0000007", "errorSummary": "Not found"})", 404);
  EXPECT_THAT(read().gaps, IsEmpty());
}

}  // namespace
}  // namespace remediate

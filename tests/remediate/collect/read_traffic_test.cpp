#include "remediate/collect/read_traffic.hpp"

#include <gmock/gmock.h>

#include "tests/support/fake_org_fixture.hpp"

namespace remediate {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr auto kSeed = R"({"apps": [], "authorizationServers": [
  {"id": "aus1", "name": "default", "default": true, "audiences": ["api://default"]},
  {"id": "aus2", "name": "two", "audiences": ["api://two"]}]})";

class ReadTraffic : public tests::FakeOrgFixture {
 protected:
  void SetUp() override { start_with_seed(kSeed); }

  // `rest`: more members of the event, each with a comma before it.
  void log(const std::string& type, const std::string& client, const std::string& rest) {
    const bool failed = type == "token.grant";
    ASSERT_TRUE(org_->add_log_event(R"({"published": "-1m", "eventType": "app.oauth2.as.)" + type +
                                    R"(", "client": {"id": ")" + client +
                                    R"("}, "outcome": {"result": ")" +
                                    (failed ? "FAILURE" : "SUCCESS") + "\"}" + rest + "}"));
  }
  static std::string sent_to(const std::string& server) {
    return R"(, "debugContext": {"debugData": {"requestUri": "/oauth2/)" + server +
           R"(/v1/token"}})";
  }

  [[nodiscard]] std::vector<std::string> read(TrafficQuestion question) {
    question.window = {clock_.now() - 1h, clock_.now(), false};
    const TrafficReading reading = read_traffic(client(), question, {});
    EXPECT_THAT(reading.reading.gaps, IsEmpty());
    EXPECT_FALSE(reading.cut_off);
    std::vector<std::string> lines;
    for (const ServerEvent& each : reading.events)
      lines.push_back(each.request.client_id + " at " + each.server);
    return lines;
  }
};

TEST_F(ReadTraffic, TellsTheRequestsOfSeveralServersApart) {
  log("token.grant", "0oa1", sent_to("default"));
  log("token.grant.access_token", "0oa2", sent_to("aus1"));
  log("token.grant", "0oa3", sent_to("aus2"));
  log("token.grant", "0oa4", R"(, "target": [{"type": "AuthorizationServer", "id": "aus2"}])");
  log("token.grant", "0oa5", sent_to("aus3"));
  EXPECT_THAT(read({{{"aus1", "default"}, {"aus2", "aus2"}}, {}, {}, false}),
              ElementsAre("0oa1 at aus1", "0oa2 at aus1", "0oa3 at aus2", "0oa4 at aus2"));
  EXPECT_EQ(org_->count_requests("GET", "^/api/v1/logs$"), 1);
}

TEST_F(ReadTraffic, TellsTheGrantsOfSomeClientsOnly) {
  log("token.grant", "0oa1", sent_to("default"));
  log("token.grant.access_token", "0oa1", sent_to("default"));
  log("token.grant.access_token", "0oa2", sent_to("default"));
  EXPECT_THAT(read({{{"aus1", "default"}}, {}, {"0oa1"}, true}), ElementsAre("0oa1 at aus1"));
}

TEST_F(ReadTraffic, FindsAClientAmongMoreThanAFilterCanName) {
  log("token.grant.access_token", "0oa2", sent_to("default"));
  log("token.grant.access_token", "0oaStranger", sent_to("default"));
  TrafficQuestion question{{{"aus1", "default"}}, {}, {}, true};
  for (int number = 0; number < 50; ++number)
    question.clients.insert("0oa" + std::to_string(number));
  EXPECT_THAT(read(question), ElementsAre("0oa2 at aus1"));
}

}  // namespace
}  // namespace remediate

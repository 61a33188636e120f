#include "client/http/trace.hpp"

#include <memory>
#include <sstream>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include "tests/support/manual_clock.hpp"

namespace okta {
namespace {

using testing::HasSubstr;
using testing::Not;
using tests::ManualClock;

// Answers after 35 ms of the manual clock.
class SlowTransport final : public Transport {
 public:
  SlowTransport(ManualClock& clock, Result<Response> answer)
      : clock_(clock), answer_(std::move(answer)) {}
  [[nodiscard]] Result<Response> send(const Request& /*request*/,
                                      std::stop_token /*stop*/) override {
    clock_.tick(std::chrono::milliseconds{35});
    return answer_;
  }

 private:
  ManualClock& clock_;
  Result<Response> answer_;
};

class TraceTest : public testing::Test {
 protected:
  void SetUp() override {
    before_ = spdlog::default_logger();
    auto logger = std::make_shared<spdlog::logger>(
        "test", std::make_shared<spdlog::sinks::ostream_sink_mt>(stream_));
    logger->set_pattern("%v");
    logger->set_level(spdlog::level::debug);
    spdlog::set_default_logger(logger);
  }
  void TearDown() override { spdlog::set_default_logger(before_); }

  std::string log_of(const Request& request, Result<Response> answer) {
    Trace trace(std::make_unique<SlowTransport>(clock_, std::move(answer)), clock_, count_);
    std::ignore = trace.send(request, {});
    return stream_.str();
  }

  [[nodiscard]] const CallCount& count() const { return *count_; }

 private:
  ManualClock clock_;
  std::shared_ptr<CallCount> count_ = std::make_shared<CallCount>();
  std::ostringstream stream_;
  std::shared_ptr<spdlog::logger> before_;
};

Request request(const std::string& url) {
  Request made;
  made.url = parse_url(url).value();
  return made;
}

TEST_F(TraceTest, SaysMethodPathStatusRequestIdDurationAndRateLimit) {
  const Headers headers{{"Date", "Thu, 11 Sep 2025 16:21:50 GMT"},
                        {"X-Okta-Request-Id", "5168be8d"},
                        {"X-Rate-Limit-Limit", "10"},
                        {"X-Rate-Limit-Remaining", "9"},
                        {"X-Rate-Limit-Reset", "1757607758"}};
  EXPECT_EQ(
      log_of(request("https://acme.okta.com/api/v1/apps?limit=200"), Response{200, headers, "[]"}),
      "GET /api/v1/apps?limit=200 -> 200, request id 5168be8d, 9 of 10 calls left, reset in "
      "48 s, 35 ms\n");
}

TEST_F(TraceTest, HidesEverySecretOfRequestAndAnswer) {
  Request sent = request(
      "https://acme.okta.com/oauth2/v1/authorize?client_secret=s3cret-a&q=s3cret-b&after=s3cret-c");
  sent.method = Method::post;
  sent.headers = {{"Authorization", "SSWS s3cret-d"}, {"DPoP", "s3cret-e"}};
  sent.body = "client_assertion=s3cret-f";
  const Response answer{200,
                        {{"Set-Cookie", "sid=s3cret-g"},
                         {"Location", "https://app/cb?code=s3cret-h"},
                         {"Link", "<https://acme.okta.com/?after=s3cret-i>; rel=\"next\""}},
                        R"({"client_secret":"s3cret-j"})"};
  const std::string log = log_of(sent, answer);
  EXPECT_THAT(log, HasSubstr("POST /oauth2/v1/authorize"));
  EXPECT_THAT(log, Not(HasSubstr("s3cret")));
}

TEST_F(TraceTest, SaysWhyThereIsNoAnswer) {
  EXPECT_EQ(log_of(request("https://acme.okta.com/"), failure(ErrorKind::timeout, "too late")),
            "GET / -> timeout (too late), 35 ms\n");
}

TEST_F(TraceTest, LetsNoServerWriteLinesOrTerminalSequences) {
  const std::string log = log_of(request("https://acme.okta.com/"),
                                 Response{200, {{"X-Okta-Request-Id", "a\x1b[31m\nforged"}}, ""});
  EXPECT_EQ(log, "GET / -> 200, request id a?[31m?forged, 35 ms\n");
}

TEST_F(TraceTest, CountsWhatLeft) {
  const Request sent = request("https://acme.okta.com/");
  std::ignore = log_of(sent, Response{200, {}, ""});
  std::ignore = log_of(sent, Response{429, {}, ""});
  std::ignore = log_of(sent, failure(ErrorKind::network, "cut"));
  Error refused{ErrorKind::network, "nobody there", std::nullopt, {}};
  refused.not_sent = true;
  std::ignore = log_of(sent, failure(refused));
  EXPECT_EQ(count().sent, 3U);
}

TEST_F(TraceTest, IsSilentAboveDebug) {
  spdlog::default_logger()->set_level(spdlog::level::info);
  EXPECT_EQ(log_of(request("https://acme.okta.com/"), Response{200, {}, ""}), "");
}

}  // namespace
}  // namespace okta

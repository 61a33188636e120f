#include <chrono>
#include <memory>
#include <string>
#include <tuple>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client/http/curl_transport.hpp"
#include "client/http/retry.hpp"
#include "tests/client/http/curl_requests.hpp"
#include "tests/client/http/loopback_server.hpp"
#include "tests/support/manual_clock.hpp"

namespace okta {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;
using tests::always;
using tests::http_answer;
using tests::LoopbackServer;
using tests::ManualClock;
using tests::Peer;
using tests::to;
using tests::transport;
using tests::with_timeout;

constexpr auto kSecretQuery = "/api/v1/apps?q=hush-hush";

// --- a request is never sent twice by accident --------------------------------------------------

// Answers the first request of a connection and closes on the second without a word, as a server
// does that dies at work.
void answer_once_then_die(Peer& peer) {
  if (peer.read()) peer.write(http_answer(200));
  std::ignore = peer.read();
}

TEST(CurlTransport, DoesNotLetLibcurlSendAPostAgainWhenAKeptConnectionDies) {
  const LoopbackServer server(answer_once_then_die);
  const auto curl = transport();
  ASSERT_TRUE(curl->send(to(server.url("/warm")), {}));
  const auto answer = curl->send(to(server.url("/create"), Method::post, "{}"), {});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::network);
  EXPECT_FALSE(answer.error().not_sent);
  EXPECT_THAT(answer.error().message, HasSubstr("whether it carried out the request is unknown"));
  EXPECT_THAT(server.requests(), SizeIs(2)) << "the POST arrived exactly once";
}

TEST(CurlTransport, DoesNotLetLibcurlRepeatWhatItsSenderRepeatsHimself) {
  const LoopbackServer server(answer_once_then_die);
  const auto curl = transport();
  ASSERT_TRUE(curl->send(to(server.url("/warm")), {}));
  Request replacement = to(server.url("/replace"), Method::put, "{}");
  replacement.repeat_after_wait = false;
  const auto answer = curl->send(replacement, {});
  ASSERT_FALSE(answer);
  EXPECT_FALSE(answer.error().not_sent);
  EXPECT_THAT(server.requests(), SizeIs(2)) << "the PUT arrived exactly once";
}

TEST(CurlTransport, LetsLibcurlSendAGetAgainWhenAKeptConnectionDies) {
  const LoopbackServer server(answer_once_then_die);
  const auto curl = transport();
  ASSERT_TRUE(curl->send(to(server.url("/warm")), {}));
  EXPECT_TRUE(curl->send(to(server.url("/read")), {}));
  EXPECT_THAT(server.requests(), SizeIs(3));
}

TEST(RetryOverCurl, DoesNotSendAPostAgainAfterAReset) {
  const LoopbackServer server([](Peer& peer) {
    std::ignore = peer.read();
    peer.reset();
  });
  ManualClock clock;
  Retry retry(transport(), clock);
  const auto answer = retry.send(to(server.url("/create"), Method::post, "{}"), {});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::network);
  EXPECT_FALSE(answer.error().not_sent);
  EXPECT_THAT(server.requests(), SizeIs(1));
  EXPECT_THAT(clock.sleeps(), IsEmpty());
}

TEST(RetryOverCurl, DoesNotSendAPostAgainAfter503) {
  const LoopbackServer server(always(http_answer(503)));
  ManualClock clock;
  Retry retry(transport(), clock);
  EXPECT_EQ(retry.send(to(server.url("/create"), Method::post, "{}"), {})->status, 503);
  EXPECT_THAT(server.requests(), SizeIs(1));
}

TEST(RetryOverCurl, SendsAGetAgainAfterAReset) {
  const LoopbackServer server([](Peer& peer) {
    std::ignore = peer.read();
    peer.reset();
  });
  ManualClock clock;
  Retry retry(transport(), clock);
  EXPECT_FALSE(retry.send(to(server.url()), {}));
  EXPECT_THAT(server.requests(), SizeIs(3));
  EXPECT_THAT(clock.sleeps(), SizeIs(2));
}

TEST(RetryOverCurl, SendsAPostAgainThatFoundNobody) {
  const auto nobody = std::make_unique<LoopbackServer>(always(http_answer(200)))->url();
  ManualClock clock;
  Retry retry(transport(), clock);
  const auto answer = retry.send(to(nobody, Method::post, "{}"), {});
  ASSERT_FALSE(answer);
  EXPECT_TRUE(answer.error().not_sent);
  EXPECT_THAT(clock.sleeps(), SizeIs(2));
}

// --- errors -------------------------------------------------------------------------------------

TEST(CurlTransport, TellsThatARefusedConnectionSentNothing) {
  const Url nobody = std::make_unique<LoopbackServer>(always(http_answer(200)))->url(kSecretQuery);
  const auto answer = transport()->send(to(nobody), {});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::network);
  EXPECT_TRUE(answer.error().not_sent);
  EXPECT_THAT(answer.error().message, StartsWith("cannot reach " + nobody.origin() + ": "));
  EXPECT_THAT(answer.error().message, Not(HasSubstr("hush")));
}

TEST(CurlTransport, NamesAHostThatCannotBeResolved) {
  const auto answer =
      transport()->send(to(parse_url("http://no-such-org.invalid/?q=hush-hush").value()), {});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::network);
  EXPECT_TRUE(answer.error().not_sent);
  EXPECT_THAT(answer.error().message, HasSubstr("no-such-org.invalid"));
  EXPECT_THAT(answer.error().message, Not(HasSubstr("hush")));
}

TEST(CurlTransport, ReportsATruncatedBodyAsNetworkError) {
  const LoopbackServer server([](Peer& peer) {
    std::ignore = peer.read();
    peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[{\"id\":");
  });
  const auto answer = transport()->send(to(server.url(kSecretQuery)), {});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::network);
  EXPECT_FALSE(answer.error().not_sent);
  EXPECT_THAT(answer.error().message, Not(HasSubstr("hush")));
}

TEST(CurlTransport, ReportsABodyCutAmidAChunkAsNetworkError) {
  const LoopbackServer server([](Peer& peer) {
    std::ignore = peer.read();
    peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n[{\"id\":");
  });
  const auto answer = transport()->send(to(server.url()), {});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::network);
}

TEST(CurlTransport, ReportsWhatIsNotHttpAsProtocolError) {
  const LoopbackServer server([](Peer& peer) {
    std::ignore = peer.read();
    peer.write("SSH-2.0-OpenSSH_9.2\r\n");
  });
  const auto answer = transport()->send(to(server.url()), {});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::protocol);
}

TEST(CurlTransport, ReportsALateAnswerAsTimeout) {
  const LoopbackServer server([](Peer& peer) {
    std::ignore = peer.read();
    peer.wait_for_close();
  });
  const auto answer = transport(with_timeout(milliseconds{50}))->send(to(server.url()), {});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::timeout);
  EXPECT_FALSE(answer.error().not_sent);
}

}  // namespace
}  // namespace okta

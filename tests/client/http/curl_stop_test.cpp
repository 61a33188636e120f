#include <chrono>
#include <future>
#include <stop_token>
#include <thread>
#include <tuple>

#include <gtest/gtest.h>

#include "client/http/curl_transport.hpp"
#include "tests/client/http/curl_requests.hpp"
#include "tests/client/http/loopback_server.hpp"

namespace okta {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using tests::always;
using tests::http_answer;
using tests::LoopbackServer;
using tests::Peer;
using tests::to;
using tests::transport;
using tests::with_timeout;

TEST(CurlTransport, EndsAHangingRequestAtOnceWhenStopped) {
  std::promise<void> arrived;
  const LoopbackServer server([&arrived](Peer& peer) {
    if (peer.read()) peer.write(http_answer(200));
    std::ignore = peer.read();
    arrived.set_value();
    peer.wait_for_close();
  });
  const auto curl = transport(with_timeout(milliseconds{0}));
  // On a connection that stands, libcurl has no timer running: only the stop can end the wait.
  ASSERT_TRUE(curl->send(to(server.url()), {}));
  const std::stop_source source;
  std::chrono::steady_clock::time_point stopped;
  std::jthread stopper([&] {
    arrived.get_future().wait();
    stopped = std::chrono::steady_clock::now();
    source.request_stop();
  });
  const auto answer = curl->send(to(server.url()), source.get_token());
  const auto ended = std::chrono::steady_clock::now();
  stopper.join();
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::interrupted);
  EXPECT_FALSE(answer.error().not_sent) << "it had arrived: whether it was done is unknown";
  EXPECT_LT(ended - stopped, seconds{5});
  EXPECT_EQ(server.connections(), 1);
}

TEST(CurlTransport, SendsNothingAfterAStop) {
  const LoopbackServer server(always(http_answer(200)));
  const std::stop_source source;
  source.request_stop();
  for (const bool let_finish : {false, true}) {
    Request request = to(server.url());
    request.let_finish = let_finish;
    const auto answer = transport()->send(request, source.get_token());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::interrupted);
    EXPECT_TRUE(answer.error().not_sent);
  }
  EXPECT_EQ(server.connections(), 0);
}

TEST(CurlTransport, LetsAWriteThatHasLeftFinishAfterAStop) {
  const std::stop_source source;
  const LoopbackServer server([&source](Peer& peer) {
    if (!peer.read()) return;
    source.request_stop();
    peer.write(http_answer(200));
  });
  Request request = to(server.url());
  request.let_finish = true;
  const auto answer = transport()->send(request, source.get_token());
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
}

TEST(CurlTransport, CanBeUsedAgainAfterAStop) {
  const std::stop_source source;
  const LoopbackServer server([&source](Peer& peer) {
    while (const auto request = peer.read()) {
      if (request->has("/hang")) {
        source.request_stop();
        peer.wait_for_close();
        return;
      }
      peer.write(http_answer(200));
    }
  });
  const auto curl = transport(with_timeout(milliseconds{0}));
  EXPECT_FALSE(curl->send(to(server.url("/hang")), source.get_token()));
  EXPECT_TRUE(curl->send(to(server.url("/fine")), {}));
}

}  // namespace
}  // namespace okta

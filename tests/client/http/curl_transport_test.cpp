#include "client/http/curl_transport.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <future>
#include <latch>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client/http/retry.hpp"
#include "tests/client/http/loopback_server.hpp"
#include "tests/support/manual_clock.hpp"

namespace okta {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;
using tests::http_answer;
using tests::LoopbackServer;
using tests::ManualClock;
using tests::Peer;
using tests::SeenRequest;

constexpr auto kSecretQuery = "/api/v1/apps?q=hush-hush";

Request to(Url url, Method method = Method::get, std::string body = {}) {
  Request request;
  request.method = method;
  request.url = std::move(url);
  request.body = std::move(body);
  request.idempotent = method != Method::post;
  return request;
}

std::unique_ptr<Transport> transport(CurlOptions options = {}) {
  options.user_agent = "oktafix-test/1";
  return make_curl_transport(std::move(options));
}

CurlOptions with_timeout(milliseconds timeout) {
  CurlOptions options;
  options.request_timeout = timeout;
  return options;
}

LoopbackServer::Talk always(std::string answer) {
  return LoopbackServer::answering(
      [answer = std::move(answer)](const SeenRequest&) { return answer; });
}

// --- what leaves --------------------------------------------------------------------------------

TEST(CurlTransport, SendsMethodPathQueryHeadersAndBody) {
  const LoopbackServer server(always(http_answer(200)));
  Request request = to(server.url("/api/v1/apps?limit=200"), Method::put, R"({"a":1})");
  request.headers = {{"Content-Type", "application/json"}, {"X-One", "1"}, {"X-Empty", ""}};
  ASSERT_TRUE(transport()->send(request, {}));

  const SeenRequest seen = server.requests().at(0);
  EXPECT_EQ(seen.line(), "PUT /api/v1/apps?limit=200 HTTP/1.1");
  EXPECT_TRUE(seen.has("\r\nContent-Type: application/json\r\n"));
  EXPECT_TRUE(seen.has("\r\nX-One: 1\r\n"));
  EXPECT_TRUE(seen.has("\r\nX-Empty:\r\n"));
  EXPECT_TRUE(seen.has("\r\nUser-Agent: oktafix-test/1\r\n"));
  EXPECT_TRUE(seen.has("\r\nAccept-Encoding: gzip\r\n"));
  EXPECT_EQ(seen.body, R"({"a":1})");
}

TEST(CurlTransport, KeepsThePathAsItIs) {
  const LoopbackServer server(always(http_answer(200)));
  Url url = server.url();
  url.path = "/api/v1/apps/../%2e%2e/a%2Fb";
  ASSERT_TRUE(transport()->send(to(url), {}));
  EXPECT_EQ(server.requests().at(0).line(), "GET /api/v1/apps/../%2e%2e/a%2Fb HTTP/1.1");
}

TEST(CurlTransport, SendsContentLengthZeroWithAnEmptyPostOrPut) {
  const LoopbackServer server(always(http_answer(204)));
  const auto curl = transport();
  ASSERT_TRUE(curl->send(to(server.url(), Method::post), {}));
  ASSERT_TRUE(curl->send(to(server.url(), Method::put), {}));
  for (const SeenRequest& seen : server.requests()) {
    EXPECT_TRUE(seen.has("\r\nContent-Length: 0\r\n")) << seen.head;
    EXPECT_FALSE(seen.has("Content-Type")) << seen.head;
  }
}

TEST(CurlTransport, SendsNoBodyWithGetAndDelete) {
  const LoopbackServer server(always(http_answer(200)));
  const auto curl = transport();
  // After a POST on the same handle: nothing of it may stay behind.
  ASSERT_TRUE(curl->send(to(server.url(), Method::post, "body"), {}));
  ASSERT_TRUE(curl->send(to(server.url(), Method::get), {}));
  ASSERT_TRUE(curl->send(to(server.url(), Method::del), {}));
  EXPECT_THAT(server.requests().at(1).line(), StartsWith("GET / "));
  EXPECT_FALSE(server.requests().at(1).has("Content-Length"));
  EXPECT_THAT(server.requests().at(2).line(), StartsWith("DELETE / "));
  EXPECT_FALSE(server.requests().at(2).has("Content-Length"));
}

TEST(CurlTransport, SendsALargeBodyWithoutWaitingForPermission) {
  const LoopbackServer server(always(http_answer(200)));
  const std::string body(3 << 20, 'x');
  ASSERT_TRUE(transport()->send(to(server.url(), Method::post, body), {}));
  EXPECT_FALSE(server.requests().at(0).has("Expect:"));
  EXPECT_EQ(server.requests().at(0).body.size(), body.size());
}

TEST(CurlTransport, RefusesHeadersThatWouldSmuggleOthers) {
  const LoopbackServer server(always(http_answer(200)));
  const auto curl = transport();
  for (const Header& header :
       {Header{"X-One", "a\r\nX-Two: b"}, Header{"X-One", "a\nb"}, Header{"X\r\nY", "a"},
        Header{"", "a"}, Header{"X-One", std::string("a\0b", 3)}}) {
    Request request = to(server.url());
    request.headers.add(header.name, header.value);
    const auto answer = curl->send(request, {});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::invalid_input);
    EXPECT_TRUE(answer.error().not_sent);
  }
  EXPECT_THAT(server.requests(), IsEmpty());
}

// --- what comes back ----------------------------------------------------------------------------

TEST(CurlTransport, ReturnsAnyStatusAsAResponse) {
  const LoopbackServer server(LoopbackServer::answering([](const SeenRequest& request) {
    return http_answer(request.has("/gone") ? 404 : 503, "", "{}");
  }));
  const auto curl = transport();
  EXPECT_EQ(curl->send(to(server.url("/gone")), {})->status, 404);
  EXPECT_EQ(curl->send(to(server.url("/down")), {})->status, 503);
}

TEST(CurlTransport, KeepsSeveralLinkHeadersApart) {
  const LoopbackServer server(
      always(http_answer(200,
                         "Link: <https://a/1>; rel=\"self\"\r\nx-okta-request-id:  abc \r\n"
                         "link: <https://a/2>; rel=\"next\"\r\n")));
  const auto answer = transport()->send(to(server.url()), {});
  ASSERT_TRUE(answer);
  EXPECT_THAT(answer->headers.all("Link"),
              ElementsAre("<https://a/1>; rel=\"self\"", "<https://a/2>; rel=\"next\""));
  EXPECT_EQ(answer->headers.first("X-Okta-Request-Id"), "abc");
  EXPECT_EQ(answer->headers.list().at(1).name, "x-okta-request-id") << "as on the wire";
}

TEST(CurlTransport, KeepsOnlyTheHeadersOfTheFinalAnswer) {
  const LoopbackServer server(
      always("HTTP/1.1 100 Continue\r\nX-Early: 1\r\n\r\n"
             "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n" +
             http_answer(200, "X-Late: 2\r\n")));
  const auto answer = transport()->send(to(server.url()), {});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_FALSE(answer->headers.contains("X-Early"));
  EXPECT_FALSE(answer->headers.contains("Link"));
  EXPECT_EQ(answer->headers.first("X-Late"), "2");
}

TEST(CurlTransport, ForgetsTheHeadersOfThePreviousAnswer) {
  const LoopbackServer server(LoopbackServer::answering([](const SeenRequest& request) {
    return http_answer(200, request.has("/first") ? "X-Okta-Request-Id: one\r\n" : "");
  }));
  const auto curl = transport();
  EXPECT_EQ(curl->send(to(server.url("/first")), {})->headers.first("X-Okta-Request-Id"), "one");
  EXPECT_EQ(curl->send(to(server.url("/second")), {})->headers.first("X-Okta-Request-Id"), "");
}

TEST(CurlTransport, UnpacksGzip) {
  // printf hello | gzip -n
  const std::array<unsigned char, 25> packed{0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
                                             0x03, 0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00, 0x86,
                                             0xa6, 0x10, 0x36, 0x05, 0x00, 0x00, 0x00};
  const LoopbackServer server(always(
      http_answer(200, "Content-Encoding: gzip\r\n", std::string(packed.begin(), packed.end()))));
  EXPECT_EQ(transport()->send(to(server.url()), {})->body, "hello");
}

TEST(CurlTransport, ReadsAnAnswerInChunks) {
  const LoopbackServer server(
      always("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n"
             "X-Trailer: late\r\n\r\n"));
  const auto answer = transport()->send(to(server.url()), {});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "abcde");
  EXPECT_FALSE(answer->headers.contains("X-Trailer"));
}

TEST(CurlTransport, DoesNotFollowRedirects) {
  const LoopbackServer server(always(http_answer(302, "Location: /elsewhere\r\n")));
  const auto answer = transport()->send(to(server.url("/here")), {});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 302);
  EXPECT_EQ(answer->headers.first("Location"), "/elsewhere");
  EXPECT_THAT(server.requests(), SizeIs(1));
}

TEST(CurlTransport, RefusesAnAnswerOverTheLimit) {
  const LoopbackServer server(LoopbackServer::answering([](const SeenRequest& request) {
    return http_answer(200, "", std::string(request.has("/fits") ? 1000 : 1001, 'x'));
  }));
  CurlOptions options;
  options.max_body_bytes = 1000;
  const auto curl = transport(options);
  EXPECT_EQ(curl->send(to(server.url("/fits")), {})->body.size(), 1000U);
  const auto answer = curl->send(to(server.url("/over")), {});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::protocol);
  EXPECT_THAT(answer.error().message, HasSubstr("larger than 1000 bytes"));
}

// --- connections --------------------------------------------------------------------------------

TEST(CurlTransport, UsesOneConnectionForManyRequests) {
  const LoopbackServer server(always(http_answer(200, "", "x")));
  const auto curl = transport();
  for (int i = 0; i < 20; ++i)
    ASSERT_TRUE(curl->send(to(server.url(), i % 2 == 0 ? Method::get : Method::post), {}));
  EXPECT_THAT(server.requests(), SizeIs(20));
  EXPECT_EQ(server.connections(), 1);
}

TEST(CurlTransport, GoesOnAfterAFailedRequest) {
  const LoopbackServer server([](Peer& peer) {
    while (const auto request = peer.read()) {
      if (request->has("/bad")) return;
      peer.write(http_answer(200));
    }
  });
  const auto curl = transport();
  EXPECT_TRUE(curl->send(to(server.url("/good")), {}));
  EXPECT_FALSE(curl->send(to(server.url("/bad")), {}));
  EXPECT_TRUE(curl->send(to(server.url("/good")), {}));
}

TEST(CurlTransport, MayBeUsedFromSeveralThreadsAtOnce) {
  constexpr int kThreads = 8;
  constexpr int kEach = 25;
  const LoopbackServer server(LoopbackServer::answering([](const SeenRequest& request) {
    return http_answer(200, "", request.line());  // each must get its own answer back
  }));
  const auto curl = transport();
  std::latch start(kThreads);
  std::atomic<int> right = 0;
  {
    std::vector<std::jthread> threads;
    threads.reserve(kThreads);
    for (int t = 0; t < kThreads; ++t) {
      threads.emplace_back([&, t] {
        start.arrive_and_wait();
        for (int i = 0; i < kEach; ++i) {
          const std::string path = "/" + std::to_string(t) + "/" + std::to_string(i);
          const auto answer = curl->send(to(server.url(path)), {});
          if (answer && answer->body == "GET " + path + " HTTP/1.1") ++right;
        }
      });
    }
  }
  EXPECT_EQ(right, kThreads * kEach);
  EXPECT_LE(server.connections(), kThreads);
}

TEST(CurlTransport, SpeaksOverIPv6) {
  const LoopbackServer server(always(http_answer(200, "", "six")), "::1");
  if (!server.listening()) GTEST_SKIP() << "this machine has no IPv6 loopback address";
  EXPECT_EQ(transport()->send(to(server.url()), {})->body, "six");
}

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

// --- stop ---------------------------------------------------------------------------------------

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
  const auto answer = transport()->send(to(server.url()), source.get_token());
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::interrupted);
  EXPECT_TRUE(answer.error().not_sent);
  EXPECT_EQ(server.connections(), 0);
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

// --- proxy --------------------------------------------------------------------------------------

CurlOptions through(const LoopbackServer& proxy) {
  CurlOptions options;
  options.proxy = ProxyOptions{"127.0.0.1", static_cast<std::uint16_t>(proxy.port()), "alice",
                               Secret("proxy-password")};
  return options;
}

TEST(CurlTransport, SendsHttpThroughTheProxyWithItsCredentials) {
  const LoopbackServer proxy(always(http_answer(200, "", "from the proxy")));
  const auto answer = transport(through(proxy))
                          ->send(to(parse_url("http://acme.okta.invalid/api/v1/org").value()), {});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "from the proxy");
  const SeenRequest seen = proxy.requests().at(0);
  EXPECT_EQ(seen.line(), "GET http://acme.okta.invalid/api/v1/org HTTP/1.1");
  // base64 of alice:proxy-password
  EXPECT_TRUE(seen.has("\r\nProxy-Authorization: Basic YWxpY2U6cHJveHktcGFzc3dvcmQ=\r\n"));
}

TEST(CurlTransport, ShowsTheProxyOfAnHttpsRequestNothingButTheHost) {
  const LoopbackServer proxy(always(http_answer(407)));
  Request request = to(parse_url("https://acme.okta.invalid/api/v1/org?q=hush-hush").value());
  request.headers.add("Authorization", "SSWS the-token");
  const auto answer = transport(through(proxy))->send(request, {});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::network);
  EXPECT_TRUE(answer.error().not_sent);
  EXPECT_THAT(answer.error().message, HasSubstr("407"));
  EXPECT_THAT(answer.error().message, Not(HasSubstr("proxy-password")));

  const SeenRequest seen = proxy.requests().at(0);
  EXPECT_EQ(seen.line(), "CONNECT acme.okta.invalid:443 HTTP/1.1");
  EXPECT_FALSE(seen.has("the-token"));
  EXPECT_FALSE(seen.has("hush"));
}

}  // namespace
}  // namespace okta

#include "client/http/curl_transport.hpp"

#include <array>
#include <atomic>
#include <latch>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/client/http/curl_requests.hpp"
#include "tests/client/http/loopback_server.hpp"

namespace okta {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;
using tests::always;
using tests::http_answer;
using tests::LoopbackServer;
using tests::Peer;
using tests::SeenRequest;
using tests::to;
using tests::transport;

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

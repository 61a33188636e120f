#include "client/auth/service_app_auth.hpp"

#include <barrier>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client/base/digest.hpp"
#include "client/http/retry.hpp"
#include "tests/client/auth/org_stub.hpp"
#include "tests/support/manual_clock.hpp"

namespace okta {
namespace {

using std::chrono::minutes;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using tests::header_of;
using tests::oauth_refusal;
using tests::proof_claims;
using tests::token_answer;

constexpr auto kApps = "https://acme.okta.com/api/v1/apps?limit=200";

Request to(const std::string& url, Method method = Method::get) {
  Request request;
  request.method = method;
  request.url = parse_url(url).value();
  request.idempotent = method != Method::post;
  request.repeat_after_wait = method != Method::put;
  return request;
}

Response invalid_token() {
  return {401, {}, R"({"errorCode":"E0000011","errorSummary":"Invalid token provided"})"};
}

Response nonce_wanted_by_api(const std::string& nonce) {
  return {
      401,
      {{"WWW-Authenticate", "Basic realm=\"error=\\\"no\\\"\""},
       {"WWW-Authenticate", "Bearer realm=\"acme\", DPoP algs=\"ES256\", error=\"use_dpop_nonce\""},
       {"DPoP-Nonce", nonce}},
      {}};
}

class ServiceAppAuthTest : public testing::Test {
 protected:
  ServiceAppAuthTest() {
    static const tests::KeyPair key = tests::KeyPair::ec();
    auto owned = std::make_unique<tests::OrgStub>();
    org_ = owned.get();
    org_->at_token_endpoint = [this](const Request&) {
      return token_answer("access-token-number-" + std::to_string(++tokens_), 3600, type_);
    };
    ServiceApp app{"0oaTool", {"okta.apps.read"}, Secret(key.pkcs8()), {}, {}};
    const Url url = parse_url("https://acme.okta.com").value();
    auto source = TokenSource::make(url, std::move(app), std::make_shared<OrgTime>(clock_));
    EXPECT_TRUE(source);
    auth_ = std::make_unique<ServiceAppAuth>(std::move(owned), url, *source);
  }

  // The token endpoint as Okta's is for an app that requires DPoP.
  void require_dpop() {
    org_->at_token_endpoint = [this](const Request& request) {
      if (!request.headers.contains("DPoP"))
        return oauth_refusal(400, "invalid_dpop_proof", "The DPoP proof JWT header is missing.");
      if (proof_claims(request).value("nonce", "") != "n0") {
        return oauth_refusal(400, "use_dpop_nonce",
                             "Authorization server requires nonce in DPoP proof.",
                             {{"dpop-nonce", "n0"}});
      }
      return token_answer("bound-token-number-" + std::to_string(++tokens_), 3600, "DPoP");
    };
  }

  Result<Response> send(const Request& request) { return auth_->send(request, {}); }
  [[nodiscard]] std::string credential(std::size_t index) const {
    return std::string(org_->api_requests().at(index).headers.first("Authorization"));
  }

  tests::ManualClock clock_;
  tests::OrgStub* org_ = nullptr;
  std::unique_ptr<ServiceAppAuth> auth_;
  std::atomic<int> tokens_ = 0;
  std::string type_ = "Bearer";
};

TEST_F(ServiceAppAuthTest, AddsTheTokenOnceFetched) {
  ASSERT_TRUE(send(to(kApps)));
  ASSERT_TRUE(send(to(kApps)));
  EXPECT_THAT(org_->token_requests(), SizeIs(1));
  EXPECT_EQ(credential(0), "Bearer access-token-number-1");
  EXPECT_EQ(credential(1), "Bearer access-token-number-1");
  EXPECT_EQ(org_->api_requests().at(0).headers.first("Accept"), "application/json");
  EXPECT_FALSE(org_->api_requests().at(0).headers.contains("DPoP"));
}

TEST_F(ServiceAppAuthTest, SendsNothingElsewhereNotEvenTheTokenRequest) {
  for (const char* url : {"https://evil.example/api/v1/apps", "http://acme.okta.com/",
                          "https://acme.okta.com:8443/", "https://a:b@acme.okta.com/"}) {
    const auto answer = send(to(url));
    ASSERT_FALSE(answer);
    EXPECT_TRUE(answer.error().not_sent);
  }
  EXPECT_THAT(org_->token_requests(), IsEmpty());
  EXPECT_THAT(org_->api_requests(), IsEmpty());
}

TEST_F(ServiceAppAuthTest, BlotsOutWhatARefusalEchoes) {
  org_->at_api = [](const Request& request) {
    return Response{403, {}, "denied: " + std::string(request.headers.first("Authorization"))};
  };
  EXPECT_EQ(send(to(kApps))->body, "denied: Bearer [token]");
}

// --- DPoP ---------------------------------------------------------------------------------------

TEST_F(ServiceAppAuthTest, FindsOutThatTheAppRequiresDpop) {
  require_dpop();
  ASSERT_TRUE(send(to(kApps)));
  ASSERT_TRUE(send(to("https://acme.okta.com/api/v1/apps/0oa1", Method::put)));
  const auto token_requests = org_->token_requests();
  ASSERT_THAT(token_requests, SizeIs(3)) << "without a proof, without a nonce, with both";
  const auto at_token = proof_claims(token_requests[2]);
  EXPECT_EQ(at_token.at("htm"), "POST");
  EXPECT_EQ(at_token.at("htu"), "https://acme.okta.com/oauth2/v1/token");
  EXPECT_FALSE(at_token.contains("ath"));

  const Request api = org_->api_requests().at(0);
  EXPECT_EQ(api.headers.first("Authorization"), "DPoP bound-token-number-1");
  const auto at_api = proof_claims(api);
  EXPECT_EQ(at_api.at("htm"), "GET");
  EXPECT_EQ(at_api.at("htu"), "https://acme.okta.com/api/v1/apps") << "without the query";
  EXPECT_EQ(at_api.at("ath"), sha256_base64url("bound-token-number-1"));
  EXPECT_EQ(at_api.at("iat"), 1'780'000'000);
  EXPECT_FALSE(at_api.contains("nonce")) << "the token endpoint's is its own";
  EXPECT_EQ(proof_claims(org_->api_requests().at(1)).at("htm"), "PUT");
}

TEST_F(ServiceAppAuthTest, MakesAFreshProofForEachAttemptWithAKeyOfItsOwn) {
  require_dpop();
  ASSERT_TRUE(send(to(kApps)));
  ASSERT_TRUE(send(to(kApps)));
  std::set<std::string> ids;
  std::set<std::string> keys;
  auto requests = org_->token_requests();
  requests.erase(requests.begin());  // had no proof
  for (const Request& each : org_->api_requests()) requests.push_back(each);
  for (const Request& each : requests) {
    const std::string proof(each.headers.first("DPoP"));
    EXPECT_EQ(header_of(proof).at("typ"), "dpop+jwt");
    EXPECT_EQ(header_of(proof).at("alg"), "ES256");
    EXPECT_FALSE(header_of(proof).at("jwk").contains("d"));
    EXPECT_TRUE(tests::is_signed_by_jwk(proof, header_of(proof).at("jwk")));
    ids.insert(proof_claims(each).at("jti").get<std::string>());
    keys.insert(header_of(proof).at("jwk").dump());
  }
  EXPECT_THAT(ids, SizeIs(4));
  EXPECT_THAT(keys, SizeIs(1));
  const std::string assertion = tests::form_value(requests.at(0), "client_assertion");
  EXPECT_FALSE(tests::is_signed_by_jwk(assertion, nlohmann::ordered_json::parse(*keys.begin())))
      << "the key of the proofs is not the client's";
}

TEST_F(ServiceAppAuthTest, LetsNobodyBelowRepeatWhatIsGoodForOneCopy) {
  ASSERT_TRUE(send(to(kApps)));
  EXPECT_FALSE(org_->token_requests().at(0).idempotent) << "the assertion";
  EXPECT_TRUE(org_->api_requests().at(0).idempotent) << "a bearer token is good for many";
  clock_.tick(minutes{59});
  require_dpop();
  ASSERT_TRUE(send(to(kApps)));
  ASSERT_TRUE(org_->api_requests().at(1).headers.contains("DPoP"));
  EXPECT_FALSE(org_->api_requests().at(1).idempotent) << "the proof";
}

TEST_F(ServiceAppAuthTest, IsSentAgainWithAnotherProofWhenTheConnectionWasLost) {
  require_dpop();
  int count = 0;
  org_->at_api = [&](const Request&) -> Result<Response> {
    if (++count == 1) return failure(ErrorKind::network, "cut");
    return Response{200, {}, "[]"};
  };
  Retry retry(std::move(auth_), clock_);
  EXPECT_EQ(retry.send(to(kApps), {})->status, 200);
  ASSERT_THAT(org_->api_requests(), SizeIs(2));
  EXPECT_NE(proof_claims(org_->api_requests().at(0)).at("jti"),
            proof_claims(org_->api_requests().at(1)).at("jti"));
}

TEST_F(ServiceAppAuthTest, GivesTheApiTheNonceThatItAsksFor) {
  require_dpop();
  org_->at_api = [](const Request& request) {
    return proof_claims(request).value("nonce", "") == "n1" ? Response{200, {}, "[]"}
                                                            : nonce_wanted_by_api("n1");
  };
  EXPECT_EQ(send(to(kApps, Method::post))->status, 200);
  EXPECT_THAT(org_->api_requests(), SizeIs(2));
  EXPECT_EQ(send(to(kApps))->status, 200);
  EXPECT_THAT(org_->api_requests(), SizeIs(3)) << "it is kept";
}

TEST_F(ServiceAppAuthTest, TakesANonceThatComesWithASuccess) {
  require_dpop();
  org_->at_api = [](const Request&) { return Response{200, {{"DPoP-Nonce", "n2"}}, "[]"}; };
  ASSERT_TRUE(send(to(kApps)));
  ASSERT_TRUE(send(to(kApps)));
  EXPECT_EQ(proof_claims(org_->api_requests().at(1)).at("nonce"), "n2");
}

TEST_F(ServiceAppAuthTest, GivesUpOnAServerThatWantsANewNonceEachTime) {
  require_dpop();
  int count = 0;
  org_->at_api = [&](const Request&) { return nonce_wanted_by_api(std::to_string(++count)); };
  EXPECT_EQ(send(to(kApps))->status, 401);
  EXPECT_LE(count, 4);
}

// Both are refused for want of the nonce before either has learned it: the one that hears of it
// second must not take it for a nonce that it already sent.
TEST_F(ServiceAppAuthTest, NeitherOfTwoThreadsLosesItsNonceRetry) {
  require_dpop();
  ASSERT_TRUE(send(to(kApps)));
  std::barrier both_refused(2);
  org_->at_api = [&](const Request& request) {
    if (proof_claims(request).value("nonce", "") == "n1") return Response{200, {}, "[]"};
    both_refused.arrive_and_wait();
    return nonce_wanted_by_api("n1");
  };
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 2; ++i)
      threads.emplace_back([this] { EXPECT_EQ(send(to(kApps))->status, 200); });
  }
  EXPECT_THAT(org_->api_requests(), SizeIs(1 + 4));
}

// --- tokens that are not taken ------------------------------------------------------------------

class RejectedTokenTest : public ServiceAppAuthTest {
 protected:
  RejectedTokenTest() {
    EXPECT_TRUE(send(to(kApps)));
    clock_.tick(minutes{10});
    org_->at_api = [](const Request& request) {
      return request.headers.first("Authorization") == "Bearer access-token-number-1"
                 ? invalid_token()
                 : Response{200, {}, "[]"};
    };
  }
};

TEST_F(RejectedTokenTest, IsRenewedAndTheRequestSentOnceMore) {
  for (const Method method : {Method::get, Method::post})
    EXPECT_EQ(send(to(kApps, method))->status, 200);
  EXPECT_EQ(credential(1), "Bearer access-token-number-1");
  EXPECT_EQ(credential(2), "Bearer access-token-number-2");
  EXPECT_THAT(org_->token_requests(), SizeIs(2));
}

TEST_F(RejectedTokenTest, IsNotRenewedTwice) {
  org_->at_api = [](const Request&) { return invalid_token(); };
  EXPECT_EQ(send(to(kApps))->status, 401);
  EXPECT_THAT(org_->token_requests(), SizeIs(2));
  EXPECT_EQ(send(to(kApps))->status, 401) << "a token of this moment is not blamed";
  EXPECT_THAT(org_->token_requests(), SizeIs(2));
}

TEST_F(RejectedTokenTest, IsNoneWhereAFeatureOrARightIsMissing) {
  for (const int status : {401, 403}) {
    org_->at_api = [status](const Request&) {
      return Response{status, {}, R"({"errorCode":"E0000015","errorSummary":"feature"})"};
    };
    EXPECT_EQ(send(to(kApps))->status, status);
  }
  EXPECT_THAT(org_->token_requests(), SizeIs(1));
}

TEST_F(RejectedTokenTest, LetsTheSenderOfAReplacementLookAgainFirst) {
  Request replacement = to("https://acme.okta.com/api/v1/apps/0oa1", Method::put);
  replacement.earlier.failures = 1;
  const auto answer = send(replacement);
  ASSERT_FALSE(answer);
  EXPECT_TRUE(answer.error().not_sent);
  ASSERT_TRUE(answer.error().again);
  EXPECT_EQ(answer.error().again->wait.count(), 0);
  EXPECT_EQ(answer.error().again->failures, 1) << "counted on";
  const auto renewed = send(replacement);
  ASSERT_FALSE(renewed) << "fetching took time, too";
  EXPECT_THAT(org_->api_requests(), SizeIs(2)) << "so it was not sent";
  replacement.earlier = *renewed.error().again;
  EXPECT_EQ(send(replacement)->status, 200);
}

TEST_F(ServiceAppAuthTest, DelaysNoReplacementWhileTheTokenIsGood) {
  ASSERT_TRUE(send(to(kApps)));
  clock_.tick(minutes{58});
  EXPECT_EQ(send(to("https://acme.okta.com/api/v1/apps/0oa1", Method::put))->status, 200);
  EXPECT_THAT(org_->token_requests(), SizeIs(1));
  EXPECT_EQ(send(to(kApps))->status, 200);
  EXPECT_THAT(org_->token_requests(), SizeIs(2)) << "reading renews it early";
}

TEST_F(ServiceAppAuthTest, AsksASenderToLookAgainOnlySoOften) {
  require_dpop();
  org_->at_api = [](const Request& request) {
    return nonce_wanted_by_api("n" + proof_claims(request).at("jti").get<std::string>());
  };
  Request replacement = to("https://acme.okta.com/api/v1/apps/0oa1", Method::put);
  int tries = 1;
  auto answer = send(replacement);
  for (; !answer && tries < 50; ++tries) {
    ASSERT_TRUE(answer.error().again) << answer.error().describe();
    replacement.earlier = *answer.error().again;
    answer = send(replacement);
  }
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 401);
  EXPECT_LT(tries, 12);
}

// --- failures of the token endpoint -------------------------------------------------------------

TEST_F(ServiceAppAuthTest, ATokenEndpointThatIsDownIsRetriedForAPostToo) {
  int count = 0;
  org_->at_token_endpoint = [&](const Request&) {
    return ++count == 1 ? Response{503, {}, {}} : token_answer("late-access-token");
  };
  Retry retry(std::move(auth_), clock_);
  EXPECT_EQ(retry.send(to(kApps, Method::post), {})->status, 200);
  EXPECT_EQ(count, 2);
  EXPECT_THAT(clock_.sleeps(), SizeIs(1));
}

TEST_F(ServiceAppAuthTest, ALostTokenRequestIsSentAgainWithAnotherAssertion) {
  int count = 0;
  org_->at_token_endpoint = [&](const Request&) -> Result<Response> {
    if (++count == 1) return failure(ErrorKind::network, "cut");
    return token_answer("late-access-token");
  };
  Retry retry(std::move(auth_), clock_);
  EXPECT_EQ(retry.send(to(kApps, Method::post), {})->status, 200);
  ASSERT_THAT(org_->token_requests(), SizeIs(2));
  EXPECT_NE(tests::form_value(org_->token_requests().at(0), "client_assertion"),
            tests::form_value(org_->token_requests().at(1), "client_assertion"));
}

TEST_F(ServiceAppAuthTest, WaitsAsTheTokenEndpointsRateLimitSays) {
  int count = 0;
  org_->at_token_endpoint = [&](const Request&) {
    return ++count == 1 ? Response{429,
                                   {{"Date", "Thu, 28 May 2026 20:26:40 GMT"},
                                    {"X-Rate-Limit-Limit", "100"},
                                    {"X-Rate-Limit-Remaining", "0"},
                                    {"X-Rate-Limit-Reset", "1780000030"}},
                                   {}}
                        : token_answer("late-access-token");
  };
  Retry retry(std::move(auth_), clock_);
  EXPECT_EQ(retry.send(to(kApps, Method::post), {})->status, 200);
  EXPECT_THAT(clock_.sleeps(), ElementsAre(std::chrono::seconds{31}));
}

TEST_F(ServiceAppAuthTest, ARefusedAppReachesTheCallerAsSuch) {
  org_->at_token_endpoint = [](const Request&) {
    return oauth_refusal(401, "invalid_client", "The client_assertion signature is invalid.");
  };
  const auto answer = send(to(kApps));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::unauthorized);
  EXPECT_THAT(answer.error().describe(),
              HasSubstr("The client_assertion signature is invalid. (HTTP 401, invalid_client)"));
  EXPECT_THAT(org_->api_requests(), IsEmpty());
}

}  // namespace
}  // namespace okta

#include "client/auth/token_source.hpp"

#include <atomic>
#include <latch>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/client/auth/org_stub.hpp"
#include "tests/support/manual_clock.hpp"

namespace okta {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;
using tests::claims_of;
using tests::form_value;
using tests::header_of;
using tests::KeyPair;
using tests::oauth_refusal;
using tests::token_answer;

const KeyPair& client_key() {
  static const KeyPair key = KeyPair::ec();
  return key;
}

class TokenSourceTest : public testing::Test {
 protected:
  TokenSourceTest() {
    org_.at_token_endpoint = [this](const Request&) {
      return token_answer("token-" + std::to_string(++tokens_));
    };
    app_.client_id = "0oaTool";
    app_.scopes = {"okta.apps.read", "okta.logs.read"};
    app_.private_key = Secret(client_key().pkcs8());
    app_.key_id = "k1";
  }

  TokenSource& source() {
    if (!source_) {
      auto made = TokenSource::make(parse_url("https://acme.okta.com").value(), app_, time_);
      EXPECT_TRUE(made) << made.error().message;
      source_ = *made;
    }
    return *source_;
  }

  std::string token(Renewal renewal = Renewal::early) {
    const auto held = source().get(org_, renewal, {});
    EXPECT_TRUE(held) << held.error().describe();
    return held ? std::string(held->token->text.expose()) : std::string();
  }

  Error refusal() {
    const auto held = source().get(org_, Renewal::early, {});
    EXPECT_FALSE(held);
    return held ? Error{} : held.error();
  }

  void answer_tokens_with(Response response) {
    org_.at_token_endpoint = [response = std::move(response)](const Request&) { return response; };
  }

  tests::ManualClock clock_;
  tests::OrgStub org_;
  std::shared_ptr<OrgTime> time_ = std::make_shared<OrgTime>(clock_);
  ServiceApp app_;
  std::atomic<int> tokens_ = 0;

 private:
  std::shared_ptr<TokenSource> source_;
};

TEST_F(TokenSourceTest, AsksAsOktaDocumentsIt) {
  EXPECT_EQ(token(), "token-1");
  const Request asked = org_.token_requests().at(0);
  EXPECT_EQ(asked.method, Method::post);
  EXPECT_EQ(asked.url.text(), "https://acme.okta.com/oauth2/v1/token");
  EXPECT_EQ(asked.headers.first("Content-Type"), "application/x-www-form-urlencoded");
  EXPECT_FALSE(asked.headers.contains("Authorization"));
  EXPECT_FALSE(asked.headers.contains("DPoP"));
  EXPECT_EQ(form_value(asked, "grant_type"), "client_credentials");
  EXPECT_EQ(form_value(asked, "scope"), "okta.apps.read okta.logs.read");
  EXPECT_EQ(form_value(asked, "client_assertion_type"),
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
  const std::string assertion = form_value(asked, "client_assertion");
  EXPECT_TRUE(client_key().has_signed(assertion));
  EXPECT_EQ(header_of(assertion).at("kid"), "k1");
  const auto claims = claims_of(assertion);
  EXPECT_EQ(claims.at("iss"), "0oaTool");
  EXPECT_EQ(claims.at("sub"), "0oaTool");
  EXPECT_EQ(claims.at("aud"), "https://acme.okta.com/oauth2/v1/token");
  const auto now = std::chrono::floor<seconds>(clock_.now()).time_since_epoch().count();
  EXPECT_EQ(claims.at("iat"), now);
  EXPECT_GT(claims.at("exp"), now);
  EXPECT_LE(claims.at("exp"), now + 3600);
}

TEST_F(TokenSourceTest, SignsAFreshAssertionForEachTry) {
  for (int i = 0; i < 3; ++i) {
    (void)token();
    clock_.tick(hours{2});
  }
  std::set<std::string> ids;
  for (const Request& each : org_.token_requests())
    ids.insert(claims_of(form_value(each, "client_assertion")).at("jti").get<std::string>());
  EXPECT_THAT(ids, SizeIs(3));
}

TEST_F(TokenSourceTest, KeepsATokenUntilShortlyBeforeItsEnd) {
  EXPECT_EQ(token(), "token-1");
  clock_.tick(minutes{54});
  EXPECT_EQ(token(), "token-1");
  clock_.tick(minutes{2});
  EXPECT_EQ(token(Renewal::only_when_needed), "token-1") << "for 4 minutes it is still good";
  EXPECT_EQ(token(), "token-2");
  EXPECT_THAT(org_.token_requests(), SizeIs(2));
}

TEST_F(TokenSourceTest, UsesAShortTokenToo) {
  answer_tokens_with(token_answer("short", 60));
  EXPECT_EQ(token(), "short");
  clock_.tick(seconds{40});
  EXPECT_EQ(token(), "short");
  EXPECT_THAT(org_.token_requests(), SizeIs(1));
  clock_.tick(seconds{10});
  EXPECT_EQ(token(), "short");
  EXPECT_THAT(org_.token_requests(), SizeIs(2));
}

TEST_F(TokenSourceTest, ARenewalThatFailsTakesNothingAway) {
  EXPECT_EQ(token(), "token-1");
  clock_.tick(minutes{56});
  answer_tokens_with({503, {}, "<html>"});
  EXPECT_EQ(token(), "token-1");
  EXPECT_EQ(token(), "token-1");
  EXPECT_THAT(org_.token_requests(), SizeIs(2)) << "it is not tried again at once";
  clock_.tick(minutes{1});
  EXPECT_EQ(token(), "token-1");
  EXPECT_THAT(org_.token_requests(), SizeIs(3));
  clock_.tick(minutes{3});
  const Error over = refusal();
  EXPECT_EQ(over.kind, ErrorKind::server);
  EXPECT_TRUE(over.not_sent);
}

TEST_F(TokenSourceTest, ARefusalEndsATokenThatIsStillGood) {
  EXPECT_EQ(token(), "token-1");
  clock_.tick(minutes{56});
  answer_tokens_with(oauth_refusal(401, "invalid_client", "The client is inactive."));
  EXPECT_EQ(refusal().kind, ErrorKind::unauthorized);
  EXPECT_THAT(*source().granted_scopes(), ElementsAre("okta.apps.read", "okta.logs.read"));
}

TEST_F(TokenSourceTest, TellsARefusalInOktasOwnWords) {
  answer_tokens_with(oauth_refusal(400, "consent_required",
                                   "You are not allowed any of the requested scopes.",
                                   {{"x-okta-request-id", "req1"}}));
  EXPECT_EQ(refusal().describe(),
            "get an access token: You are not allowed any of the requested scopes. (HTTP 400, "
            "consent_required, request id req1)");
  EXPECT_EQ(refusal().kind, ErrorKind::unauthorized);
  EXPECT_EQ(refusal().http->path, "/oauth2/v1/token");
  EXPECT_THAT(org_.token_requests(), SizeIs(1)) << "one refusal is not asked for again at once";
  clock_.tick(minutes{1});
  (void)refusal();
  EXPECT_THAT(org_.token_requests(), SizeIs(2));
}

TEST_F(TokenSourceTest, TellsWhatIsNoAnswerOfATokenEndpoint) {
  answer_tokens_with({200, {}, "<html>guest network</html>"});
  EXPECT_EQ(refusal().kind, ErrorKind::protocol);
  answer_tokens_with({200, {}, R"({"token_type":"MAC","access_token":"a"})"});
  EXPECT_EQ(refusal().kind, ErrorKind::protocol);
  answer_tokens_with({200, {}, R"({"token_type":"Bearer","access_token":"a\r\nX: b"})"});
  EXPECT_EQ(refusal().kind, ErrorKind::protocol);
  answer_tokens_with({404, {}, "nothing here"});
  EXPECT_EQ(refusal().kind, ErrorKind::protocol);
  org_.at_token_endpoint = [](const Request&) -> Result<Response> {
    return failure(ErrorKind::network, "connection reset");
  };
  const Error lost = refusal();
  EXPECT_EQ(lost.kind, ErrorKind::network);
  EXPECT_TRUE(lost.not_sent) << "the request that needed the token";
}

TEST_F(TokenSourceTest, NeverTellsTheAssertionOrTheProofThatAProxyEchoes) {
  app_.dpop = true;
  org_.at_token_endpoint = [](const Request& request) {
    return oauth_refusal(401, "invalid_client",
                         "denied: " + form_value(request, "client_assertion") + " with " +
                             std::string(request.headers.first("DPoP")));
  };
  EXPECT_EQ(refusal().message, "denied: [token] with [token]");
}

TEST_F(TokenSourceTest, TellsARefusalOnOneLine) {
  answer_tokens_with(oauth_refusal(400, R"(invalid\u001bscope)", R"(no\r\nsuch\u007fscope)"));
  const Error error = refusal();
  EXPECT_EQ(error.message, "no  such scope");
  EXPECT_EQ(error.http->error_code, "invalid scope");
  EXPECT_EQ(error.http->summary, "no  such scope");
}

TEST_F(TokenSourceTest, NoFailureInPassingStandsForOthersWhereTheOrgsTimeGoesBack) {
  answer_tokens_with({503, {}, "<html>"});
  EXPECT_EQ(refusal().kind, ErrorKind::server);
  time_->learn({200, {{"Date", "Thu, 28 May 2026 18:26:40 GMT"}}, {}});  // two hours behind ours
  answer_tokens_with(token_answer("recovered"));
  EXPECT_EQ(token(), "recovered");
}

TEST_F(TokenSourceTest, TellsHowLongTheEndpointWantsToBeLeftAlone) {
  answer_tokens_with({429,
                      {{"Date", "Thu, 28 May 2026 20:26:40 GMT"},
                       {"X-Rate-Limit-Limit", "100"},
                       {"X-Rate-Limit-Remaining", "0"},
                       {"X-Rate-Limit-Reset", "1780000030"}},
                      ""});
  const Error error = refusal();
  EXPECT_EQ(error.kind, ErrorKind::rate_limited);
  ASSERT_TRUE(error.again);
  EXPECT_EQ(error.again->wait, seconds{31});
  answer_tokens_with({429, {}, ""});
  EXPECT_GT(refusal().again->wait, seconds{0});
}

TEST_F(TokenSourceTest, GoesByTheTimeOfTheOrg) {
  Response date{200, {{"Date", "Thu, 28 May 2026 22:26:40 GMT"}}, {}};  // two hours ahead of ours
  time_->learn(date);
  (void)token();
  const auto claims = claims_of(form_value(org_.token_requests().at(0), "client_assertion"));
  EXPECT_EQ(claims.at("iat"), 1'780'000'000 + 7200);
}

TEST_F(TokenSourceTest, TriesOnceMoreWhenARefusalTellsThatOurClockIsWrong) {
  org_.at_token_endpoint = [this](const Request& request) {
    time_->learn({401, {{"Date", "Thu, 28 May 2026 22:26:40 GMT"}}, {}});
    const auto claims = claims_of(form_value(request, "client_assertion"));
    if (claims.at("exp") < 1'780'000'000 + 7200)
      return oauth_refusal(401, "invalid_client", "The client_assertion token is expired.");
    return token_answer("on-time");
  };
  EXPECT_EQ(token(), "on-time");
  EXPECT_THAT(org_.token_requests(), SizeIs(2));
}

TEST_F(TokenSourceTest, RefusesAKeyThatCannotBeUsed) {
  app_.private_key = Secret("-----BEGIN PRIVATE KEY-----\nhush\n-----END PRIVATE KEY-----");
  const auto made = TokenSource::make(parse_url("https://acme.okta.com").value(), app_, time_);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().kind, ErrorKind::invalid_input);
  EXPECT_THAT(made.error().message, HasSubstr("the private key is no PEM"));
  EXPECT_THAT(made.error().message, testing::Not(HasSubstr("hush")));
}

// --- threads ------------------------------------------------------------------------------------

TEST_F(TokenSourceTest, OneThreadFetchesForAll) {
  constexpr int kThreads = 8;
  std::latch all_here(kThreads);
  org_.at_token_endpoint = [&](const Request&) {
    all_here.wait();  // nobody is served before everybody wants one
    return token_answer("shared");
  };
  (void)source();
  std::vector<std::string> seen(kThreads);
  {
    std::vector<std::jthread> threads;
    for (std::string& each : seen) {
      threads.emplace_back([this, &all_here, &each] {
        all_here.count_down();
        each = token();
      });
    }
  }
  EXPECT_THAT(seen, testing::Each(std::string("shared")));
  EXPECT_THAT(org_.token_requests(), SizeIs(1));
}

TEST_F(TokenSourceTest, OneRefusalIsForAllWhoWait) {
  constexpr int kThreads = 8;
  std::latch all_here(kThreads);
  org_.at_token_endpoint = [&](const Request&) {
    all_here.wait();
    return oauth_refusal(401, "invalid_client", "The client is inactive.");
  };
  (void)source();
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < kThreads; ++i) {
      threads.emplace_back([this, &all_here] {
        all_here.count_down();
        EXPECT_EQ(refusal().kind, ErrorKind::unauthorized);
      });
    }
  }
  EXPECT_THAT(org_.token_requests(), SizeIs(1));
}

TEST_F(TokenSourceTest, NobodyWaitsForARenewalWhileTheTokenIsGood) {
  EXPECT_EQ(token(), "token-1");
  clock_.tick(minutes{56});
  std::latch asked(1);
  std::latch released(1);
  org_.at_token_endpoint = [&](const Request&) {
    asked.count_down();
    released.wait();
    return token_answer("token-2");
  };
  std::jthread renewing([this] { EXPECT_EQ(token(), "token-2"); });
  asked.wait();
  EXPECT_EQ(token(), "token-1") << "while the renewal hangs";
  released.count_down();
  renewing.join();
  EXPECT_EQ(token(), "token-2");
}

TEST_F(TokenSourceTest, AStopEndsTheWaitForAnothersFetch) {
  std::latch asked(1);
  std::latch released(1);
  org_.at_token_endpoint = [&](const Request&) {
    asked.count_down();
    released.wait();
    return token_answer("late");
  };
  (void)source();
  std::jthread fetching([this] { EXPECT_EQ(token(), "late"); });
  asked.wait();
  std::stop_source stop;
  stop.request_stop();
  const auto held = source().get(org_, Renewal::early, stop.get_token());
  ASSERT_FALSE(held);
  EXPECT_EQ(held.error().kind, ErrorKind::interrupted);
  EXPECT_TRUE(held.error().not_sent);
  released.count_down();
}

TEST_F(TokenSourceTest, AnotherTakesOverFromWhoWasInterrupted) {
  std::latch asked(1);
  std::latch released(1);
  org_.at_token_endpoint = [&](const Request&) -> Result<Response> {
    if (tokens_++ > 0) return token_answer("taken-over");
    asked.count_down();
    released.wait();
    return failure(ErrorKind::interrupted, "interrupted");
  };
  (void)source();
  std::jthread interrupted([this] { EXPECT_EQ(refusal().kind, ErrorKind::interrupted); });
  asked.wait();
  std::jthread waiting([this] { EXPECT_EQ(token(), "taken-over"); });
  released.count_down();
}

}  // namespace
}  // namespace okta

#include "client/auth/token_auth.hpp"

#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/scripted_transport.hpp"

namespace okta {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using tests::ScriptedTransport;

Request to(const std::string& url) {
  Request request;
  request.url = parse_url(url).value();
  return request;
}

struct Stage {
  explicit Stage(TokenScheme scheme = TokenScheme::ssws,
                 const std::string& org = "https://acme.okta.com") {
    auto owned = std::make_unique<ScriptedTransport>();
    script = owned.get();
    script->answer(200);
    auth = std::make_unique<TokenAuth>(std::move(owned), parse_url(org).value(), Secret("t0ken"),
                                       scheme);
  }

  ScriptedTransport* script = nullptr;
  std::unique_ptr<TokenAuth> auth;
};

TEST(TokenAuth, AddsTheApiToken) {
  const Stage stage;
  ASSERT_TRUE(stage.auth->send(to("https://acme.okta.com/api/v1/org"), {}));
  const Headers& headers = stage.script->requests().at(0).headers;
  EXPECT_THAT(headers.all("Authorization"), ElementsAre("SSWS t0ken"));
  EXPECT_THAT(headers.all("Accept"), ElementsAre("application/json"));
}

TEST(TokenAuth, AddsAnAccessToken) {
  const Stage stage(TokenScheme::bearer);
  ASSERT_TRUE(stage.auth->send(to("https://acme.okta.com/api/v1/org"), {}));
  EXPECT_EQ(stage.script->requests().at(0).headers.first("Authorization"), "Bearer t0ken");
}

TEST(TokenAuth, ReplacesAnotherCredentialAndKeepsTheAcceptOfTheCaller) {
  const Stage stage;
  Request request = to("https://acme.okta.com/api/v1/org");
  request.headers = {{"authorization", "SSWS other"}, {"accept", "application/xml"}};
  ASSERT_TRUE(stage.auth->send(request, {}));
  const Headers& headers = stage.script->requests().at(0).headers;
  EXPECT_THAT(headers.all("Authorization"), ElementsAre("SSWS t0ken"));
  EXPECT_THAT(headers.all("Accept"), ElementsAre("application/xml"));
}

TEST(TokenAuth, TreatsTheDefaultPortAsTheSameOrigin) {
  const Stage stage;
  EXPECT_TRUE(stage.auth->send(to("https://ACME.okta.com:443/api/v1/org"), {}));
}

TEST(TokenAuth, BlotsOutATokenThatARefusalEchoes) {
  const std::string token = "00QCjAl4MlVthisIsNoRealToken0HmjFxvbGua";
  auto script = std::make_unique<ScriptedTransport>();
  script->answer(403, "denied for SSWS " + token + ", again: " + token);
  script->answer(200, token);
  TokenAuth auth(std::move(script), parse_url("https://acme.okta.com").value(), Secret(token));
  EXPECT_EQ(auth.send(to("https://acme.okta.com/api/v1/apps"), {})->body,
            "denied for SSWS [token], again: [token]");
  EXPECT_EQ(auth.send(to("https://acme.okta.com/api/v1/apps"), {})->body, token)
      << "what is read to be written back stays as it is";
}

class ElsewhereTest : public testing::TestWithParam<const char*> {};

TEST_P(ElsewhereTest, TheTokenIsNeverSent) {
  const Stage stage;
  const auto answer = stage.auth->send(to(GetParam()), {});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::invalid_input);
  EXPECT_TRUE(answer.error().not_sent);
  EXPECT_THAT(answer.error().message, HasSubstr("refused to send the token"));
  EXPECT_THAT(answer.error().message, Not(HasSubstr("t0ken")));
  EXPECT_THAT(answer.error().message, Not(HasSubstr("hush")));
  EXPECT_THAT(stage.script->requests(), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(OtherOrigins, ElsewhereTest,
                         testing::Values("https://evil.example/api/v1/apps?q=hush",
                                         "https://acme.okta.com.evil.example/",
                                         "https://acme-admin.okta.com/", "https://okta.com/",
                                         "http://acme.okta.com/", "https://acme.okta.com:8443/",
                                         "https://hush:hush@acme.okta.com/",
                                         "https://acme.okta.com@evil.example/"));

}  // namespace
}  // namespace okta

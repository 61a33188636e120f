// Challenges, keys of service apps, and what a token endpoint answers.
#include <string>

#include "client/auth/jwt_signer.hpp"
#include "client/auth/token_request.hpp"
#include "client/http/challenge.hpp"
#include "tests/fuzz/message.hpp"
#include "tests/fuzz/targets.hpp"

namespace tests::fuzz {

void challenge(std::string_view input) {
  okta::Headers headers;
  while (!input.empty()) headers.add("WWW-Authenticate", std::string(take_line(input)));
  const auto challenges = okta::read_challenges(headers);
  for (const okta::Challenge& each : challenges) {
    for (const auto& parameter : each.parameters) {
      const okta::Challenge* found = okta::challenge_with(challenges, parameter.first);
      require(found == nullptr || !found->parameter(parameter.first).empty(),
              "who carries a parameter says what it is");
    }
  }
}

void signing_key(std::string_view input) {
  const auto key = okta::JwtSigner::read(input);
  if (!key) {
    require(!key.error().message.empty(), "a key that cannot be used says why");
    return;
  }
  require(!key->algorithm().empty(), "a key signs by some algorithm");
}

void token_answer(std::string_view input) {
  const okta::Response response = read_message(input);
  const okta::Timestamp now{std::chrono::seconds{1'780'000'000}};
  okta::ServiceApp app;
  app.client_id = "0oa1";
  app.scopes = {"okta.apps.read"};
  if (const auto token = okta::read_access_token(response, app, now)) {
    require(!token->text.empty(), "a token is not empty");
    require(token->expires >= token->obtained, "a token does not end before it began");
  }
  okta::Request request;
  request.method = okta::Method::post;
  request.url = okta::token_endpoint({"https", "acme.okta.com", "", "/", "", false});
  require(!okta::token_error(response, request).message.empty(), "an error has a sentence");
  static_cast<void>(okta::oauth_error_of(response));
}

}  // namespace tests::fuzz

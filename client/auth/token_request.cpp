#include "client/auth/token_request.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "client/auth/dpop.hpp"
#include "client/base/json_document.hpp"
#include "client/base/one_line.hpp"
#include "client/http/rate_limit.hpp"

namespace okta {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::string_view kTokenPath = "/oauth2/v1/token";

// Okta takes an hour at most. A short one is worth less to whoever catches it.
constexpr seconds kAssertionLifetime = std::chrono::minutes{5};
// What Okta's documents promise for tokens of the org authorization server.
constexpr seconds kUsualLifetime = std::chrono::hours{1};
constexpr seconds kLongestLifetime = std::chrono::hours{24};

std::string joined(const std::vector<std::string>& scopes) {
  std::string text;
  for (const std::string& scope : scopes) text += (text.empty() ? "" : " ") + scope;
  return text;
}

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> found;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) found.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return found;
}

Result<Secret> assertion_of(const std::string& client_id, const std::string& audience,
                            const JwtSigner& key, Timestamp now) {
  Result<std::string> id = random_jwt_id();
  if (!id) return failure(std::move(id.error()));
  const auto issued = std::chrono::floor<seconds>(now).time_since_epoch();
  return key.sign("JWT", KeyHint::id,
                  {{"iss", client_id},
                   {"sub", client_id},
                   {"aud", audience},
                   {"iat", issued.count()},
                   {"exp", (issued + kAssertionLifetime).count()},
                   {"jti", std::move(*id)}});
}

// By the endpoint's own headers; its bucket is none of the API's.
milliseconds wait_after(const RateLimit& limit) {
  constexpr milliseconds kUsual = seconds{5};
  if (is_concurrency_limit(limit) || !limit.until_reset) return kUsual;
  return std::clamp<milliseconds>(*limit.until_reset + seconds{1}, seconds{1}, seconds{120});
}

bool says_nothing_of_the_app(int status) { return status >= 500 || status == 408; }

}  // namespace

Url token_endpoint(const Url& org) {
  Url url = org;
  url.path = kTokenPath;
  url.query.clear();
  return url;
}

Result<TokenRequest> token_request(const Url& org, const ServiceApp& app, const JwtSigner& key,
                                   Timestamp now) {
  TokenRequest made;
  Request& request = made.request;
  request.method = Method::post;
  request.url = token_endpoint(org);
  request.bucket = kTokenPath;
  request.idempotent = false;  // the assertion is good for one copy
  Result<Secret> assertion = assertion_of(app.client_id, without_query(request.url), key, now);
  if (!assertion) return failure(std::move(assertion.error()));
  made.assertion = std::move(*assertion);
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                     {"Accept", "application/json"}};
  request.body = format_query(
      {{"grant_type", "client_credentials"},
       {"scope", joined(app.scopes)},
       {"client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},
       {"client_assertion", std::string(made.assertion.expose())}});
  return made;
}

Result<AccessToken> read_access_token(const Response& response, const ServiceApp& app,
                                      Timestamp now) {
  const Result<JsonDocument> document = JsonDocument::parse(response.body);
  AccessToken token;
  const JsonView body = document ? document->root() : JsonView();
  token.text = Secret(body["access_token"].string_or(""));
  const std::string type = body["token_type"].string_or("");
  token.is_bound = type == "DPoP";
  const bool is_visible =
      std::ranges::all_of(token.text.expose(), [](char c) { return c > ' ' && c < '\x7F'; });
  if (token.text.empty() || !is_visible || (!token.is_bound && type != "Bearer")) {
    return failure(ErrorKind::protocol,
                   "the token endpoint answered 200 without a token that can be used");
  }
  // RFC 6749, 5.1: left out when it is what was asked for.
  const auto scope = body["scope"].string();
  token.scopes = scope ? words(*scope) : app.scopes;
  const seconds lifetime{body["expires_in"].integer().value_or(kUsualLifetime.count())};
  token.obtained = now;
  token.expires = now + std::clamp(lifetime, seconds{0}, kLongestLifetime);
  return token;
}

std::string oauth_error_of(const Response& response) {
  const Result<JsonDocument> document = JsonDocument::parse(response.body);
  return document ? document->root()["error"].string_or("") : std::string();
}

Error token_error(const Response& response, const Request& request) {
  HttpFacts facts;
  facts.status = response.status;
  facts.request_id = response.headers.first("X-Okta-Request-Id");
  facts.method = to_string(request.method);
  facts.path = request.url.path;
  if (const Result<JsonDocument> document = JsonDocument::parse(response.body)) {
    const JsonView body = document->root();
    facts.error_code =
        on_one_line(body["error"].string().value_or(body["errorCode"].string_or("")));
    facts.summary = on_one_line(
        body["error_description"].string().value_or(body["errorSummary"].string_or("")));
  }
  Error error;
  error.not_sent = true;  // the request that needed the token
  if (response.status == 429) {
    error.kind = ErrorKind::rate_limited;
    error.again = Repetition{.wait = wait_after(read_rate_limit(response.headers))};
  } else if (says_nothing_of_the_app(response.status)) {
    error.kind = ErrorKind::server;
  } else {
    const bool is_refusal = response.status >= 400 && !facts.error_code.empty();
    error.kind = is_refusal ? ErrorKind::unauthorized : ErrorKind::protocol;
  }
  error.message = facts.summary;
  if (error.message.empty()) error.message = facts.error_code;
  if (error.message.empty()) error.message = "the token endpoint answered without an OAuth error";
  error.http = std::move(facts);
  return error;
}

}  // namespace okta

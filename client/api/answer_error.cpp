#include "client/api/answer_error.hpp"

#include <fmt/format.h>

#include "client/base/json_document.hpp"
#include "client/base/one_line.hpp"
#include "client/http/challenge.hpp"

namespace okta {
namespace {

HttpFacts facts_of(const Response& response, Method method, const Url& url) {
  HttpFacts facts;
  facts.status = response.status;
  facts.request_id = response.headers.first("X-Okta-Request-Id");
  facts.method = to_string(method);
  facts.path = url.path;
  const std::vector<Challenge> challenges = read_challenges(response.headers);
  if (const Challenge* challenge = challenge_with(challenges, "error")) {
    facts.authenticate_error = challenge->parameter("error");
    facts.required_scope = on_one_line(std::string(challenge->parameter("scope")));
  }

  const Result<JsonDocument> document = JsonDocument::parse(response.body);
  if (!document) return facts;
  const JsonView body = document->root();
  facts.error_code = on_one_line(body["errorCode"].string().value_or(body["error"].string_or("")));
  facts.summary =
      on_one_line(body["errorSummary"].string().value_or(body["error_description"].string_or("")));
  for (const JsonView& cause : body["errorCauses"].elements()) {
    if (const auto summary = cause["errorSummary"].string())
      facts.causes.push_back(on_one_line(*summary));
  }
  return facts;
}

ErrorKind kind_of(const HttpFacts& facts) {
  if (facts.status == 429) return ErrorKind::rate_limited;
  if (facts.status == 423) return ErrorKind::busy;
  if (facts.error_code == error_code::kFeatureNotEnabled) return ErrorKind::feature_missing;
  if (facts.error_code == error_code::kInvalidToken) return ErrorKind::unauthorized;
  if (facts.authenticate_error == "insufficient_scope") return ErrorKind::forbidden;
  if (facts.error_code == error_code::kAccessDenied ||
      facts.error_code == error_code::kInvalidSession)
    return ErrorKind::forbidden;
  if (facts.error_code == error_code::kNotFound) return ErrorKind::not_found;
  switch (facts.status) {
    case 401:
      return ErrorKind::unauthorized;
    case 403:
      return facts.error_code.empty() ? ErrorKind::forbidden : ErrorKind::rejected;
    case 404:
      return ErrorKind::not_found;
    default:
      break;
  }
  if (facts.status >= 500) return ErrorKind::server;
  if (facts.status >= 400) return ErrorKind::rejected;
  return ErrorKind::protocol;
}

std::string sentence_for(const HttpFacts& facts, ErrorKind kind) {
  if (!facts.summary.empty()) return facts.summary;
  if (facts.authenticate_error == "insufficient_scope") {
    return facts.required_scope.empty()
               ? "the access token lacks a scope"
               : fmt::format("the access token lacks the scope {}", facts.required_scope);
  }
  if (kind == ErrorKind::protocol)
    return fmt::format("unexpected answer to {} {}", facts.method, facts.path);
  return fmt::format("{} {} was answered without an Okta error body", facts.method, facts.path);
}

}  // namespace

Error error_of(const Response& response, Method method, const Url& url) {
  HttpFacts facts = facts_of(response, method, url);
  const ErrorKind kind = kind_of(facts);
  std::string message = sentence_for(facts, kind);
  Error error{kind, std::move(message), std::move(facts), {}};
  error.again = response.again;
  return error;
}

Error protocol_error(const Response& response, Method method, const Url& url, std::string message) {
  // What a gateway or a captive portal answers in Okta's place tells itself by its content type.
  constexpr std::size_t kLongest = 60;
  const std::string_view type = response.headers.first("Content-Type").substr(0, kLongest);
  if (!type.empty() && type.find("json") == std::string_view::npos)
    message += fmt::format("; the answer to {} {} is {}", to_string(method), url.path, type);
  return Error{ErrorKind::protocol, std::move(message), facts_of(response, method, url), {}};
}

}  // namespace okta

// Why an operation failed: a kind to switch on, a sentence for people, the HTTP facts when an
// answer was involved, and the way up. Control flow looks at `kind` or `http->error_code`, never at
// text: Okta's own docs promise only `errorCode` to be stable. Errors are plain values; they carry
// no token, no request body and no query string.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace okta {

enum class ErrorKind {
  network,          // no answer: name resolution, connection, TLS handshake, a cut body
  timeout,          // no answer in time
  interrupted,      // a stop was requested
  protocol,         // an answer that is not what the API promises: an untrusted certificate, HTML,
                    // broken JSON, a next link to another origin
  unauthorized,     // the credentials were rejected
  feature_missing,  // 401 or 403 with E0000015: the org does not have the feature behind this
                    // endpoint
  forbidden,        // the credentials are good but may not do this: admin role or OAuth scope
  not_found,
  rate_limited,   // still 429 after the allowed retries
  busy,           // still 423 after the allowed retries
  rejected,       // any other 4xx: Okta does not accept the request
  server,         // 5xx
  invalid_input,  // what the caller or a file gave cannot be used
  io,             // disk
};

[[nodiscard]] std::string_view to_string(ErrorKind kind);

// What an HTTP answer said. Empty strings where the answer did not say it.
struct HttpFacts {
  int status = 0;
  std::string error_code;           // Okta's errorCode, or `error` of an OAuth error body
  std::string summary;              // Okta's errorSummary, or `error_description`
  std::vector<std::string> causes;  // errorCauses[].errorSummary
  std::string request_id;           // X-Okta-Request-Id: what Okta's support asks for
  std::string method;
  std::string path;                // without query
  std::string authenticate_error;  // error= of WWW-Authenticate, e.g. insufficient_scope
  std::string required_scope;      // scope= of WWW-Authenticate
};

// How often a request was sent again so far, and how long to wait before the next time.
struct Repetition {
  int refusals = 0;  // after 429 and 423
  int failures = 0;  // after a 5xx or a lost connection
  std::chrono::milliseconds wait{0};
};

struct Error {
  ErrorKind kind = ErrorKind::protocol;
  std::string message;
  std::optional<HttpFacts> http;
  std::vector<std::string> during;  // innermost first: "list apps", "audit"
  // Surely not carried out: the request never left, or was refused. Even a POST may be sent again.
  bool not_sent = false;
  // Of a request that its sender repeats himself: how, when one more try is allowed.
  std::optional<Repetition> again = {};

  // Adds one step of the way up; returned so that it can stand in a return statement.
  [[nodiscard]] Error while_doing(std::string step) &&;

  // One line for people: the way down, the sentence, status, code, causes and request id.
  [[nodiscard]] std::string describe() const;
};

}  // namespace okta

// Whole answers: error bodies, events of the System Log, pages.
#include <string>

#include "client/api/answer_error.hpp"
#include "client/base/json_document.hpp"
#include "client/models/log_event.hpp"
#include "remediate/evidence/foreign_change.hpp"
#include "remediate/evidence/log_reader.hpp"
#include "remediate/evidence/logged_scopes.hpp"
#include "remediate/evidence/scope_name.hpp"
#include "remediate/evidence/success.hpp"
#include "remediate/verify/authorize_answer.hpp"
#include "remediate/verify/html_page.hpp"
#include "remediate/verify/okta_refusal.hpp"
#include "tests/fuzz/message.hpp"
#include "tests/fuzz/targets.hpp"

namespace tests::fuzz {
namespace {

const okta::Url& asked() {
  static const okta::Url url{"https", "acme.okta.com", "", "/oauth2/v1/authorize", "client_id=0oa1",
                             false};
  return url;
}

void read_event(const okta::LogEvent& event) {
  static_cast<void>(remediate::is_own_probe(event));
  static_cast<void>(remediate::read_foreign_change(event));
  for (const bool custom_expected : {false, true}) {
    const remediate::LoggedScopes scopes = remediate::read_scopes(event, custom_expected);
    require(!scopes.scopes || !scopes.scopes->empty(), "scopes are never an empty set");
    if (!scopes.scopes) continue;
    for (const std::string& scope : *scopes.scopes)
      static_cast<void>(remediate::suspicion_about(scope));
  }
  const auto request = remediate::read_request(event);
  if (!request) return;
  require(!request->scopes || !request->scopes->empty(), "nor are they in a request");
  remediate::RequestLedger ledger;
  ledger.add(*request);
  ledger.add(*request);
  require(ledger.requests().size() == 1, "equal requests are told as one");
}

}  // namespace

void answer_error(std::string_view input) {
  const okta::Response response = read_message(input);
  for (const okta::Method method : {okta::Method::get, okta::Method::post}) {
    const okta::Error error = okta::error_of(response, method, asked());
    require(!error.message.empty(), "an error has a sentence");
    require(error.http.has_value(), "and the facts of the answer");
    require(error.describe().find('\n') == std::string::npos, "and is told on one line");
    require(error.http->status != 429 || error.kind == okta::ErrorKind::rate_limited,
            "429 is the rate limit whatever the body says");
  }
}

void log_event(std::string_view input) {
  const auto document = okta::JsonDocument::parse(input);
  if (!document) return;
  if (const auto event = okta::decode<okta::LogEvent>(document->root())) read_event(*event);
  for (const okta::JsonView& element : document->root().elements()) {
    if (const auto event = okta::decode<okta::LogEvent>(element)) read_event(*event);
  }
}

void html_page(std::string_view input) {
  const std::string words = remediate::words_of_page(input);
  require(words.size() <= input.size() + 1, "a page has no more words than it is long");
  static_cast<void>(remediate::refusal_in(words));
  require(words.find(remediate::error_named_in(words)) != std::string::npos,
          "a name that was found is there");
  require(remediate::form_fields(input).size() <= input.size(), "fields stand on the page");
}

void authorize_answer(std::string_view input) {
  const okta::Response response = read_message(input);
  remediate::AuthorizeAttempt attempt;
  for (const auto place : {remediate::ProbePlace::org_server, remediate::ProbePlace::target})
    static_cast<void>(remediate::read_authorize_answer(response, attempt, asked(), place));
}

}  // namespace tests::fuzz

#include "remediate/verify/authorize_answer.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "client/base/json_document.hpp"
#include "remediate/verify/html_page.hpp"
#include "remediate/verify/okta_refusal.hpp"

namespace remediate {
namespace {

constexpr std::size_t kLongestWords = 300;
constexpr std::size_t kPageLooked = 256UL * 1024;

std::string lower_case(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return result;
}

std::string_view what_it_means(ProbeVerdict verdict, ProbePlace place) {
  switch (verdict) {
    case ProbeVerdict::scopes_accepted:
      return "Okta wants somebody to sign in: it accepted the scopes";
    case ProbeVerdict::scope_problem:
      return place == ProbePlace::org_server
                 ? "the org authorization server refuses custom scopes, as it always does"
                 : "custom scopes are refused as the org authorization server refuses them: this "
                   "is not the custom server";
    case ProbeVerdict::scope_missing:
      return "the server does not know one of the scopes";
    case ProbeVerdict::policy_missing:
      return "no access policy and rule of the server grants this";
    case ProbeVerdict::api_access_missing:
      return "the org has no API Access Management, so no custom server answers";
    case ProbeVerdict::client_refused:
      return "this client may use the org authorization server only";
    case ProbeVerdict::server_wrong:
      return "there is no active authorization server at this address";
    case ProbeVerdict::probe_wrong:
      return "Okta found fault with the request before it looked at the scopes, so it shows "
             "nothing";
    case ProbeVerdict::rate_limited:
      return "Okta's limit of requests for this client is used up: try again in a minute";
    case ProbeVerdict::unclear:
      return "the answer says nothing about the scopes";
  }
  return {};
}

AuthorizeReading reading(ProbeVerdict verdict, ProbePlace place, std::string error = {},
                         std::string words = {}) {
  if (words.size() > kLongestWords) words.resize(kLongestWords);
  if (error.size() > kLongestWords) error.resize(kLongestWords);
  return {verdict, std::move(error), std::move(words), std::string(what_it_means(verdict, place))};
}

AuthorizeReading unclear(std::string detail) {
  AuthorizeReading result;
  result.detail = std::move(detail);
  return result;
}

// An error that Okta gave as parameters, so that its own words can be told.
AuthorizeReading read_error(const std::string& error, const std::string& description,
                            ProbePlace place) {
  if (const OktaRefusal* known = refusal_in(lower_case(description)))
    return reading(known->verdict, place, error, description);
  return reading(verdict_of_error(lower_case(error)).value_or(ProbeVerdict::unclear), place, error,
                 description);
}

std::string value_of(const okta::QueryParameters& parameters, std::string_view name) {
  return okta::find_parameter(parameters, name).value_or("");
}

// Of a redirect or of a form that posts itself. Nothing when it is no answer to the client.
std::optional<AuthorizeReading> read_parameters(const okta::QueryParameters& parameters,
                                                const AuthorizeAttempt& attempt, ProbePlace place) {
  const auto state = okta::find_parameter(parameters, "state");
  if (const auto error = okta::find_parameter(parameters, "error")) {
    if (state && *state != attempt.state)
      return unclear("an error came back with another `state` than was sent");
    return read_error(*error, value_of(parameters, "error_description"), place);
  }
  const bool is_grant = okta::find_parameter(parameters, "code") ||
                        okta::find_parameter(parameters, "access_token") ||
                        okta::find_parameter(parameters, "id_token");
  if (is_grant && state == attempt.state) {
    AuthorizeReading granted = reading(ProbeVerdict::scopes_accepted, place);
    granted.detail = "Okta granted the request at once: it accepted the scopes";
    return granted;
  }
  return std::nullopt;
}

// Query and fragment, of any URI: those of native apps are no http URLs.
okta::QueryParameters parameters_of(std::string_view location) {
  const std::size_t hash = location.find('#');
  const std::string_view before = location.substr(0, hash);
  const std::size_t mark = before.find('?');
  okta::QueryParameters parameters;
  if (mark != std::string_view::npos) parameters = okta::parse_query(before.substr(mark + 1));
  if (hash != std::string_view::npos)
    std::ranges::move(okta::parse_query(location.substr(hash + 1)), std::back_inserter(parameters));
  return parameters;
}

bool is_below_redirect_uri(std::string_view location, std::string_view redirect_uri) {
  if (!location.starts_with(redirect_uri)) return false;
  const std::string_view rest = location.substr(redirect_uri.size());
  return rest.empty() || rest.front() == '?' || rest.front() == '#' || rest.front() == '&';
}

bool is_own_page(std::string_view location, const okta::Url& asked) {
  if (location.starts_with('/')) return !location.starts_with("//");
  const auto url = okta::parse_url(location);
  return url && okta::same_origin(*url, asked);
}

bool names_a_login(std::string_view location) {
  const std::string path = lower_case(location.substr(0, location.find_first_of("?#")));
  return path.find("/login") != std::string::npos || path.find("/signin") != std::string::npos;
}

AuthorizeReading read_redirect(std::string_view location, const AuthorizeAttempt& attempt,
                               const okta::Url& asked, ProbePlace place) {
  const okta::QueryParameters parameters = parameters_of(location);
  const bool to_client = is_below_redirect_uri(location, attempt.redirect_uri) ||
                         okta::find_parameter(parameters, "state") == attempt.state;
  const bool to_okta = is_own_page(location, asked);
  if (to_client || to_okta) {
    if (auto read = read_parameters(parameters, attempt, place)) return *std::move(read);
  }
  if (to_client) return unclear("a redirect to the application without an error or a code");
  if (to_okta && names_a_login(location)) return reading(ProbeVerdict::scopes_accepted, place);
  return unclear("a redirect to somewhere else than the application or a login page");
}

bool is_login_page(std::string_view words, std::string_view html) {
  const std::string markup = lower_case(html);
  constexpr auto kMarks = std::to_array<std::string_view>(
      {"okta-sign-in", "okta-signin", "oktasignin", "okta-login-container", "signin-container"});
  const auto is_there = [&](std::string_view mark) {
    return markup.find(mark) != std::string::npos;
  };
  return std::ranges::any_of(kMarks, is_there) || words.find("sign in") != std::string_view::npos;
}

AuthorizeReading from_known(const OktaRefusal& known, ProbePlace place) {
  return reading(known.verdict, place, std::string(known.error), std::string(known.sentence));
}

// Only sentences and names that are known here are told of a page, never its own text.
AuthorizeReading read_page(const okta::Response& response, const AuthorizeAttempt& attempt,
                           ProbePlace place) {
  const std::string_view html = std::string_view(response.body).substr(0, kPageLooked);
  if (auto read = read_parameters(form_fields(html), attempt, place)) return *std::move(read);
  const std::string words = words_of_page(html);
  if (const OktaRefusal* known = refusal_in(words)) return from_known(*known, place);
  if (response.status == 200) {
    if (is_login_page(words, html)) return reading(ProbeVerdict::scopes_accepted, place);
    return unclear("a page that is neither an error nor a login that oktafix knows");
  }
  if (const std::string_view error = error_named_in(words); !error.empty())
    return reading(verdict_of_error(error).value_or(ProbeVerdict::unclear), place,
                   std::string(error));
  if (response.status == 404 && place == ProbePlace::target)
    return reading(ProbeVerdict::server_wrong, place);
  return unclear(fmt::format("HTTP {} without words that oktafix knows", response.status));
}

std::optional<AuthorizeReading> read_json(const okta::Response& response, ProbePlace place) {
  const auto document = okta::JsonDocument::parse(response.body);
  if (!document || !document->root().is_object()) return std::nullopt;
  const okta::JsonView body = document->root();
  const std::string code = body["errorCode"].string_or("");
  if (code == "E0000015") {
    return reading(ProbeVerdict::api_access_missing, place, code,
                   body["errorSummary"].string_or(""));
  }
  if (code == "E0000007" && place == ProbePlace::target)
    return reading(ProbeVerdict::server_wrong, place, code, body["errorSummary"].string_or(""));
  const std::string error = body["error"].string_or(code);
  const std::string description =
      body["error_description"].string().value_or(body["errorSummary"].string_or(""));
  return read_error(error, description, place);
}

}  // namespace

AuthorizeReading read_authorize_answer(const okta::Response& response,
                                       const AuthorizeAttempt& attempt, const okta::Url& asked,
                                       ProbePlace place) {
  if (response.status == 429) return reading(ProbeVerdict::rate_limited, place);
  if (response.status >= 300 && response.status < 400)
    return read_redirect(response.headers.first("Location"), attempt, asked, place);
  if (response.status >= 500)
    return unclear(fmt::format("HTTP {}: Okta failed, ask again later", response.status));
  if (auto json = read_json(response, place)) return *std::move(json);
  return read_page(response, attempt, place);
}

}  // namespace remediate

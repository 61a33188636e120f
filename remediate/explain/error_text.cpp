#include "remediate/explain/error_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "client/base/json_document.hpp"
#include "client/base/url.hpp"

namespace remediate {
namespace {

constexpr std::size_t kLongestShown = 300;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

std::string lower_case(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), lower);
  return result;
}

// The names whose values are never told; state and nonce are no secrets but nobody needs them.
constexpr auto kSecretNames = std::to_array<std::string_view>(
    {"code", "access_token", "id_token", "refresh_token", "token", "client_secret",
     "client_assertion", "assertion", "code_verifier", "password", "session_token", "sessiontoken",
     "id_token_hint", "device_secret", "actor_token", "subject_token", "authorization"});

bool names_a_secret(std::string_view name) {
  return std::ranges::find(kSecretNames, lower_case(name)) != kSecretNames.end();
}

bool is_token_character(char c) {
  return is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == '.' || c == '~' || c == '+' ||
         c == '/' || c == '=';
}

// Long, without a gap, letters and digits mixed; or a JWT. URLs and Okta's ids are not.
bool looks_secret(std::string_view word) {
  constexpr std::size_t kShortestToken = 36;
  if (word.starts_with("eyJ") && word.size() > 20) return true;
  if (word.size() < kShortestToken || word.find("://") != std::string_view::npos) return false;
  return std::ranges::all_of(word, is_token_character) && std::ranges::any_of(word, is_digit) &&
         std::ranges::any_of(word, is_letter);
}

template <class Visit>
void for_each_word(std::string_view text, std::string_view between, Visit&& visit) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(between), text.size());
    if (end > 0) visit(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

bool has_secret_word(std::string_view text) {
  bool found = false;
  std::string_view before;
  for_each_word(text, " \t\r\n\"'<>()[]{},;&?#=:", [&](std::string_view word) {
    const std::string scheme = lower_case(before);
    const bool is_credential = (scheme == "bearer" || scheme == "ssws" || scheme == "dpop") &&
                               word.size() >= 20 && std::ranges::all_of(word, is_token_character);
    found = found || is_credential || looks_secret(word);
    before = word;
  });
  return found;
}

void show(ErrorText& result, std::string_view name, const std::string& value) {
  if (value.empty()) return;
  if (has_secret_word(value)) {
    result.holds_secret = true;
    return;
  }
  const bool is_known = std::ranges::any_of(
      result.seen, [&](const SeenFact& each) { return each.name == name && each.value == value; });
  if (!is_known) result.seen.push_back({std::string(name), value.substr(0, kLongestShown)});
}

void add_message(ErrorText& result, const std::string& message) {
  if (!message.empty()) result.messages.push_back(message);
}

// --- URLs -------------------------------------------------------------------------------------

// Query and fragment of every word that has an `error` in them.
okta::QueryParameters error_parameters(std::string_view text) {
  okta::QueryParameters parameters;
  for_each_word(text, " \t\r\n\"'<>`", [&](std::string_view word) {
    okta::QueryParameters of_word;
    for_each_word(word, "?#", [&](std::string_view part) {
      std::ranges::move(okta::parse_query(part), std::back_inserter(of_word));
    });
    if (okta::find_parameter(of_word, "error") ||
        okta::find_parameter(of_word, "error_description"))
      std::ranges::move(of_word, std::back_inserter(parameters));
  });
  return parameters;
}

bool read_parameters(ErrorText& result, std::string_view text) {
  const okta::QueryParameters parameters = error_parameters(text);
  for (const auto& [name, value] : parameters) {
    if (names_a_secret(name) && !value.empty()) result.holds_secret = true;
  }
  for (const std::string_view name : {"error_description", "error"}) {
    if (const auto value = okta::find_parameter(parameters, name)) add_message(result, *value);
  }
  for (const std::string_view name : {"error", "error_description", "scope", "client_id"}) {
    if (const auto value = okta::find_parameter(parameters, name)) show(result, name, *value);
  }
  return !result.messages.empty();
}

// --- headers ----------------------------------------------------------------------------------

// `error="..."` as WWW-Authenticate writes it.
std::string quoted(std::string_view text, std::string_view name) {
  const std::string key = std::string(name) + "=\"";
  std::size_t at = text.find(key);
  while (at != std::string_view::npos && at > 0 && (is_letter(text[at - 1]) || text[at - 1] == '_'))
    at = text.find(key, at + 1);
  if (at == std::string_view::npos) return {};
  const std::size_t begin = at + key.size();
  const std::size_t end = text.find('"', begin);
  return end == std::string_view::npos ? std::string()
                                       : std::string(text.substr(begin, end - begin));
}

bool read_header(ErrorText& result, std::string_view text) {
  for (const std::string_view name : {"error_description", "error"})
    add_message(result, quoted(text, name));
  for (const std::string_view name : {"error", "error_description", "scope"})
    show(result, name, quoted(text, name));
  return !result.messages.empty();
}

// --- JSON -------------------------------------------------------------------------------------

void look_for_secrets(ErrorText& result, const okta::JsonView& json) {
  for (const okta::JsonView& each : json.elements()) look_for_secrets(result, each);
  for (const auto& [name, value] : json.members()) {
    if (names_a_secret(name) && !value.string_or("").empty()) result.holds_secret = true;
    look_for_secrets(result, value);
  }
}

bool read_json(ErrorText& result, std::string_view text) {
  const auto document = okta::JsonDocument::parse(text);
  if (!document || (!document->root().is_object() && !document->root().is_array())) return false;
  look_for_secrets(result, document->root());
  const auto elements = document->root().elements();
  const okta::JsonView body = elements.empty() ? document->root() : elements.front();
  add_message(result, body["errorCode"].string_or(""));
  add_message(result, body["error_description"].string_or(""));
  add_message(result, body["outcome"]["reason"].string_or(""));
  add_message(result, body["error"].string_or(""));
  add_message(result, body["errorSummary"].string_or(""));
  for (const std::string_view name :
       {"errorCode", "errorSummary", "error", "error_description", "eventType"})
    show(result, name, body[name].string_or(""));
  for (const okta::JsonView& cause : body["errorCauses"].elements())
    show(result, "cause", cause["errorSummary"].string_or(""));
  show(result, "reason", body["outcome"]["reason"].string_or(""));
  return true;
}

// --- plain text -------------------------------------------------------------------------------

bool is_encoded(std::string_view text) {
  if (text.find("%20") != std::string_view::npos) return true;
  return text.find('+') != std::string_view::npos && text.find(' ') == std::string_view::npos;
}

std::string decoded(std::string_view text) {
  const std::size_t end = std::min(text.find('&'), text.size());
  const auto parameters = okta::parse_query("text=" + std::string(text.substr(0, end)));
  return parameters.empty() ? std::string() : parameters.front().second;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
}

}  // namespace

ErrorText read_error_text(std::string_view text) {
  ErrorText result;
  result.holds_secret = has_secret_word(text);
  result.is_structured =
      read_json(result, text) || read_parameters(result, text) || read_header(result, text);
  if (is_encoded(text)) add_message(result, decoded(text));
  // What was found in its place says more than the whole; but the place may be unknown.
  add_message(result, std::string(text));
  return result;
}

std::string normalised(std::string_view text) {
  std::string plain(text);
  replace_all(plain, "\u2018", "'");
  replace_all(plain, "\u2019", "'");
  std::string result;
  for (const char c : plain) {
    if (!is_space(c))
      result += lower(c);
    else if (!result.empty() && result.back() != ' ')
      result += ' ';
  }
  while (!result.empty() && (result.back() == ' ' || result.back() == '.')) result.pop_back();
  return result;
}

}  // namespace remediate

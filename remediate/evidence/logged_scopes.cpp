#include "remediate/evidence/logged_scopes.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "remediate/evidence/log_text.hpp"
#include "remediate/evidence/scope_name.hpp"

namespace remediate {
namespace {

constexpr std::array<std::string_view, 3> kScopeKeys{"requestedScopes", "scope", "scopes"};
constexpr std::array<std::string_view, 2> kUrlKeys{"url", "requestUri"};

// Where log stores cut a string. A whole one of just that length costs its last scope; a cut one
// taken for whole would put half a scope name on an authorization server.
constexpr std::array<std::size_t, 7> kUsualLimits{255, 256, 1023, 1024, 2047, 2048, 4096};

constexpr std::string_view kSpaces = " \t\r\n\f\v";

bool has_usual_limit(std::string_view text) {
  return std::ranges::find(kUsualLimits, text.size()) != kUsualLimits.end();
}

bool take_ellipsis(std::string_view& text) {
  for (const std::string_view ellipsis : {"...", "\xE2\x80\xA6"}) {
    if (!text.ends_with(ellipsis)) continue;
    text.remove_suffix(ellipsis.size());
    return true;
  }
  return false;
}

bool is_separator(char c) { return c == ',' || kSpaces.find(c) != std::string_view::npos; }

// What stands before the last separator: the rest may be half a name.
std::string_view without_last_scope(std::string_view text) {
  while (!text.empty() && !is_separator(text.back())) text.remove_suffix(1);
  return text;
}

// Only spaces separate here, and commas before a space: RFC 6749 allows a comma inside a name.
ScopeSet split_at_spaces(std::string_view text) {
  std::vector<std::string> scopes;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(kSpaces), text.size());
    std::string_view scope = text.substr(0, end);
    while (scope.ends_with(',')) scope.remove_suffix(1);
    if (!scope.empty()) scopes.emplace_back(scope);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return as_scope_set(std::move(scopes));
}

ScopeSet split_as_logged(std::string_view text, bool custom_expected) {
  ScopeSet scopes = split_scopes(text);
  const bool must_be_otherwise = custom_expected && custom_scopes_of(scopes).empty();
  return must_be_otherwise ? split_at_spaces(text) : scopes;
}

// A list as Java prints it: [openid, orders.read].
std::string_view without_brackets(std::string_view text) {
  if (!text.starts_with('[') || !text.ends_with(']')) return text;
  return text.substr(1, text.size() - 2);
}

LoggedScopes read_text(std::string_view text, bool is_cut, bool custom_expected) {
  LoggedScopes read;
  if (!names_something(text)) return read;
  text = without_brackets(text);
  read.is_part = take_ellipsis(text) || is_cut;
  if (read.is_part) text = without_last_scope(text);
  ScopeSet scopes = split_as_logged(text, custom_expected);
  if (!scopes.empty()) read.scopes = std::move(scopes);
  return read;
}

std::string_view query_of(std::string_view url) {
  const std::size_t mark = url.find('?');
  if (mark == std::string_view::npos) return {};
  url.remove_prefix(mark + 1);
  return url.substr(0, url.find('#'));
}

// A request object may hold other scopes than the parameter beside it.
bool hides_parameters(const okta::QueryParameters& parameters) {
  return okta::find_parameter(parameters, "request").has_value() ||
         okta::find_parameter(parameters, "request_uri").has_value();
}

LoggedScopes read_url(std::string_view url, bool custom_expected) {
  const okta::QueryParameters parameters = okta::parse_query(query_of(url));
  const std::optional<std::string> text = okta::find_parameter(parameters, "scope");
  if (!text) return {};
  const bool ends_there = parameters.back().first == "scope";
  LoggedScopes read = read_text(*text, ends_there && has_usual_limit(url), custom_expected);
  if (hides_parameters(parameters)) read.is_part = true;
  return read;
}

}  // namespace

LoggedScopes read_scopes(const okta::LogEvent& event, bool custom_expected) {
  LoggedScopes cut;
  for (const std::string_view key : kScopeKeys) {
    const std::string text = event.debug(std::string(key));
    const LoggedScopes read = read_text(text, has_usual_limit(text), custom_expected);
    if (read.scopes) return read;
    cut.is_part = cut.is_part || read.is_part;
  }
  for (const std::string_view key : kUrlKeys) {
    const LoggedScopes read = read_url(event.debug(std::string(key)), custom_expected);
    if (read.scopes) return read;
    cut.is_part = cut.is_part || read.is_part;
  }
  return cut;
}

okta::QueryParameters logged_parameters(const okta::LogEvent& event) {
  okta::QueryParameters parameters;
  for (const std::string_view key : kUrlKeys) {
    const std::string url = event.debug(std::string(key));
    std::ranges::move(okta::parse_query(query_of(url)), std::back_inserter(parameters));
  }
  return parameters;
}

}  // namespace remediate

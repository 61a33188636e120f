#include "config/directive_values.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include <fmt/format.h>

#include "config/glob.hpp"
#include "config/message_text.hpp"
#include "config/written_value.hpp"

namespace config {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr hours kShortestLookback{1};
constexpr hours kLongestLookback = days{90};

// Okta API reference, Authorization Server Rules, `grantTypes.include`; the two URNs of RFC 7522
// and RFC 7523 besides.
constexpr std::array<std::string_view, 9> kGrantTypes = {
    "authorization_code",
    "implicit",
    "password",
    "client_credentials",
    "interaction_code",
    "urn:ietf:params:oauth:grant-type:device_code",
    "urn:ietf:params:oauth:grant-type:token-exchange",
    "urn:ietf:params:oauth:grant-type:saml2-bearer",
    "urn:ietf:params:oauth:grant-type:jwt-bearer"};

constexpr std::array<std::string_view, 3> kConsents = {"IMPLICIT", "REQUIRED", "FLEXIBLE"};
constexpr std::string_view kEveryone = "EVERYONE";
constexpr std::string_view kWidensOthers = "widens-others";
constexpr std::string_view kActivate = "activate:";

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool is_id(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_alphanumeric);
}

bool is_absolute_uri(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon + 1 == text.size()) return false;
  const std::string_view scheme = text.substr(0, colon);
  const bool good_scheme = !scheme.empty() && !(scheme.front() >= '0' && scheme.front() <= '9') &&
                           std::ranges::all_of(scheme, [](char c) {
                             return is_alphanumeric(c) || c == '+' || c == '-' || c == '.';
                           });
  return good_scheme && std::ranges::all_of(text, [](char c) {
           return c > ' ' && c < '\x7F' &&
                  std::string_view("\"<>\\^`{|}").find(c) == std::string_view::npos;
         });
}

bool means_off(std::string_view text) {
  constexpr std::array<std::string_view, 6> kOff = {"off", "Off", "OFF", "false", "False", "FALSE"};
  return std::ranges::find(kOff, text) != kOff.end();
}

}  // namespace

Parsed<std::optional<hours>> parse_lookback(std::string_view text) {
  if (means_off(text)) return std::nullopt;
  const char unit = text.empty() ? ' ' : text.back();
  const std::optional<int> count = whole_number(text.substr(0, text.empty() ? 0 : text.size() - 1));
  constexpr int kMostHours = static_cast<int>(kLongestLookback.count());
  if (count && *count <= kMostHours && (unit == 'h' || unit == 'd')) {
    const hours lookback = unit == 'd' ? hours(days{*count}) : hours{*count};
    if (lookback >= kShortestLookback && lookback <= kLongestLookback) return lookback;
  }
  return tl::unexpected(
      std::string("must be a number of hours or days from 1h to 90d, such as 12h or 30d, or off"));
}

Parsed<std::chrono::year_month_day> parse_date(std::string_view text) {
  constexpr std::size_t kLength = std::string_view("2027-03-31").size();
  if (text.size() == kLength && text[4] == '-' && text[7] == '-') {
    const std::optional<int> year = whole_number(text.substr(0, 4));
    const std::optional<int> month = whole_number(text.substr(5, 2));
    const std::optional<int> day = whole_number(text.substr(8, 2));
    if (year && month && day) {
      const std::chrono::year_month_day date{std::chrono::year{*year},
                                             std::chrono::month{static_cast<unsigned>(*month)},
                                             std::chrono::day{static_cast<unsigned>(*day)}};
      if (date.ok()) return date;
    }
  }
  return tl::unexpected(std::string("must be a date of the calendar such as 2027-03-31"));
}

std::optional<std::string> objection_to_grant_type(std::string_view text) {
  if (text == "refresh_token") {
    return "refresh_token is no grant type of an access rule: refreshing needs the scope "
           "offline_access and the grant type that the person signed in with";
  }
  if (std::ranges::find(kGrantTypes, text) != kGrantTypes.end() || is_absolute_uri(text))
    return std::nullopt;
  return fmt::format("{} is no OAuth grant type{}", in_quotes(text), suggestion(text, kGrantTypes));
}

std::optional<std::string> objection_to_group(std::string_view text) {
  if (text == kEveryone || (text.starts_with("00g") && is_id(text))) return std::nullopt;
  const std::array<std::string_view, 1> names = {kEveryone};
  return fmt::format("{} is neither EVERYONE nor the id of a group (00g...){}", in_quotes(text),
                     suggestion(text, names));
}

std::optional<std::string> objection_to_scope(std::string_view text) {
  if (!is_scope_token(text))
    return fmt::format("{} is no scope (RFC 6749: no spaces, quotes or backslashes)",
                       in_quotes(text));
  if (!is_exact(text)) {
    return fmt::format("{} is a pattern: name each scope here, patterns go to scopes.approve",
                       in_quotes(text));
  }
  return std::nullopt;
}

// A scope that is no RFC 6749 token can be approved too, by its exact name: but never one with a
// space, which is what parts scopes.
std::optional<std::string> objection_to_approval(std::string_view text) {
  if (text.find_first_of(" \t\r\n") == std::string_view::npos) return std::nullopt;
  return fmt::format("{} has a space in it: one entry is one scope or pattern", in_quotes(text));
}

std::optional<std::string> objection_to_consent(std::string_view text) {
  if (std::ranges::find(kConsents, text) != kConsents.end()) return std::nullopt;
  return fmt::format("{} must be {}{}", in_quotes(text), one_of(kConsents),
                     suggestion(text, kConsents));
}

std::optional<std::string> objection_to_server(std::string_view text) {
  if (text.find("://") == std::string_view::npos) return std::nullopt;
  return "is a URL: give the authorization server's id or name instead of its issuer";
}

std::optional<std::string> objection_to_allowance(std::string_view text) {
  if (text == kWidensOthers) return std::nullopt;
  if (text.starts_with(kActivate) && is_id(text.substr(kActivate.size()))) return std::nullopt;
  const std::array<std::string_view, 1> names = {kWidensOthers};
  return fmt::format("{} must be widens-others or activate:<id>{}", in_quotes(text),
                     suggestion(text, names));
}

}  // namespace config

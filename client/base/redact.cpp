#include "client/base/redact.hpp"

#include <algorithm>
#include <array>

namespace okta {
namespace {

// Not here although they look harmless: Link and Location (their URLs carry search terms, codes and
// states), DPoP-Nonce, Cookie, and everything that authenticates.
constexpr std::array<std::string_view, 18> kHeaders{
    "accept",
    "accept-encoding",
    "cache-control",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "date",
    "okta-collection-count",
    "retry-after",
    "server",
    "transfer-encoding",
    "user-agent",
    "www-authenticate",
    "x-okta-request-id",
    "x-rate-limit-limit",
    "x-rate-limit-remaining",
    "x-rate-limit-reset",
};

// Not here: `q`, `filter` and `search` (free text, may name people), `after` (recorded cursors are
// the encoded names of what they point at), and every parameter that carries a login, token or
// code.
constexpr std::array<std::string_view, 14> kParameters{
    "client_id",     "code_challenge_method",
    "error",         "expand",
    "grant_type",    "limit",
    "nextPageMode",  "prompt",
    "response_mode", "response_type",
    "scope",         "since",
    "sortOrder",     "until",
};

bool equal_in_any_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

// A decoded value could otherwise write log lines of its own.
std::string on_one_line(std::string text) {
  std::ranges::replace_if(
      text, [](unsigned char c) { return c < 0x20 || c == 0x7f; }, '?');
  return text;
}

}  // namespace

bool may_show_header(std::string_view name) {
  return std::ranges::any_of(kHeaders, [&](auto known) { return equal_in_any_case(known, name); });
}

bool may_show_parameter(std::string_view name) {
  return std::ranges::find(kParameters, name) != kParameters.end();
}

NamedValues redacted_headers(const NamedValues& headers) {
  NamedValues shown = headers;
  for (auto& [name, value] : shown) {
    if (!may_show_header(name)) value = kHidden;
  }
  return shown;
}

std::string redacted_query(std::string_view query) {
  std::string shown;
  for (const auto& [name, value] : parse_query(query)) {
    if (!shown.empty()) shown += '&';
    shown += on_one_line(name) + "=";
    shown += may_show_parameter(name) ? on_one_line(value) : std::string(kHidden);
  }
  return shown;
}

std::string redacted_url(const Url& url) {
  std::string shown = url.origin() + url.path;
  if (!url.query.empty()) shown += "?" + redacted_query(url.query);
  return shown;
}

}  // namespace okta

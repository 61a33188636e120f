// Which custom scope names look like a slip. A false alarm costs the owner one exact name in
// oktafix.yaml; a missed slip makes a scope `opendi` on the owner's authorization server.
#include <algorithm>
#include <array>
#include <numeric>

#include <fmt/format.h>

#include "remediate/evidence/ascii_case.hpp"
#include "remediate/evidence/scope_name.hpp"

namespace remediate {
namespace {

using Suspicion = std::optional<std::string>;

constexpr std::array<std::string_view, 8> kStandardScopes{
    "openid", "profile", "email", "address", "phone", "offline_access", "device_sso", "groups",
};
constexpr std::size_t kLongestName = 255;

// Hosts whose scopes other vendors define; a scope that is the owner's own URL is nothing odd.
constexpr std::array<std::string_view, 16> kVendorHosts{
    "microsoft.com",  "microsoftonline.com", "office.com", "office365.com",
    "outlook.com",    "azure.com",           "azure.net",  "windows.net",
    "googleapis.com", "google.com",          "ebay.com",   "paypal.com",
    "salesforce.com", "amazonaws.com",       "amazon.com", "auth0.com",
};

bool is_standard(std::string_view scope) {
  return std::ranges::find(kStandardScopes, scope) != kStandardScopes.end();
}

bool is_hex_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool holds_percent_escape(std::string_view scope) {
  for (std::size_t at = scope.find('%'); at != std::string_view::npos;
       at = scope.find('%', at + 1)) {
    if (at + 2 < scope.size() && is_hex_digit(scope[at + 1]) && is_hex_digit(scope[at + 2]))
      return true;
  }
  return false;
}

bool joins_standard_scopes(std::string_view scope, char separator) {
  while (!scope.empty()) {
    const std::size_t end = std::min(scope.find(separator), scope.size());
    if (is_standard(scope.substr(0, end))) return true;
    scope.remove_prefix(std::min(end + 1, scope.size()));
  }
  return false;
}

Suspicion suspicious_characters(std::string_view scope) {
  if (scope.empty()) return "is empty";
  if (scope.size() > kLongestName)
    return fmt::format("is {} characters long, more than any scope needs", scope.size());
  if (scope.find('"') != std::string_view::npos) return "holds a quotation mark";
  if (!is_scope_token(scope)) return "is no scope name by RFC 6749 (section 3.3)";
  if (scope.find_first_of("'`") != std::string_view::npos) return "holds a quotation mark";
  if (scope.find_first_of("[]{}<>$") != std::string_view::npos)
    return "looks like a placeholder or a list that nobody filled in";
  if (scope.find_first_of("*?") != std::string_view::npos)
    return "holds a wildcard, which access policies and approvals read as many scopes";
  return std::nullopt;
}

Suspicion suspicious_separators(std::string_view scope) {
  if (scope.find_first_of(",;|") != std::string_view::npos)
    return "looks like several scopes written as one: only spaces separate scopes";
  if (holds_percent_escape(scope) || joins_standard_scopes(scope, '+'))
    return "looks like several scopes whose URL encoding was not undone";
  if (scope.starts_with("scope=")) return "looks like a whole `scope=` parameter";
  return std::nullopt;
}

std::string_view host_of(std::string_view url) {
  const std::size_t slashes = url.find("://");
  if (slashes == std::string_view::npos) return {};
  url.remove_prefix(slashes + 3);
  return url.substr(0, url.find_first_of("/:?#"));
}

bool is_host_of(std::string_view host, std::string_view domain) {
  return host == domain || (host.size() > domain.size() && host.ends_with(domain) &&
                            host[host.size() - domain.size() - 1] == '.');
}

Suspicion somebody_elses(std::string_view scope) {
  const std::string lower = lower_case(scope);
  const std::string_view host = host_of(lower);
  if (std::ranges::any_of(kVendorHosts,
                          [&](std::string_view domain) { return is_host_of(host, domain); }))
    return fmt::format("is a scope of another vendor ({})", host);
  if (lower.ends_with("/.default"))
    return "ends in `/.default`, as Microsoft's scopes do and nobody else's";
  return std::nullopt;
}

// Edits of one character, or of two neighbours that changed places.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

std::string only_letters(std::string_view scope) {
  std::string letters = lower_case(scope);
  std::erase_if(letters, [](char c) { return c < 'a' || c > 'z'; });
  return letters;
}

// Two edits in a short word make another word (`phone`, `home`).
bool is_slip_of(std::string_view scope, std::string_view standard) {
  constexpr std::size_t kShortWord = 5;
  if (only_letters(scope) == only_letters(standard)) return true;
  const std::size_t allowed = standard.size() <= kShortWord ? 1 : 2;
  if (scope.size() > standard.size() + allowed || scope.size() + allowed < standard.size())
    return false;
  return edit_distance(lower_case(scope), standard) <= allowed;
}

Suspicion misspelt(std::string_view scope) {
  for (const std::string_view standard : kStandardScopes) {
    if (is_slip_of(scope, standard)) return fmt::format("looks like a misspelt `{}`", standard);
  }
  const std::size_t dot = scope.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const std::string first = lower_case(scope.substr(0, dot));
  if (dot > 2 && first.size() <= 5 && edit_distance(first, "okta") <= 1)
    return "looks like a misspelt scope of the `okta.` namespace, which is Okta's own";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> suspicion_about(std::string_view scope) {
  if (kind_of_scope(scope) != ScopeKind::custom) return std::nullopt;
  for (const auto look : {suspicious_characters, suspicious_separators, somebody_elses, misspelt}) {
    if (Suspicion suspicion = look(scope)) return suspicion;
  }
  return std::nullopt;
}

}  // namespace remediate

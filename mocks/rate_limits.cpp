#include "mocks/rate_limits.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "mocks/wire.hpp"

namespace mocks {
namespace {

const std::map<std::string, std::vector<std::string>, std::less<>> kShortForms{
    {"apps", {"/api/v1/apps"}},
    {"apps/{id}", {"/api/v1/apps/{id}"}},
    {"apps/id", {"/api/v1/apps/{id}"}},
    {"logs", {"/api/v1/logs"}},
    {"domains", {"/api/v1/domains"}},
    {"groups", {"/api/v1/groups"}},
    {"authorizationServers", {"/api/v1"}},  // Okta counts them in the general bucket
    {"authorize", {"/oauth2/v1/authorize", "/oauth2/{id}/v1/authorize"}},
    {"token", {"/oauth2/v1/token", "/oauth2/{id}/v1/token"}},
};

std::optional<int> positive(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

std::vector<std::string> buckets_named(std::string_view name) {
  const auto found = kShortForms.find(name);
  if (found != kShortForms.end()) return found->second;
  if (name.starts_with("/api/v1/authorizationServers")) return {"/api/v1"};
  if (name.starts_with("/")) return {std::string(name)};
  return {};
}

}  // namespace

std::string bucket_of(std::string_view path) {
  const auto parts = split(path, "/");
  const auto part = [&](std::size_t i) {
    return i < parts.size() ? std::string_view(parts[i]) : std::string_view{};
  };
  if (part(0) == "api" && part(1) == "v1") {
    if (part(2) == "apps") return parts.size() == 4 ? "/api/v1/apps/{id}" : "/api/v1/apps";
    if (part(2) == "logs" || part(2) == "domains" || part(2) == "groups")
      return fmt::format("/api/v1/{}", part(2));
    return "/api/v1";
  }
  if (part(0) == "oauth2") {
    const bool of_org = part(1) == "v1";
    const auto endpoint = of_org ? part(2) : part(3);
    if (endpoint == "keys" || part(2) == ".well-known" || endpoint.empty()) return {};
    return fmt::format("/oauth2/{}v1/{}", of_org ? "" : "{id}/", endpoint);
  }
  return path == "/.well-known/okta-organization" ? "/" : "";
}

tl::expected<void, std::string> RateLimits::set(const std::string& spec) {
  const auto equals = spec.find('=');
  const auto slash = spec.rfind('/');
  if (equals == std::string::npos || slash == std::string::npos || slash < equals) {
    return tl::unexpected(fmt::format("'{}' is not BUCKET=N/SECONDS, e.g. apps=20/60", spec));
  }
  const auto limit = positive(std::string_view(spec).substr(equals + 1, slash - equals - 1));
  const auto seconds = positive(std::string_view(spec).substr(slash + 1));
  if (!limit || !seconds || *seconds == 0)
    return tl::unexpected(fmt::format("'{}': N and SECONDS must be whole numbers", spec));
  const auto buckets = buckets_named(std::string_view(spec).substr(0, equals));
  if (buckets.empty()) {
    return tl::unexpected(
        fmt::format("'{}': no such bucket; give a path such as /api/v1/apps, or apps, apps/{{id}}, "
                    "logs, domains, "
                    "groups, authorizationServers, authorize, token",
                    spec));
  }
  for (const auto& bucket : buckets)
    windows_[bucket] = Window{.limit = *limit, .seconds = *seconds};
  return {};
}

RateLimits::Reading RateLimits::take(const std::string& bucket, TimePoint now) {
  auto& window = windows_[bucket];
  const auto second = epoch_seconds(now);
  if (second >= window.reset) {
    window.used = 0;
    window.reset = second + window.seconds;
  }
  const bool exceeded = window.used >= window.limit;
  if (!exceeded) ++window.used;
  return {.limit = window.limit,
          .remaining = window.limit - window.used,
          .reset = window.reset,
          .exceeded = exceeded};
}

}  // namespace mocks

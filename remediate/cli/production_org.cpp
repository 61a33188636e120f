#include "remediate/cli/production_org.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "remediate/cli/questions.hpp"

namespace remediate::cli {
namespace {

constexpr std::array<std::string_view, 3> kForTrying = {"dev-", "trial-", "integrator-"};

bool is_loopback(const std::string& host) {
  return host == "localhost" || host == "[::1]" || host.starts_with("127.");
}

}  // namespace

std::string subdomain_of(const okta::Url& org) { return org.host.substr(0, org.host.find('.')); }

bool is_production(const okta::Url& org) {
  if (is_loopback(org.host) || org.host.ends_with(".oktapreview.com")) return false;
  return std::ranges::none_of(
      kForTrying, [&](std::string_view prefix) { return org.host.starts_with(prefix); });
}

std::optional<std::string> objection_to_org(const CommandContext& context, const okta::Url& org) {
  const std::string name = subdomain_of(org);
  if (const auto& confirmed = context.options.confirm_org) {
    if (*confirmed == name) return std::nullopt;
    return fmt::format("--confirm-org {} does not name this org, which is {}: nothing was written",
                       *confirmed, name);
  }
  if (!is_production(org)) return std::nullopt;
  if (may_ask(context) &&
      ask(fmt::format("{} is a production org. To change it, type its name ({}):", org.host, name),
          context.stop) == name)
    return std::nullopt;
  return fmt::format("{} is a production org: nothing was written. Pass --confirm-org {}", org.host,
                     name);
}

}  // namespace remediate::cli

#include "remediate/cli/production_org.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "remediate/cli/questions.hpp"

namespace remediate::cli {
namespace {

// As Okta numbers the orgs that it gives away; somebody chose any other name, for any purpose.
constexpr std::array<std::string_view, 3> kForTrying = {"dev-", "trial-", "integrator-"};
constexpr std::array<std::string_view, 2> kDomains = {".okta.com", ".okta-emea.com"};

bool is_number(std::string_view text) {
  return !text.empty() &&
         std::ranges::all_of(text, [](char each) { return each >= '0' && each <= '9'; });
}

// An address, not a name that begins like one.
bool is_loopback(std::string_view host) {
  if (host == "localhost" || host == "[::1]") return true;
  constexpr std::string_view kAddressCharacters = "0123456789.";
  return host.starts_with("127.") &&
         host.find_first_not_of(kAddressCharacters) == std::string_view::npos;
}

bool is_numbered(std::string_view subdomain) {
  return std::ranges::any_of(kForTrying, [&](std::string_view prefix) {
    return subdomain.starts_with(prefix) && is_number(subdomain.substr(prefix.size()));
  });
}

bool is_for_trying(std::string_view host) {
  return std::ranges::any_of(kDomains, [&](std::string_view domain) {
    return host.ends_with(domain) && is_numbered(host.substr(0, host.size() - domain.size()));
  });
}

}  // namespace

std::string subdomain_of(const okta::Url& org) { return org.host.substr(0, org.host.find('.')); }

bool is_production(const okta::Url& org) {
  return !is_loopback(org.host) && !org.host.ends_with(".oktapreview.com") &&
         !is_for_trying(org.host);
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

#include "remediate/engine/check_org.hpp"

#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "remediate/collect/read_servers.hpp"

namespace remediate {
namespace {

using okta::ErrorKind;

// Okta signs and expires by its own clock; a minute is what its token endpoint tolerates without
// comment.
constexpr std::chrono::minutes kToleratedSkew{1};

Probe passed(std::string name, std::string detail) {
  return {std::move(name), ProbeState::ok, std::move(detail), {}, std::nullopt};
}

Probe not_passed(std::string name, const okta::Error& error, std::string advice) {
  const bool is_open = error.kind == ErrorKind::forbidden || error.kind == ErrorKind::rate_limited;
  return {std::move(name), is_open ? ProbeState::unknown : ProbeState::failed, error.describe(),
          std::move(advice), error};
}

Probe clock_probe(okta::Timestamp ours, std::optional<okta::Timestamp> theirs) {
  if (!theirs)
    return {"clock", ProbeState::unknown, "the org's answer carries no Date", {}, std::nullopt};
  const auto skew = std::chrono::duration_cast<std::chrono::seconds>(*theirs - ours);
  const std::string detail = fmt::format("{} s {} the org's clock", std::chrono::abs(skew).count(),
                                         skew.count() < 0 ? "ahead of" : "behind");
  if (std::chrono::abs(skew) <= kToleratedSkew) return passed("clock", detail);
  return {"clock", ProbeState::warning, detail,
          "set this machine's clock; signed requests would be refused", std::nullopt};
}

std::string needs_scope(std::string_view scope) {
  return fmt::format(
      "grant the scope {} (service app), or use an API token of an admin role that may read this",
      scope);
}

// The first page shows whether the credentials may look; the rest of the list is not read.
template <class Model>
Probe first_page(std::string name, okta::Listing<Model> listing, std::stop_token stop) {
  const auto page = listing.next(std::move(stop));
  if (!page)
    return not_passed(std::move(name), page.error(),
                      needs_scope(okta::Endpoints<Model>::kList.oauth_scope));
  const std::size_t read = *page ? (*page)->elements.size() : 0;
  return passed(std::move(name), fmt::format("readable; {} on the first page", read));
}

class OrgChecker {
 public:
  OrgChecker(const okta::Client& client, std::stop_token stop)
      : client_(client), stop_(std::move(stop)) {}

  okta::Result<OrgCheck> run() {
    result_.org_url = client_.org_url().origin();
    result_.needs = documented_needs();
    if (look_at_the_org()) look_with_credentials();
    if (stop_.stop_requested())
      return okta::failure(ErrorKind::interrupted, "interrupted while checking the org");
    result_.calls = client_.calls_made();
    return std::move(result_);
  }

 private:
  void add(Probe probe) { result_.probes.push_back(std::move(probe)); }

  // What comes after it makes no sense without an answer from an org.
  bool look_at_the_org() {
    const auto org = client_.public_endpoints().organization(stop_);
    if (!org) {
      add(not_passed("reachability", org.error(),
                     "check the org URL, the network, the proxy and the CA file"));
      return false;
    }
    add(passed("reachability", fmt::format("{} is an Okta org", result_.org_url)));
    result_.pipeline = org->metadata.pipeline;
    add(passed("organization",
               org->metadata.pipeline == "v1" ? "Classic Engine" : "Identity Engine"));
    add(clock_probe(client_.clock().now(), org->server_time));
    return true;
  }

  void look_with_credentials() {
    std::vector<Probe> readable;
    readable.push_back(first_page("apps", client_.applications().list(), stop_));
    readable.push_back(log_probe());
    readable.push_back(first_page("domains", client_.organization().domains(), stop_));
    const SourceReading servers =
        read_list(client_.authorization_servers().list(), source::kAuthorizationServers, {}, stop_,
                  [](const okta::AuthorizationServer&) {});

    bool one_succeeds = false;
    bool rejected = is_rejection(servers.error);
    for (const Probe& probe : readable) {
      one_succeeds = one_succeeds || probe.state == ProbeState::ok;
      rejected = rejected || is_rejection(probe.error);
    }
    add(credentials_probe(rejected, one_succeeds || servers.coverage.pages > 0));
    result_.api_access_management = api_access_verdict(servers, one_succeeds);
    add(api_access_probe(servers));
    for (Probe& probe : readable) add(std::move(probe));
  }

  static bool is_rejection(const std::optional<okta::Error>& error) {
    return error && error->kind == ErrorKind::unauthorized;
  }

  static Probe credentials_probe(bool rejected, bool one_succeeds) {
    if (rejected) {
      return {
          "credentials", ProbeState::failed, "the org rejects the token",
          "check OKTA_CLIENT_TOKEN; API tokens end after 30 days without use, and with their user",
          std::nullopt};
    }
    if (one_succeeds) return passed("credentials", "accepted");
    return {"credentials", ProbeState::unknown, "no read succeeded", "see the lines below",
            std::nullopt};
  }

  Probe log_probe() {
    const okta::Timestamp now = client_.clock().now();
    return first_page("systemLog",
                      client_.system_log().events(
                          {now - std::chrono::minutes{1}, now, R"(eventType sw "app.oauth2.")"}),
                      stop_);
  }

  Probe api_access_probe(const SourceReading& servers) const {
    const ApiAccessManagement& verdict = result_.api_access_management;
    switch (verdict.state) {
      case ApiAccessState::present:
        return passed("apiAccessManagement",
                      fmt::format("present; {} authorization servers", servers.coverage.read));
      case ApiAccessState::absent:
        return {"apiAccessManagement", ProbeState::failed,
                "this org does not have API Access Management (" + verdict.detail + ")",
                "custom scopes need a custom authorization server: add the product, or have the "
                "clients drop the scopes",
                servers.error};
      case ApiAccessState::unknown:
        break;
    }
    return {"apiAccessManagement", ProbeState::unknown, verdict.detail,
            needs_scope(okta::oauth_scope::kServersRead), servers.error};
  }

  const okta::Client& client_;
  std::stop_token stop_;
  OrgCheck result_;
};

}  // namespace

std::string_view to_string(ProbeState state) {
  switch (state) {
    case ProbeState::ok:
      return "ok";
    case ProbeState::warning:
      return "warning";
    case ProbeState::failed:
      return "failed";
    case ProbeState::unknown:
      return "unknown";
  }
  return "unknown";
}

const std::vector<Need>& documented_needs() {
  using namespace okta::oauth_scope;
  static const std::vector<Need> needs{
      {"audit",
       {std::string(kAppsRead), std::string(kServersRead), std::string(kLogsRead),
        std::string(kDomainsRead), std::string(kAppGrantsRead)},
       {"Read-only Administrator"}},
      {"apply",
       {std::string(kServersManage), std::string(kAppsManage)},
       {"API Access Management Administrator",
        "Application Administrator (only where an app object changes)"}},
  };
  return needs;
}

okta::Result<OrgCheck> check_org(const okta::Client& client, std::stop_token stop) {
  return OrgChecker(client, std::move(stop)).run();
}

}  // namespace remediate

#include "remediate/engine/check_org.hpp"

#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "remediate/collect/read_domains.hpp"
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

// More rights help only against a refusal.
std::string advice_against(const okta::Error& error, std::string_view scope) {
  if (error.kind != ErrorKind::forbidden) return {};
  return fmt::format(
      "grant the scope {} (service app), or use an API token of an admin role that may read this",
      scope);
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

Probe engine_probe(const std::string& pipeline) {
  if (pipeline == "idx") return passed("organization", "Identity Engine");
  if (pipeline == "v1") return passed("organization", "Classic Engine");
  return {"organization",
          ProbeState::unknown,
          "the org does not say which engine it runs",
          {},
          std::nullopt};
}

// Whether the credentials may look: the first page shows it, the rest of the list is not read.
constexpr Extent kFirstPage{.max_pages = 1, .is_sample = true};

Probe readable(std::string name, const SourceReading& reading, std::string_view scope) {
  if (reading.error)
    return not_passed(std::move(name), *reading.error, advice_against(*reading.error, scope));
  return passed(std::move(name),
                fmt::format("readable; {} on the first page", reading.coverage.read));
}

template <class Model>
SourceReading first_page(okta::Listing<Model> listing, std::string_view source,
                         std::stop_token stop) {
  return read_list(
      std::move(listing), source, {}, std::move(stop), [](const Model&) {}, kFirstPage);
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
    add(engine_probe(org->metadata.pipeline));
    add(clock_probe(client_.clock().now(), org->server_time));
    org_time_ = org->server_time.value_or(client_.clock().now());
    return true;
  }

  void look_with_credentials() {
    using namespace okta::oauth_scope;
    std::string an_app;
    const SourceReading apps = read_list(
        client_.applications().list(), source::kApps, {}, stop_,
        [&](const okta::Application& app) { an_app = app.id; }, kFirstPage);
    const SourceReading log =
        first_page(client_.system_log().events(last_minute()), source::kSystemLog, stop_);
    const SourceReading domains = read_domains(client_, stop_, [](const okta::Domain&) {});
    const SourceReading servers =
        first_page(client_.authorization_servers().list(), source::kAuthorizationServers, stop_);

    bool one_succeeds = false;
    bool rejected = is_rejection(servers.error);
    for (const SourceReading* reading : {&apps, &log, &domains}) {
      one_succeeds = one_succeeds || reading->coverage.pages > 0;
      rejected = rejected || is_rejection(reading->error);
    }
    add(credentials_probe(rejected, one_succeeds || servers.coverage.pages > 0));
    result_.api_access_management = api_access_verdict(servers, one_succeeds);
    add(api_access_probe(servers));
    if (rejected) return;  // what follows would only say the same again
    add(readable("apps", apps, kAppsRead));
    add(readable("systemLog", log, kLogsRead));
    add(readable("domains", domains, kDomainsRead));
    if (!an_app.empty()) {
      add(readable("grants", first_page(client_.grants(an_app).list(), source::kGrants, stop_),
                   kAppGrantsRead));
    }
  }

  [[nodiscard]] okta::LogQuery last_minute() const {
    return {org_time_ - std::chrono::minutes{1}, org_time_, R"(eventType sw "app.oauth2.")"};
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

  Probe api_access_probe(const SourceReading& servers) const {
    const ApiAccessManagement& verdict = result_.api_access_management;
    switch (verdict.state) {
      case ApiAccessState::present:
        return passed("apiAccessManagement",
                      fmt::format("present; {} authorization servers on the first page",
                                  servers.coverage.read));
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
            servers.error ? advice_against(*servers.error, okta::oauth_scope::kServersRead) : "",
            servers.error};
  }

  const okta::Client& client_;
  std::stop_token stop_;
  OrgCheck result_;
  okta::Timestamp org_time_{};
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

const std::vector<VerbNeeds>& documented_needs() {
  using namespace okta::oauth_scope;
  static const std::vector<VerbNeeds> needs{
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

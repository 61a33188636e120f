#include "remediate/engine/check_org.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <iterator>
#include <map>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "remediate/collect/read_domains.hpp"
#include "remediate/collect/read_servers.hpp"
#include "remediate/engine/admin_roles.hpp"

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
          "set this machine's clock; oktafix itself goes by the org's", std::nullopt};
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

// What the credentials may do, as far as reading and their token show it.
struct Rights {
  std::map<std::string, bool, std::less<>> seen;  // by scope
  std::optional<std::vector<std::string>> granted;

  void see(std::string_view scope, const std::optional<okta::Error>& error) {
    if (!error) seen.insert_or_assign(std::string(scope), true);
    if (error && error->kind == ErrorKind::forbidden)
      seen.insert_or_assign(std::string(scope), false);
  }

  // A scope in the token proves nothing without the role; a read that succeeds does.
  [[nodiscard]] std::optional<bool> has(const std::string& scope) const {
    if (const auto found = seen.find(scope); found != seen.end()) return found->second;
    if (!granted) return std::nullopt;
    return std::ranges::find(*granted, scope) != granted->end();
  }

  void judge(VerbNeeds& needs) const {
    for (const std::string& scope : needs.oauth_scopes) {
      if (const auto held = has(scope)) (*held ? needs.held : needs.missing).push_back(scope);
    }
  }

  [[nodiscard]] std::vector<std::string> beyond(const std::vector<VerbNeeds>& needs) const {
    std::vector<std::string> more;
    std::ranges::copy_if(*granted, std::back_inserter(more), [&](const std::string& scope) {
      return std::ranges::none_of(needs, [&](const VerbNeeds& each) {
        return std::ranges::find(each.oauth_scopes, scope) != each.oauth_scopes.end();
      });
    });
    return more;
  }
};

Probe rights_probe(const std::vector<VerbNeeds>& needs) {
  std::string lacks;
  for (const VerbNeeds& each : needs) {
    if (each.missing.empty()) continue;
    lacks += fmt::format("{}{} lacks {}", lacks.empty() ? "" : "; ", each.verb,
                         fmt::join(each.missing, " "));
  }
  if (lacks.empty()) return passed("rights", "the scopes that audit and apply need are there");
  return {"rights", ProbeState::warning, lacks,
          "grant them to the service app (Okta API Scopes), name them in OKTA_CLIENT_SCOPES, and "
          "give the app the admin roles below",
          std::nullopt};
}

// Reading more is a habit, writing more is a danger.
Probe excess_probe(const std::vector<std::string>& beyond) {
  const bool may_write = std::ranges::any_of(
      beyond, [](const std::string& scope) { return scope.ends_with(".manage"); });
  if (beyond.empty()) return passed("excessRights", "the token holds no scope beyond need");
  std::string detail = fmt::format("the token also holds {}", fmt::join(beyond, " "));
  if (!may_write) return passed("excessRights", std::move(detail));
  return {"excessRights", ProbeState::warning, std::move(detail),
          "leave them out of OKTA_CLIENT_SCOPES: what a run does not need, nobody can misuse",
          std::nullopt};
}

// A token that may not even read this is no super administrator's; of any other failure nothing
// follows.
Probe roles_probe(const okta::Result<std::vector<std::string>>& roles) {
  if (!roles) {
    const okta::Error& error = roles.error();
    if (error.kind == ErrorKind::forbidden || error.kind == ErrorKind::not_found)
      return passed("excessRights", "it does not show the admin roles of its owner");
    return {"excessRights", ProbeState::unknown, error.describe(), {}, error};
  }
  std::string detail = roles->empty()
                           ? "the owner of the token shows no admin role"
                           : fmt::format("the owner of the token is {}", fmt::join(*roles, ", "));
  if (std::ranges::find(*roles, "SUPER_ADMIN") == roles->end())
    return passed("excessRights", std::move(detail));
  return {"excessRights", ProbeState::warning, std::move(detail),
          "use a token of an administrator with the roles below, or a service app: this one can do "
          "anything in the org",
          std::nullopt};
}

std::string advice_to_app(std::string_view code) {
  if (code == "consent_required" || code == "invalid_scope")
    return "grant the scopes of OKTA_CLIENT_SCOPES to the service app (Okta API Scopes)";
  if (code == "invalid_dpop_proof")
    return "leave OKTA_CLIENT_DPOPENABLED unset: oktafix then does as the app requires";
  return "check OKTA_CLIENT_CLIENTID, that the app is active, and that the public part of "
         "OKTA_CLIENT_PRIVATEKEY is one of its keys; OKTA_CLIENT_PRIVATEKEYID names which";
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
    std::optional<okta::Error> refusal = token_refusal(servers.error);
    for (const SourceReading* reading : {&apps, &log, &domains})
      if (!refusal) refusal = token_refusal(reading->error);
    add(refusal ? refused_app(*refusal)
                : credentials_probe(rejected, one_succeeds || servers.coverage.pages > 0));
    result_.api_access_management = api_access_verdict(servers, one_succeeds);
    add(api_access_probe(servers));
    if (rejected) return;  // what follows would only say the same again
    rights_.see(kAppsRead, apps.error);
    rights_.see(kServersRead, servers.error);
    rights_.see(kLogsRead, log.error);
    rights_.see(kDomainsRead, domains.error);
    add(readable("apps", apps, kAppsRead));
    add(readable("systemLog", log, kLogsRead));
    add(readable("domains", domains, kDomainsRead));
    if (!an_app.empty()) {
      const SourceReading grants =
          first_page(client_.grants(an_app).list(), source::kGrants, stop_);
      rights_.see(kAppGrantsRead, grants.error);
      add(readable("grants", grants, kAppGrantsRead));
    }
    look_at_rights();
  }

  void look_at_rights() {
    result_.granted_scopes = client_.granted_scopes();
    std::optional<Probe> roles;
    if (!result_.granted_scopes) {
      roles = roles_probe(own_admin_roles(client_, stop_));
      // A service app that had no token before may have got it now: it has scopes, not roles.
      result_.granted_scopes = client_.granted_scopes();
    }
    rights_.granted = result_.granted_scopes;
    for (VerbNeeds& each : result_.needs) rights_.judge(each);
    if (roles && !result_.granted_scopes) {
      add(std::move(*roles));
      return;
    }
    result_.beyond_need = rights_.beyond(result_.needs);
    add(rights_probe(result_.needs));
    add(excess_probe(result_.beyond_need));
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

  // Not of the API: the service app gets no token at all.
  static std::optional<okta::Error> token_refusal(const std::optional<okta::Error>& error) {
    const bool is_token_endpoint = error && error->http && error->http->path == "/oauth2/v1/token";
    return is_token_endpoint && is_rejection(error) ? error : std::nullopt;
  }

  static Probe refused_app(const okta::Error& error) {
    const std::string& code = error.http->error_code;
    return {"credentials", ProbeState::failed, "Okta refuses the service app: " + error.describe(),
            advice_to_app(code), error};
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
  Rights rights_;
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

#include "remediate/collect/collect.hpp"

#include <algorithm>
#include <iterator>
#include <mutex>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "config/server_to_make.hpp"
#include "remediate/collect/client_files.hpp"
#include "remediate/collect/parallel.hpp"
#include "remediate/collect/read_applications.hpp"
#include "remediate/collect/read_domains.hpp"
#include "remediate/collect/read_log.hpp"
#include "remediate/collect/read_servers.hpp"
#include "remediate/collect/read_suspect.hpp"
#include "remediate/model/target.hpp"

namespace remediate {
namespace {

std::string read_of(const SourceReading& reading) {
  return fmt::format("{} read{}", reading.coverage.read,
                     reading.coverage.complete ? "" : ", not all of them");
}

okta::Result<Snapshot> failure_of(okta::Error error) { return okta::failure(std::move(error)); }

okta::Result<Snapshot> interrupted() {
  return okta::failure(okta::ErrorKind::interrupted, "interrupted while reading the org");
}

// The Date header counts whole seconds: what happened within the last one lies behind it.
constexpr std::chrono::seconds kDateResolution{1};

// One run over one org.
class Collector {
 public:
  Collector(const okta::Client& client, const config::Directives& directives,
            const CollectOptions& options, std::stop_token stop)
      : client_(client), directives_(directives), options_(options), stop_(std::move(stop)) {}

  okta::Result<Snapshot> run() {
    if (okta::Status known = read_organization(); !known)
      return failure_of(std::move(known.error()));
    list_everything();
    if (stop_.stop_requested()) return interrupted();
    keep_listings();
    // Rejected credentials end the run: every later gap would only say the same again.
    if (rejection_) return failure_of(*rejection_);
    read_files();
    if (stop_.stop_requested()) return interrupted();
    read_what_suspects_need();
    if (stop_.stop_requested()) return interrupted();
    if (rejection_) return failure_of(*rejection_);
    return std::move(snapshot_);
  }

 private:
  void tell(const std::string& line) {
    if (!options_.progress) return;
    const std::scoped_lock lock(telling_);
    options_.progress(line);
  }

  // Proves that there is an Okta org, and fixes the time by the org's own clock: the log's window
  // is cut by that.
  okta::Status read_organization() {
    const auto probe = client_.public_endpoints().organization(stop_);
    if (!probe)
      return okta::failure(okta::Error(probe.error()).while_doing(client_.org_url().origin()));
    snapshot_.collected_at = probe->server_time.value_or(client_.clock().now());
    snapshot_.org.url = client_.org_url().origin();
    snapshot_.org.own_url = probe->metadata.organization_url;
    snapshot_.org.pipeline = probe->metadata.pipeline;
    return {};
  }

  void list_everything() {
    std::vector<std::function<void()>> tasks{
        [this] { list_applications(); }, [this] { list_servers(); }, [this] { list_domains(); }};
    if (directives_.system_log_lookback) tasks.emplace_back([this] { list_failures(); });
    run_in_parallel(tasks, options_.concurrency);

    snapshot_.applications = std::move(applications_.oidc);
    snapshot_.undecoded_applications = std::move(applications_.undecoded);
    snapshot_.applications_read =
        applications_.reading.coverage.read + applications_.reading.coverage.skipped;
    snapshot_.servers = std::move(servers_.servers);
    snapshot_.requests = std::move(log_.requests);
    snapshot_.own_probes_ignored = log_.own_probes_ignored;
    if (directives_.system_log_lookback) snapshot_.log_window = log_.window;
  }

  void list_applications() {
    applications_ = read_applications(client_, stop_);
    tell(fmt::format("applications: {}, {} of them OIDC", read_of(applications_.reading),
                     applications_.oidc.size()));
  }

  void list_servers() {
    servers_ = read_servers(client_, stop_);
    tell(fmt::format("authorization servers: {}", read_of(servers_.server_list)));
  }

  void list_domains() {
    auto& domains = snapshot_.org.custom_domains;
    domains_ = read_domains(client_, stop_, [&](const okta::Domain& domain) {
      if (domain.is_custom_and_verified()) domains.push_back(domain.domain);
    });
  }

  void list_failures() {
    const LogWindow window{snapshot_.collected_at - *directives_.system_log_lookback,
                           snapshot_.collected_at + kDateResolution, false};
    log_ = read_failures(client_, window, stop_);
    tell(fmt::format("failed OAuth requests in the System Log: {}", read_of(log_.reading)));
  }

  [[nodiscard]] bool another_read_succeeds() const {
    return applications_.reading.coverage.pages > 0 || log_.reading.coverage.pages > 0 ||
           domains_.coverage.pages > 0;
  }

  void keep_listings() {
    snapshot_.api_access_management =
        api_access_verdict(servers_.server_list, another_read_succeeds());
    if (snapshot_.api_access_management.state == ApiAccessState::absent) forget_server_gap();
    keep(std::move(applications_.reading));
    keep(std::move(servers_.server_list));
    keep(std::move(servers_.scopes));
    keep(std::move(servers_.policies));
    keep(std::move(servers_.rules));
    keep(std::move(domains_));
    if (directives_.system_log_lookback) keep(std::move(log_.reading));
  }

  // Without API Access Management there are no custom servers: the source is read whole and empty.
  void forget_server_gap() {
    servers_.server_list.gaps.clear();
    for (SourceReading* reading :
         {&servers_.server_list, &servers_.scopes, &servers_.policies, &servers_.rules}) {
      reading->coverage.complete = true;
    }
  }

  void keep(SourceReading reading) {
    if (reading.error && reading.error->kind == okta::ErrorKind::unauthorized) {
      rejection_ = std::move(reading.error);
    }
    std::ranges::move(reading.gaps, std::back_inserter(snapshot_.gaps));
    const auto known =
        std::ranges::find(snapshot_.sources, reading.coverage.name, &SourceCoverage::name);
    if (known == snapshot_.sources.end()) {
      snapshot_.sources.push_back(std::move(reading.coverage));
      return;
    }
    known->pages += reading.coverage.pages;
    known->read += reading.coverage.read;
    known->skipped += reading.coverage.skipped;
    known->complete = known->complete && reading.coverage.complete;
  }

  void read_files() {
    files_ = ClientFiles::read(snapshot_, directives_, stop_);
    if (!files_.reading()) return;
    snapshot_.files = files_.found();
    tell(fmt::format("client configuration files: {}", read_of(*files_.reading())));
    keep(*files_.reading());
  }

  void read_what_suspects_need() {
    const Evidence evidence = find_evidence(snapshot_, directives_, options_.evidence);
    std::vector<std::size_t> suspects;
    for (std::size_t at = 0; at < evidence.demands.size(); ++at) {
      const Demand& demand = evidence.demands[at];
      if (demand.shows_custom_scopes() && !demand.ignored_because) suspects.push_back(at);
    }
    if (suspects.empty()) return;
    tell(fmt::format("looking closer at {} applications", suspects.size()));

    std::vector<SuspectReading> readings(suspects.size());
    std::vector<std::function<void()>> tasks;
    for (std::size_t at = 0; at < suspects.size(); ++at) {
      tasks.emplace_back([&, at] {
        const std::size_t suspect = suspects[at];
        const okta::Application& application = snapshot_.applications[suspect];
        readings[at] = read_suspect(client_, application, evidence.demands[suspect],
                                    snapshot_.log_window, stop_);
        if (options_.for_plan && !application.url_fields.empty())
          read_digest(client_, readings[at], stop_);
      });
    }
    run_in_parallel(tasks, options_.concurrency);
    for (SuspectReading& reading : readings) keep_suspect(std::move(reading));
    read_targets(evidence, suspects);
    for (const std::size_t suspect : suspects)
      files_.add_moves(snapshot_.applications[suspect], target_of(evidence.demands[suspect]),
                       snapshot_.files);
  }

  void keep_suspect(SuspectReading suspect) {
    if (suspect.grants) snapshot_.grants[suspect.app_id] = std::move(*suspect.grants);
    if (suspect.digest) snapshot_.application_digests[suspect.app_id] = *suspect.digest;
    std::ranges::move(suspect.successes, std::back_inserter(snapshot_.requests));
    for (SourceReading& reading : suspect.readings) keep(std::move(reading));
  }

  [[nodiscard]] const ServerSnapshot* target_of(const Demand& demand) const {
    const config::Target& target = directives_.target;
    const std::string& reference = demand.target.value_or(target.authorization_server);
    return find_target(snapshot_, reference, config::name_to_make(target, reference));
  }

  void read_targets(const Evidence& evidence, const std::vector<std::size_t>& suspects) {
    std::set<std::string> server_ids;
    bool groups_asked = false;
    for (const std::size_t suspect : suspects) {
      const Demand& demand = evidence.demands[suspect];
      const ServerSnapshot* server = target_of(demand);
      if (server != nullptr) server_ids.insert(server->server.id);
      groups_asked = groups_asked || std::ranges::binary_search(demand.requested, "groups");
    }
    for (ServerSnapshot& server : snapshot_.servers) {
      if (!server.server.is_active() || !server_ids.contains(server.server.id)) continue;
      for (SourceReading& reading : read_target(client_, server, groups_asked, stop_))
        keep(std::move(reading));
    }
  }

  const okta::Client& client_;
  const config::Directives& directives_;
  const CollectOptions& options_;
  std::stop_token stop_;
  std::mutex telling_;
  std::optional<okta::Error> rejection_;

  Snapshot snapshot_;
  ApplicationsReading applications_;
  ServersReading servers_;
  SourceReading domains_;
  LogReading log_;
  ClientFiles files_;
};

}  // namespace

okta::Result<Snapshot> collect(const okta::Client& client, const config::Directives& directives,
                               const CollectOptions& options, std::stop_token stop) {
  return Collector(client, directives, options, std::move(stop)).run();
}

}  // namespace remediate

#include "remediate/verify/verify.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "remediate/verify/authorize_probe.hpp"
#include "remediate/verify/discovery_check.hpp"
#include "remediate/verify/probe_client.hpp"
#include "remediate/verify/probe_pacer.hpp"
#include "remediate/verify/read_back.hpp"

namespace remediate {
namespace {

class Verifier {
 public:
  Verifier(const okta::Client& client, const VerifyOptions& options, std::stop_token stop)
      : client_(client), options_(options), stop_(std::move(stop)), pacer_(client.clock()) {}

  okta::Result<Verification> run(const VerifyInput& input) {
    const int calls_before = client_.calls_made();
    Verification result;
    result.org = client_.org_url().origin();
    result.run = input.run;
    result.verified_at = client_.clock().now();
    result.probed = options_.probe;
    tell(input.changes.empty() ? "" : "reading back what the run wrote");
    auto read = read_back(client_, input.changes, input.files, stop_);
    if (!read) return okta::failure(std::move(read.error()).while_doing("read back"));
    result.read_back = std::move(*read);
    for (const ClientToVerify& each : input.clients) {
      auto verified = look_at(each, result.discovery);
      if (!verified) return okta::failure(std::move(verified.error()).while_doing("verify"));
      result.clients.push_back(std::move(*verified));
    }
    result.calls = client_.calls_made() - calls_before;
    return result;
  }

 private:
  void tell(const std::string& line) const {
    if (options_.progress && !line.empty()) options_.progress(line);
  }

  // Each server once.
  okta::Result<DiscoveryCheck> discovery_of(const ClientToVerify& client,
                                            std::vector<DiscoveryCheck>& known) {
    const auto found = std::ranges::find(known, client.issuer, &DiscoveryCheck::issuer);
    if (found != known.end()) return *found;
    tell(fmt::format("discovery of {}", client.issuer));
    auto checked = check_discovery(client_.public_endpoints(), client.authorization_server,
                                   client.issuer, stop_);
    if (checked) known.push_back(*checked);
    return checked;
  }

  okta::Result<VerifiedClient> look_at(const ClientToVerify& client,
                                       std::vector<DiscoveryCheck>& known) {
    VerifiedClient result;
    result.client_id = client.client_id;
    result.label = client.label;
    result.authorization_server = client.authorization_server;
    result.issuer = client.issuer;
    result.audience = client.audience;
    if (client.application.id.empty()) {
      result.why = "its app is not among those that could be read";
      return result;
    }
    ProbesOfClient probes = probes_of(client);
    result.skipped = std::move(probes.skipped);
    if (client.issuer.empty()) {
      result.state = ClientState::not_yet;
      result.why = "the authorization server that it should move to is not there";
      return result;
    }
    auto discovery = discovery_of(client, known);
    if (!discovery) return okta::failure(std::move(discovery.error()));
    if (!probes.probes.empty() && !options_.probe) {
      result.why = "nobody asked: --probe sends authorize requests";
      return result;
    }
    if (!probes.probes.empty()) {
      const auto target = authorize_url(*discovery);
      if (!target) {
        result.why = fmt::format("its issuer is {}", target.error().message);
        return result;
      }
      tell(fmt::format("probing {}", client.label));
      auto answers = probe(client, *target, probes.probes);
      if (!answers) return okta::failure(std::move(answers.error()));
      result.probes = std::move(*answers);
    }
    judge(result);
    return result;
  }

  okta::Result<std::vector<ProbeResult>> probe(const ClientToVerify& client,
                                               const okta::Url& target,
                                               const std::vector<AuthorizeProbe>& probes) {
    AuthorizeEndpoints endpoints{target, std::nullopt};
    if (options_.probe_org_server) {
      endpoints.org_server = client_.org_url();
      endpoints.org_server->path = "/oauth2/v1/authorize";
      endpoints.org_server->query.clear();
    }
    return probe_client(client_.public_endpoints(), pacer_, endpoints, client.client_id, probes,
                        stop_);
  }

  const okta::Client& client_;
  const VerifyOptions& options_;
  std::stop_token stop_;
  ProbePacer pacer_;
};

}  // namespace

okta::Result<Verification> verify(const okta::Client& client, const VerifyInput& input,
                                  const VerifyOptions& options, std::stop_token stop) {
  return Verifier(client, options, std::move(stop)).run(input);
}

}  // namespace remediate

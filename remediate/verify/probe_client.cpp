#include "remediate/verify/probe_client.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "remediate/verify/authorize_answer.hpp"

namespace remediate {
namespace {

ProbeResult result_of(const AuthorizeProbe& probe, ProbePlace place) {
  ProbeResult result;
  result.place = place;
  result.grant_type = probe.grant_type;
  result.response_type = probe.response_type;
  result.scopes = probe.scopes;
  return result;
}

okta::Result<ProbeResult> ask(const okta::PublicEndpoints& endpoints, const okta::Url& url,
                              ProbePlace place, const std::string& client_id,
                              const AuthorizeProbe& probe, std::stop_token stop) {
  ProbeResult result = result_of(probe, place);
  const AuthorizeAttempt made = attempt(probe, client_id);
  const auto answer = endpoints.authorize(url, made.parameters, std::move(stop));
  if (!answer) {
    if (answer.error().kind == okta::ErrorKind::interrupted) return okta::failure(answer.error());
    result.detail = fmt::format("no answer: {}", answer.error().describe());
    return result;
  }
  AuthorizeReading read = read_authorize_answer(*answer, made, url, place);
  result.status = answer->status;
  result.request_id = answer->headers.first("X-Okta-Request-Id");
  result.verdict = read.verdict;
  result.error = std::move(read.error);
  result.words = std::move(read.words);
  result.detail = std::move(read.detail);
  return result;
}

ProbeResult not_asked(const AuthorizeProbe& probe, ProbePlace place) {
  ProbeResult result = result_of(probe, place);
  result.verdict = ProbeVerdict::rate_limited;
  result.detail = "not asked: Okta's limit of requests for this client is used up";
  return result;
}

bool is_refusal(ProbeVerdict verdict) {
  switch (verdict) {
    case ProbeVerdict::scope_problem:
    case ProbeVerdict::scope_missing:
    case ProbeVerdict::policy_missing:
    case ProbeVerdict::api_access_missing:
    case ProbeVerdict::client_refused:
    case ProbeVerdict::server_wrong:
      return true;
    default:
      return false;
  }
}

}  // namespace

okta::Result<std::vector<ProbeResult>> probe_client(
    const okta::PublicEndpoints& endpoints, ProbePacer& pacer, const AuthorizeEndpoints& asked,
    const std::string& client_id, const std::vector<AuthorizeProbe>& probes, std::stop_token stop) {
  std::vector<ProbeResult> results;
  bool is_limited = false;
  const auto send = [&](const okta::Url& url, ProbePlace place,
                        const AuthorizeProbe& probe) -> okta::Status {
    if (is_limited) {
      results.push_back(not_asked(probe, place));
      return {};
    }
    if (okta::Status turn = pacer.take_turn(client_id, stop); !turn) return turn;
    auto result = ask(endpoints, url, place, client_id, probe, stop);
    if (!result) return okta::failure(std::move(result.error()));
    is_limited = result->verdict == ProbeVerdict::rate_limited;
    results.push_back(std::move(*result));
    return {};
  };
  // What decides is asked first.
  for (const AuthorizeProbe& probe : probes) {
    if (okta::Status sent = send(asked.target, ProbePlace::target, probe); !sent)
      return okta::failure(std::move(sent.error()));
  }
  if (!asked.org_server) return results;
  for (const AuthorizeProbe& probe : probes) {
    if (okta::Status sent = send(*asked.org_server, ProbePlace::org_server, probe); !sent)
      return okta::failure(std::move(sent.error()));
  }
  return results;
}

void judge(VerifiedClient& client) {
  std::vector<const ProbeResult*> probes;
  for (const ProbeResult& each : client.probes) {
    if (each.place == ProbePlace::target) probes.push_back(&each);
  }
  const auto count = [&](auto&& matches) {
    return std::ranges::count_if(probes, [&](const ProbeResult* each) { return matches(*each); });
  };
  const auto refused = count([](const ProbeResult& each) { return is_refusal(each.verdict); });
  const auto accepted =
      count([](const ProbeResult& each) { return each.verdict == ProbeVerdict::scopes_accepted; });
  const auto all = std::ssize(probes);
  if (refused > 0) {
    client.state = ClientState::not_yet;
    client.why = all == 1 ? "the target refused its request"
                          : fmt::format("the target refused {} of {} requests", refused, all);
  } else if (accepted < all) {
    client.state = ClientState::not_probed;
    client.why =
        all == 1 ? "the answer of the target shows nothing"
                 : fmt::format("{} of {} answers of the target show nothing", all - accepted, all);
  } else if (all > 0) {
    client.state = ClientState::shown;
    client.why = fmt::format("the target accepted the scopes of {}",
                             all == 1 ? "its request" : fmt::format("all {} requests", all));
  } else if (!client.skipped.empty()) {
    client.state = ClientState::not_applicable;
    client.why = "no authorize request can show anything about it";
  } else {
    client.state = ClientState::not_probed;
    client.why = "it is not known what it asks for";
  }
}

}  // namespace remediate

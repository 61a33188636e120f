#include <algorithm>

#include <nlohmann/json.hpp>

#include "remediate/report/exit_code.hpp"
#include "remediate/report/json_parts.hpp"
#include "remediate/report/verify_report.hpp"

namespace remediate {

namespace {

using Json = nlohmann::ordered_json;
using json_parts::text_or_null;

template <class Range, class Form>
Json list_of(const Range& range, Form&& form) {
  Json list = Json::array();
  for (const auto& each : range) list.push_back(form(each));
  return list;
}

Json strings(const std::vector<std::string>& texts) {
  return list_of(texts, [](const std::string& each) { return Json(each); });
}

Json read_back_json(const ReadBack& read) {
  return {{"kind", to_string(read.target.kind)},
          {"id", text_or_null(read.target.id)},
          {"name", read.target.name},
          {"in", text_or_null(read.target.server)},
          {"changes", strings(read.changes)},
          {"state", to_string(read.state)},
          {"detail", text_or_null(read.detail)}};
}

Json discovery_json(const DiscoveryCheck& check) {
  return {{"authorizationServer", text_or_null(check.authorization_server)},
          {"issuer", check.issuer},
          {"state", to_string(check.state)},
          {"announcedIssuer", text_or_null(check.announced_issuer)},
          {"authorizationEndpoint", text_or_null(check.authorization_endpoint)},
          {"tokenEndpoint", text_or_null(check.token_endpoint)},
          {"jwksUri", text_or_null(check.jwks_uri)},
          {"keys", check.keys},
          {"problems", strings(check.problems)}};
}

Json probe_json(const ProbeResult& probe) {
  return {{"place", to_string(probe.place)},
          {"grantType", probe.grant_type},
          {"responseType", probe.response_type},
          {"scopes", strings(probe.scopes)},
          {"verdict", to_string(probe.verdict)},
          {"error", text_or_null(probe.error)},
          {"description", text_or_null(probe.words)},
          {"detail", text_or_null(probe.detail)},
          {"status", probe.status == 0 ? Json() : Json(probe.status)},
          {"requestId", text_or_null(probe.request_id)}};
}

Json skipped_json(const NotProbed& skipped) {
  return {{"grantType", skipped.grant_type},
          {"scopes", strings(skipped.scopes)},
          {"reason", skipped.why}};
}

Json client_json(const VerifiedClient& client) {
  return {{"clientId", client.client_id},
          {"label", text_or_null(client.label)},
          {"authorizationServer", text_or_null(client.authorization_server)},
          {"issuer", text_or_null(client.issuer)},
          {"audience", text_or_null(client.audience)},
          {"state", to_string(client.state)},
          {"reason", text_or_null(client.why)},
          {"probes", list_of(client.probes, probe_json)},
          {"notApplicable", list_of(client.skipped, skipped_json)}};
}

Json effect_json(const WatchedEffect& effect) {
  return {{"clientId", effect.client_id},
          {"label", text_or_null(effect.label)},
          {"authorizationServer", effect.authorization_server},
          {"grantType", effect.grant_type},
          {"scopes", strings(effect.scopes)},
          {"state", to_string(effect.state)},
          {"observedAt", json_parts::time_or_null(effect.observed_at)},
          {"unseen", strings(effect.unseen)},
          {"reason", text_or_null(effect.why)}};
}

Json gap_json(const Gap& gap) {
  return {{"source", gap.source},
          {"reason", gap.reason},
          {"needs", text_or_null(gap.needs)},
          {"detail", text_or_null(gap.detail)}};
}

Json window_json(const LogWindow& window) {
  if (window.since == window.until) return {};
  return {{"since", okta::format_timestamp(window.since)},
          {"until", okta::format_timestamp(window.until)}};
}

Json failures_json(const FailureCount& failures) {
  return {{"authorizationServer", failures.authorization_server},
          {"clientId", text_or_null(failures.client_id)},
          {"label", text_or_null(failures.label)},
          {"ofRun", failures.is_of_run},
          {"grantType", text_or_null(failures.grant_type)},
          {"reason", text_or_null(failures.reason)},
          {"before", failures.before},
          {"since", failures.since},
          {"successesBefore", failures.successes_before},
          {"successesSince", failures.successes_since},
          {"trend", to_string(failures.trend)}};
}

Json traffic_json(const ClientTraffic& client) {
  return {{"authorizationServer", client.authorization_server},
          {"clientId", text_or_null(client.client_id)},
          {"label", text_or_null(client.label)},
          {"ofRun", client.is_of_run},
          {"successesBefore", client.successes_before},
          {"successesSince", client.successes_since},
          {"failuresBefore", client.failures_before},
          {"failuresSince", client.failures_since}};
}

Json watch_json(const std::optional<Watch>& watch) {
  if (!watch) return {};
  return {{"seconds", watch->asked.count()},
          {"authorizationServers", strings(watch->servers)},
          {"before", window_json(watch->before)},
          {"since", window_json(watch->since)},
          {"looks", watch->polls},
          {"interrupted", watch->interrupted},
          {"failures", list_of(watch->failures, failures_json)},
          {"clients", list_of(watch->clients, traffic_json)}};
}

Json summary_json(const Verification& verification) {
  const auto count = [&](ClientState state) {
    return std::ranges::count(verification.clients, state, &VerifiedClient::state);
  };
  return {{"shown", count(ClientState::shown)},
          {"notYet", count(ClientState::not_yet)},
          {"notProbed", count(ClientState::not_probed)},
          {"notApplicable", count(ClientState::not_applicable)}};
}

}  // namespace

std::string verify_json(const Verification& verification) {
  const ExitCodes codes = exit_codes(verification);
  const Json document = {{"schema", "oktafix.verify/1"},
                         {"org", verification.org},
                         {"run", text_or_null(verification.run)},
                         {"verifiedAt", okta::format_timestamp(verification.verified_at)},
                         {"probed", verification.probed},
                         {"readBack", list_of(verification.read_back, read_back_json)},
                         {"discovery", list_of(verification.discovery, discovery_json)},
                         {"clients", list_of(verification.clients, client_json)},
                         {"effects", list_of(verification.effects, effect_json)},
                         {"watch", watch_json(verification.watch)},
                         {"gaps", list_of(verification.log_gaps, gap_json)},
                         {"summary", summary_json(verification)},
                         {"note", kShowsScopesOnly},
                         {"calls", verification.calls},
                         {"exitCode", static_cast<int>(codes.front())},
                         {"exitCodes", json_parts::exit_codes(codes)}};
  return json_parts::printed(document);
}

}  // namespace remediate

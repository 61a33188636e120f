#include <algorithm>

#include <fmt/format.h>

#include "remediate/report/exit_code.hpp"
#include "remediate/report/narrative.hpp"
#include "remediate/report/verify_log.hpp"
#include "remediate/report/verify_report.hpp"

// The order is the order of a reader's questions: does it work, what does not, what nobody asked.
namespace remediate {

namespace {

std::string_view words_of(ProbeVerdict verdict) {
  switch (verdict) {
    case ProbeVerdict::scopes_accepted:
      return "scopes accepted";
    case ProbeVerdict::scope_problem:
      return "custom scopes refused";
    case ProbeVerdict::scope_missing:
      return "a scope is not configured";
    case ProbeVerdict::policy_missing:
      return "no policy grants it";
    case ProbeVerdict::api_access_missing:
      return "API Access Management is missing";
    case ProbeVerdict::client_refused:
      return "client may use the org server only";
    case ProbeVerdict::server_wrong:
      return "no such server";
    case ProbeVerdict::probe_wrong:
      return "the probe shows nothing";
    case ProbeVerdict::rate_limited:
      return "rate limit";
    case ProbeVerdict::unclear:
      return "unclear";
  }
  return "unclear";
}

std::string_view words_of(ReadBackState state) {
  switch (state) {
    case ReadBackState::stands:
      return "stands";
    case ReadBackState::differs:
      return "differs";
    case ReadBackState::missing:
      return "missing";
    case ReadBackState::still_there:
      return "still there";
    case ReadBackState::unsettled:
      return "unsettled";
    case ReadBackState::unreadable:
      return "unreadable";
    case ReadBackState::not_in_org:
      return "not in org";
  }
  return "unreadable";
}

std::string_view words_of(ClientState state) {
  switch (state) {
    case ClientState::shown:
      return "shown";
    case ClientState::not_yet:
      return "not yet";
    case ClientState::not_probed:
      return "not probed";
    case ClientState::not_applicable:
      return "not applicable";
  }
  return "not probed";
}

Ink ink_of(ReadBackState state) {
  if (state == ReadBackState::stands) return Ink::green;
  const bool is_lost = state == ReadBackState::differs || state == ReadBackState::missing ||
                       state == ReadBackState::still_there;
  return is_lost ? Ink::red : Ink::yellow;
}

Ink ink_of(ClientState state) {
  switch (state) {
    case ClientState::shown:
      return Ink::green;
    case ClientState::not_yet:
      return Ink::red;
    case ClientState::not_probed:
      return Ink::yellow;
    case ClientState::not_applicable:
      return Ink::dim;
  }
  return Ink::plain;
}

Ink ink_of(DiscoveryState state) {
  if (state == DiscoveryState::fine) return Ink::green;
  return state == DiscoveryState::wrong ? Ink::red : Ink::yellow;
}

Ink ink_of(ExitCode code) {
  if (code == ExitCode::done) return Ink::green;
  return code == ExitCode::incomplete ? Ink::yellow : Ink::red;
}

template <class State, class Range>
int count_in(const Range& range, State state) {
  return static_cast<int>(
      std::ranges::count_if(range, [&](const auto& each) { return each.state == state; }));
}

std::string verdict_of(const Verification& verification) {
  std::vector<std::string> parts;
  for (const ClientState state : {ClientState::shown, ClientState::not_yet, ClientState::not_probed,
                                  ClientState::not_applicable}) {
    const int count = count_in(verification.clients, state);
    if (count > 0) parts.push_back(fmt::format("{} {}", count, words_of(state)));
  }
  std::string text =
      parts.empty() ? std::string("No client to verify") : "Clients: " + joined(parts, ", ");
  const auto touched = std::ssize(verification.read_back);
  if (touched > 0)
    text += fmt::format("; {} of {} stand as the run left them",
                        count_in(verification.read_back, ReadBackState::stands),
                        count_of(static_cast<int>(touched), "object", "objects"));
  return text + "." + log_verdict(verification);
}

std::string name_of(const ReadBack& read) {
  std::string text = fmt::format("{} '{}'", to_string(read.target.kind), read.target.name);
  if (!read.target.id.empty()) text += fmt::format(" ({})", read.target.id);
  return text + fmt::format(", {}", joined(read.changes, ", "));
}

void print_read_back(TextPage& page, const Verification& verification, Detail detail) {
  const auto is_told = [&](const ReadBack& each) {
    return detail == Detail::everything || each.state != ReadBackState::stands;
  };
  if (std::ranges::none_of(verification.read_back, is_told)) return;
  page.heading("What the run wrote");
  for (const ReadBack& each : verification.read_back) {
    if (!is_told(each)) continue;
    const std::string detail_text = each.detail.empty() ? "" : ": " + each.detail;
    page.field(words_of(each.state), name_of(each) + detail_text, 2, ink_of(each.state));
  }
}

void print_discovery(TextPage& page, const Verification& verification) {
  if (verification.discovery.empty()) return;
  page.heading("What the target servers announce");
  for (const DiscoveryCheck& each : verification.discovery) {
    page.field(to_string(each.state),
               each.state == DiscoveryState::fine
                   ? fmt::format("{}: issuer and endpoints fit, {}", each.issuer,
                                 count_of(each.keys, "key", "keys"))
                   : each.issuer,
               2, ink_of(each.state));
    for (const std::string& problem : each.problems) page.field("", problem);
  }
}

std::string sentence_of(const ProbeResult& probe) {
  std::string text = fmt::format("{}: {} ({})", words_of(probe.verdict), joined(probe.scopes, " "),
                                 probe.grant_type);
  if (!probe.words.empty())
    text += fmt::format(". Okta: {}", probe.words);
  else if (!probe.error.empty())
    text += fmt::format(". Okta: {}", probe.error);
  return text;
}

bool is_worth_a_detail(const ProbeResult& probe) {
  return probe.verdict == ProbeVerdict::unclear || probe.verdict == ProbeVerdict::probe_wrong ||
         probe.verdict == ProbeVerdict::rate_limited;
}

void print_probe(TextPage& page, const ProbeResult& probe, Detail detail) {
  page.field(probe.place == ProbePlace::target ? "target" : "org server", sentence_of(probe));
  if (detail == Detail::everything || is_worth_a_detail(probe)) page.field("", probe.detail);
  if (detail == Detail::everything && !probe.request_id.empty())
    page.field("", fmt::format("HTTP {}, request {}", probe.status, probe.request_id));
}

void print_client(TextPage& page, const VerifiedClient& client, Detail detail) {
  page.heading(client.label.empty() ? client.client_id : client.label);
  page.field("state", fmt::format("{}: {}", words_of(client.state), client.why), 2,
             ink_of(client.state));
  page.field("client", client.client_id);
  if (!client.issuer.empty())
    page.field("move to", client.audience.empty()
                              ? client.issuer
                              : fmt::format("{}, audience {}", client.issuer, client.audience));
  for (const ProbeResult& each : client.probes) print_probe(page, each, detail);
  for (const NotProbed& each : client.skipped)
    page.field("not asked",
               fmt::format("{} ({}): {}", joined(each.scopes, " "), each.grant_type, each.why));
}

bool has_probe_at(const Verification& verification, ProbePlace place) {
  return std::ranges::any_of(verification.clients, [&](const VerifiedClient& client) {
    return std::ranges::find(client.probes, place, &ProbeResult::place) != client.probes.end();
  });
}

void print_notes(TextPage& page, const Verification& verification) {
  if (has_probe_at(verification, ProbePlace::org_server)) {
    page.blank();
    page.paragraph(
        "The org server refuses custom scopes whatever was done: its answers prove the problem, "
        "and stand in the System Log like a client's own failures.");
  }
  if (!verification.probed) return;
  page.blank();
  page.paragraph(kShowsScopesOnly);
}

}  // namespace

std::string verify_text(const Verification& verification, Detail detail, const TextStyle& style) {
  TextPage page(style);
  const ExitCodes codes = exit_codes(verification);
  page.paragraph(verdict_of(verification), 0, ink_of(codes.front()));
  if (detail == Detail::verdict_only) return page.text();
  page.blank();
  page.field("org", verification.org);
  if (!verification.run.empty()) page.field("run", verification.run);
  print_read_back(page, verification, detail);
  print_discovery(page, verification);
  for (const VerifiedClient& each : verification.clients) print_client(page, each, detail);
  print_log(page, verification, detail);
  print_notes(page, verification);
  page.blank();
  page.paragraph(exit_sentence(codes), 0, Ink::bold);
  return page.text();
}

}  // namespace remediate

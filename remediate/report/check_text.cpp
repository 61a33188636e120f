#include <algorithm>

#include <fmt/format.h>

#include "remediate/report/check_report.hpp"
#include "remediate/report/exit_code.hpp"
#include "remediate/report/narrative.hpp"

namespace remediate {

namespace {

Ink ink_of(ProbeState state) {
  switch (state) {
    case ProbeState::ok:
      return Ink::green;
    case ProbeState::failed:
      return Ink::red;
    default:
      return Ink::yellow;
  }
}

std::string verdict_of(const OrgCheck& check) {
  const auto bad = std::ranges::count(check.probes, ProbeState::failed, &Probe::state);
  const auto open = std::ranges::count(check.probes, ProbeState::unknown, &Probe::state);
  if (bad > 0)
    return fmt::format("oktafix cannot work with {} yet: {} of {} checks failed.", check.org_url,
                       bad, check.probes.size());
  if (open > 0)
    return fmt::format("oktafix can reach {}, but {} of {} checks could not be answered.",
                       check.org_url, open, check.probes.size());
  return fmt::format("oktafix can work with {}.", check.org_url);
}

void print_needs(TextPage& page, const std::vector<VerbNeeds>& needs) {
  if (needs.empty()) return;
  page.heading("What the verbs need");
  for (const VerbNeeds& each : needs) {
    page.paragraph(each.verb, 2, Ink::bold);
    page.field("scopes", joined(each.oauth_scopes, " "), 4);
    page.field("roles", joined(each.admin_roles, ", "), 4);
    if (!each.held.empty()) page.field("held", joined(each.held, " "), 4);
    if (!each.missing.empty()) page.field("missing", joined(each.missing, " "), 4, Ink::yellow);
  }
}

}  // namespace

std::string check_text(const OrgCheck& check, Detail detail, const TextStyle& style) {
  TextPage page(style);
  const bool has_failed = std::ranges::any_of(
      check.probes, [](const Probe& each) { return each.state == ProbeState::failed; });
  page.line(verdict_of(check), has_failed ? Ink::red : Ink::bold);
  if (detail == Detail::verdict_only) return page.text();

  page.blank();
  for (const Probe& each : check.probes) {
    page.field(to_string(each.state), fmt::format("{}: {}", each.name, each.detail), 2,
               ink_of(each.state));
    if (each.error && detail == Detail::everything) page.field("", each.error->describe());
    if (!each.advice.empty()) page.field("", fmt::format("Next: {}", each.advice));
  }
  page.blank();
  page.field("API AM", api_access_sentence(check.api_access_management));
  print_needs(page, check.needs);
  page.blank();
  page.paragraph(exit_sentence(exit_codes(check)), 0, Ink::bold);
  return page.text();
}

}  // namespace remediate

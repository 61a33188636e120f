#include <fmt/format.h>

#include "remediate/report/narrative.hpp"
#include "remediate/report/plan_narrative.hpp"
#include "remediate/report/plan_report.hpp"

// The order is the order of a reader's questions: who gets what, by which changes, what else
// becomes possible, what is taken for granted, what do others have to do, what stays undone.
namespace remediate {

namespace {

Ink ink_of(const Effect& effect) {
  if (is_loss(effect)) return Ink::red;
  return effect.after == Answer::granted ? Ink::green : Ink::yellow;
}

Ink ink_of(const Plan& plan) {
  if (!plan.changes.empty()) return Ink::bold;
  return plan.blocked.empty() && plan.handover.empty() ? Ink::green : Ink::yellow;
}

void print_effect(TextPage& page, const Effect& effect) {
  page.field(turn_of(effect), effect_sentence(effect), 2, ink_of(effect));
  if (!effect.decided_by.empty()) page.field("", fmt::format("decided by {}", effect.decided_by));
  if (const std::string terms = effect_terms(effect); !terms.empty()) page.field("", terms);
}

void print_effects(TextPage& page, const Plan& plan) {
  if (plan.changes.empty() && plan.effects.empty()) return;
  page.heading("What it does", plan.effects.empty() ? kNoEffects : kEffectsNote);
  for (const EffectGroup& group : effect_groups(plan)) {
    page.blank();
    page.paragraph(fmt::format("{} at {}", group.client, group.server), 2, Ink::bold);
    for (const Effect* each : group.effects) print_effect(page, *each);
  }
}

void print_details(TextPage& page, const Plan& plan, const Change& change) {
  if (!change.because.empty())
    page.field("", fmt::format("because of {}", joined(change.because, ", ")));
  if (!change.after.empty()) page.field("", fmt::format("after {}", joined(change.after, ", ")));
  if (!change.body.empty()) page.field("", fmt::format("sends {}", in_words(plan, change.body)));
}

void print_change(TextPage& page, const Plan& plan, const Change& change, Detail detail) {
  page.field(change.id, change_sentence(plan, change), 2, Ink::bold);
  if (!change.why.empty()) page.field("", fmt::format("why: {}", in_words(plan, change.why)));
  if (const std::string risk = risk_sentence(change); !risk.empty())
    page.field("", fmt::format("risk: {}", risk));
  for (const std::string& each : edit_sentences(change)) page.field("", in_words(plan, each));
  if (detail == Detail::everything) print_details(page, plan, change);
}

void print_changes(TextPage& page, const Plan& plan, Detail detail) {
  if (plan.changes.empty()) return;
  page.heading(fmt::format("What it changes, in this order ({})", plan.changes.size()));
  for (const ChangeGroup& group : change_groups(plan)) {
    page.blank();
    page.paragraph(group.title, 2);
    for (const Change* each : group.changes) print_change(page, plan, *each, detail);
  }
}

void print_exposures(TextPage& page, const Plan& plan) {
  if (plan.exposes.empty()) return;
  page.heading(fmt::format("What else becomes possible ({})", plan.exposes.size()));
  for (const Exposure& each : plan.exposes) page.paragraph(exposure_sentence(each), 2, Ink::yellow);
}

void print_assumptions(TextPage& page, const Plan& plan) {
  if (plan.assumes.empty()) return;
  page.heading(fmt::format("What it takes for granted ({})", plan.assumes.size()),
               "Nobody can prove this from outside.");
  for (const Assumption& each : plan.assumes) {
    page.paragraph(each.detail, 2);
    page.paragraph(fmt::format("more: oktafix explain {}", each.id), 4, Ink::dim);
  }
}

void print_handover(TextPage& page, const Plan& plan) {
  if (plan.handover.empty()) return;
  page.heading(fmt::format("What the owners of the clients do ({})", plan.handover.size()),
               "Until a client names the new issuer, its requests fail as before.");
  for (const Handover& each : plan.handover) {
    page.blank();
    page.paragraph(client_in_words(each.label, each.client_id), 2, Ink::bold);
    for (const LabelledText& fact : handover_facts(plan, each)) page.field(fact.label, fact.text);
  }
}

void print_blocked(TextPage& page, const Plan& plan) {
  const std::vector<BlockedGroup> groups = blocked_groups(plan);
  if (groups.empty()) return;
  page.heading(fmt::format("What stays undone ({})", groups.size()),
               "oktafix changes nothing here by itself.");
  for (const BlockedGroup& each : groups) {
    page.blank();
    page.paragraph(each.subject, 2, Ink::bold);
    page.field("blocked by",
               each.findings.empty() ? each.by : fmt::format("{} ({})", each.by, each.findings));
    if (!each.advice.empty()) page.field("next", each.advice);
  }
}

}  // namespace

std::string plan_text(const Plan& plan, Detail detail, const TextStyle& style) {
  TextPage page(style);
  const std::string rest = rest_sentence(plan);
  if (detail == Detail::verdict_only) {
    page.line(plan_sentence(plan), ink_of(plan));
    if (!rest.empty()) page.line(rest, Ink::plain);
    return page.text();
  }
  page.paragraph(plan_sentence(plan), 0, ink_of(plan));
  if (!rest.empty()) page.paragraph(rest);
  print_effects(page, plan);
  print_changes(page, plan, detail);
  print_exposures(page, plan);
  print_assumptions(page, plan);
  print_handover(page, plan);
  print_blocked(page, plan);
  return page.text();
}

}  // namespace remediate

#include <fmt/format.h>

#include "remediate/report/escape.hpp"
#include "remediate/report/markdown_parts.hpp"
#include "remediate/report/narrative.hpp"
#include "remediate/report/plan_narrative.hpp"
#include "remediate/report/plan_report.hpp"

// For a pull request or a change ticket: what it does and what is blocked in view, the rest folded
// away.
namespace remediate {

namespace {

using namespace markdown_parts;

std::string effect_row(const EffectGroup& group, const Effect& effect) {
  return row({escape_markdown(group.client), escape_markdown(group.server),
              std::string(turn_of(effect)), escape_markdown(effect_sentence(effect)),
              escape_markdown(effect.decided_by), escape_markdown(effect_terms(effect))});
}

std::string effects_section(const Plan& plan) {
  if (plan.changes.empty() && plan.effects.empty()) return {};
  std::string text = "\n### What it does\n\n";
  text += fmt::format("{}\n", plan.effects.empty() ? kNoEffects : kEffectsNote);
  if (plan.effects.empty()) return text;
  text += "\n" + table_head({"Client", "At", "", "What, and for whom", "Decided by", "Tokens"});
  for (const EffectGroup& group : effect_groups(plan)) {
    for (const Effect* each : group.effects) text += effect_row(group, *each);
  }
  return text;
}

std::string change_lines(const Plan& plan, const Change& change) {
  std::string text = fmt::format("- **{}** {}\n", escape_markdown(change.id),
                                 escape_markdown(change_sentence(plan, change)));
  const auto add = [&](std::string_view label, const std::string& markdown) {
    text += fmt::format("  - {}: {}\n", label, markdown);
  };
  if (!change.why.empty()) add("why", escape_markdown(in_words(plan, change.why)));
  if (const std::string risk = risk_sentence(change); !risk.empty()) add("risk", risk);
  for (const std::string& each : edit_sentences(change))
    add("edits", markdown_code(in_words(plan, each)));
  if (!change.body.empty()) add("sends", markdown_code(in_words(plan, change.body)));
  return text;
}

std::string changes_section(const Plan& plan) {
  std::string text;
  for (const ChangeGroup& group : change_groups(plan)) {
    text += fmt::format("\n{}\n\n", escape_markdown(group.title));
    for (const Change* each : group.changes) text += change_lines(plan, *each);
  }
  return folded(fmt::format("What it changes, in this order ({})", plan.changes.size()), text);
}

std::string exposures_section(const Plan& plan) {
  std::string text;
  for (const Exposure& each : plan.exposes)
    text += fmt::format("- {}\n", escape_markdown(exposure_sentence(each)));
  return text.empty() ? text : "\n### What else becomes possible\n\n" + text;
}

std::string assumptions_section(const Plan& plan) {
  std::string text;
  for (const Assumption& each : plan.assumes)
    text += fmt::format("- {} ({})\n", escape_markdown(each.detail),
                        markdown_code("oktafix explain " + each.id));
  return folded(fmt::format("What it takes for granted ({})", plan.assumes.size()), text);
}

std::string handover_section(const Plan& plan) {
  std::string text;
  for (const Handover& each : plan.handover) {
    text += fmt::format("\n{}\n\n", escape_markdown(client_in_words(each.label, each.client_id)));
    for (const LabelledText& fact : handover_facts(plan, each))
      text += fmt::format("- {}: {}\n", escape_markdown(fact.label), escape_markdown(fact.text));
  }
  return text.empty() ? text : "\n### What the owners of the clients do\n" + text;
}

std::string blocked_section(const Plan& plan) {
  std::string text;
  for (const BlockedGroup& each : blocked_groups(plan))
    text +=
        row({escape_markdown(each.subject), markdown_code(each.by), escape_markdown(each.advice)});
  if (text.empty()) return text;
  return "\n### What stays undone\n\n" + table_head({"What", "Blocked by", "Next"}) + text;
}

}  // namespace

std::string plan_markdown(const Plan& plan) {
  std::string text =
      fmt::format("## oktafix plan\n\n**{}**\n", escape_markdown(plan_sentence(plan)));
  if (const std::string rest = rest_sentence(plan); !rest.empty())
    text += fmt::format("\n{}\n", escape_markdown(rest));
  return text + effects_section(plan) + exposures_section(plan) + changes_section(plan) +
         assumptions_section(plan) + handover_section(plan) + blocked_section(plan);
}

}  // namespace remediate

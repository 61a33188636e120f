#include <fmt/format.h>

#include "remediate/report/escape.hpp"
#include "remediate/report/html_parts.hpp"
#include "remediate/report/narrative.hpp"
#include "remediate/report/plan_narrative.hpp"
#include "remediate/report/plan_report.hpp"

namespace remediate {

namespace {

using namespace html_parts;

std::string_view class_of(const Effect& effect) {
  if (is_loss(effect)) return "error";
  return effect.after == Answer::granted ? "note" : "warning";
}

std::string effects_section(const Plan& plan) {
  if (plan.changes.empty() && plan.effects.empty()) return {};
  std::string rows;
  for (const EffectGroup& group : effect_groups(plan)) {
    for (const Effect* each : group.effects)
      rows += cells({escape_html(group.client), escape_html(group.server),
                     fmt::format("<span class=\"{}\">{}</span> {}", class_of(*each), turn_of(*each),
                                 escape_html(effect_sentence(*each))),
                     escape_html(each->decided_by), escape_html(effect_terms(*each))},
                    "td");
  }
  const std::string note = escape_html(plan.effects.empty() ? kNoEffects : kEffectsNote);
  return section("What it does",
                 fmt::format("<p class=\"soft\">{}</p>\n", note) +
                     table({"Client", "At", "What, and for whom", "Decided by", "Tokens"}, rows));
}

std::string change_html(const Plan& plan, const Change& change) {
  std::string html = escape_html(change_sentence(plan, change));
  if (!change.why.empty()) html += "<br>Why: " + escape_html(in_words(plan, change.why));
  if (const std::string risk = risk_sentence(change); !risk.empty())
    html += fmt::format("<br><span class=\"warning\">Risk: {}</span>", escape_html(risk));
  for (const std::string& each : edit_sentences(change))
    html += "<br>" + code(in_words(plan, each));
  if (!change.body.empty()) html += "<br>Sends " + code(in_words(plan, change.body));
  return html;
}

std::string changes_section(const Plan& plan) {
  std::string body;
  for (const ChangeGroup& group : change_groups(plan)) {
    body += fmt::format("<article>\n<h3>{}</h3>\n<dl>\n", escape_html(group.title));
    for (const Change* each : group.changes)
      body += term(escape_html(each->id), change_html(plan, *each));
    body += "</dl>\n</article>\n";
  }
  return section("What it changes, in this order", body);
}

std::string list(const std::vector<std::string>& html) {
  std::string body;
  for (const std::string& each : html) body += fmt::format("<li>{}</li>\n", each);
  return body.empty() ? body : fmt::format("<ul>\n{}</ul>\n", body);
}

std::string exposures_section(const Plan& plan) {
  std::vector<std::string> html;
  for (const Exposure& each : plan.exposes) html.push_back(escape_html(exposure_sentence(each)));
  return section("What else becomes possible", list(html));
}

std::string assumptions_section(const Plan& plan) {
  std::vector<std::string> html;
  for (const Assumption& each : plan.assumes)
    html.push_back(escape_html(each.detail) + " " + code("oktafix explain " + each.id));
  return section("What it takes for granted", list(html));
}

std::string handover_section(const Plan& plan) {
  std::string body;
  for (const Handover& each : plan.handover) {
    body += fmt::format("<article>\n<h3>{}</h3>\n<dl>\n",
                        escape_html(client_in_words(each.label, each.client_id)));
    for (const LabelledText& fact : handover_facts(plan, each))
      body += term(escape_html(fact.label), escape_html(fact.text));
    body += "</dl>\n</article>\n";
  }
  return section("What the owners of the clients do", body);
}

std::string blocked_section(const Plan& plan) {
  std::string rows;
  for (const BlockedGroup& each : blocked_groups(plan))
    rows += cells({escape_html(each.subject), code(each.by), escape_html(each.advice)}, "td");
  return section("What stays undone", table({"What", "Blocked by", "Next"}, rows));
}

std::string_view mood_of(const Plan& plan) {
  if (!plan.changes.empty() || !plan.blocked.empty()) return "warn";
  return "good";
}

}  // namespace

std::string plan_html(const Plan& plan) {
  std::string html = page_head("oktafix plan");
  html += fmt::format("<h1 class=\"{}\">{}</h1>\n<dl>\n", mood_of(plan),
                      escape_html(plan_sentence(plan)));
  html += term("Org", escape_html(plan.org));
  html += term("Digest", code(plan.digest));
  html += term("Made", minute_of(plan.created_at));
  html += term("Good until", minute_of(plan.valid_until));
  html += "</dl>\n";
  if (const std::string rest = rest_sentence(plan); !rest.empty())
    html += fmt::format("<p>{}</p>\n", escape_html(rest));
  html += effects_section(plan) + changes_section(plan) + exposures_section(plan) +
          assumptions_section(plan) + handover_section(plan) + blocked_section(plan);
  return html + std::string(kPageEnd);
}

}  // namespace remediate

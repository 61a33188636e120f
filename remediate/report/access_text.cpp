#include <fmt/format.h>

#include "remediate/report/access_report.hpp"
#include "remediate/report/narrative.hpp"
#include "remediate/report/plan_narrative.hpp"

namespace remediate {

namespace {

Ink ink_of(const AccessAnswer& answer) {
  if (!answer.certain) return Ink::yellow;
  switch (answer.answer) {
    case Answer::granted:
      return Ink::green;
    case Answer::denied:
      return Ink::red;
    case Answer::unclear:
      return Ink::yellow;
  }
  return Ink::plain;
}

std::string_view verb_of(Answer answer) {
  switch (answer) {
    case Answer::granted:
      return "would be granted";
    case Answer::denied:
      return "would not be granted";
    case Answer::unclear:
      return "would be granted under some readings of Okta's documents, and not under others:";
  }
  return "";
}

std::string server_in_words(const AccessAnswer& answer) {
  std::string text = answer.server_name.empty()
                         ? answer.authorization_server
                         : fmt::format("{} ({})", answer.server_name, answer.authorization_server);
  // Ids and issuers of what a plan would make are not known yet.
  return has_references(text) ? fmt::format("{}, new", answer.server_name) : text;
}

std::string answer_sentence(const AccessAnswer& answer) {
  return fmt::format(
      "{}{} {} {} by {}{}.",
      answer.after_plan.empty() ? "" : fmt::format("After plan {}: ", answer.after_plan),
      client_in_words(answer.label, answer.client_id), verb_of(answer.answer),
      request_in_words(answer.scopes, answer.grant_type), server_in_words(answer),
      answer.certain ? "" : ", as far as could be read");
}

std::string rule_in_words(const NamedRule& rule) {
  return fmt::format("policy '{}' ({}), rule '{}' ({})", rule.policy_name, rule.policy_id,
                     rule.rule_name, rule.rule_id);
}

void print_rule(TextPage& page, const AnsweringRule& rule) {
  page.field("rule", rule_in_words(rule.rule), 2, Ink::bold);
  page.field("for", people_in_words(rule.people, rule.excluded));
  if (const std::string terms = terms_in_words(rule.terms); !terms.empty())
    page.field("tokens", terms);
  if (!rule.under_every_reading) page.field("", "Only under some readings of Okta's documents.");
}

}  // namespace

std::string access_text(const AccessAnswer& answer, Detail detail, const TextStyle& style) {
  TextPage page(style);
  if (detail == Detail::verdict_only) {
    page.line(answer_sentence(answer), ink_of(answer));
    return page.text();
  }
  page.paragraph(answer_sentence(answer), 0, ink_of(answer));
  if (!answer.explanation.empty()) page.paragraph(answer.explanation);
  page.blank();
  if (!answer.issuer.empty() && !has_references(answer.issuer)) page.field("issuer", answer.issuer);
  if (answer.decided_by) page.field("decided by", rule_in_words(*answer.decided_by));
  if (const std::string terms = terms_in_words(answer.terms); !terms.empty())
    page.field("tokens", terms);
  if (!answer.missing_scopes.empty())
    page.field("missing", fmt::format("{} (not configured on this server)",
                                      joined(answer.missing_scopes, ", ")));
  if (!answer.certain)
    page.field("unread", "Something of this server that matters could not be read.", 2,
               Ink::yellow);
  if (!answer.rules.empty())
    page.heading(fmt::format("Rules that decide for somebody ({})", answer.rules.size()),
                 "In the order in which Okta asks them.");
  for (const AnsweringRule& each : answer.rules) print_rule(page, each);
  return page.text();
}

}  // namespace remediate

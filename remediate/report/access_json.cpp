#include <nlohmann/json.hpp>

#include "remediate/report/access_report.hpp"
#include "remediate/report/json_parts.hpp"

namespace remediate {

namespace {

using Json = nlohmann::ordered_json;
using json_parts::text_or_null;

Json rule_json(const NamedRule& rule) {
  return {{"policy", {{"id", rule.policy_id}, {"name", rule.policy_name}}},
          {"rule", {{"id", rule.rule_id}, {"name", rule.rule_name}}}};
}

Json terms_json(const okta::TokenTerms& terms) {
  Json json = Json::object();
  const auto set = [&](const char* member, const auto& value) {
    if (value) json[member] = *value;
  };
  set("accessTokenLifetimeMinutes", terms.access_token_lifetime_minutes);
  set("refreshTokenLifetimeMinutes", terms.refresh_token_lifetime_minutes);
  set("refreshTokenWindowMinutes", terms.refresh_token_window_minutes);
  set("inlineHookId", terms.inline_hook_id);
  return json;
}

Json answering_rule_json(const AnsweringRule& each) {
  Json json = rule_json(each.rule);
  json["people"] = each.people;
  json["excluded"] = each.excluded;
  json["terms"] = terms_json(each.terms);
  json["underEveryReading"] = each.under_every_reading;
  return json;
}

}  // namespace

std::string access_json(const AccessAnswer& answer) {
  Json rules = Json::array();
  for (const AnsweringRule& each : answer.rules) rules.push_back(answering_rule_json(each));
  return json_parts::printed(
      {{"schema", "oktafix.access/1"},
       {"clientId", answer.client_id},
       {"label", text_or_null(answer.label)},
       {"grantType", answer.grant_type},
       {"scopes", answer.scopes},
       {"authorizationServer", text_or_null(answer.authorization_server)},
       {"name", text_or_null(answer.server_name)},
       {"issuer", text_or_null(answer.issuer)},
       {"answer", to_string(answer.answer)},
       {"certain", answer.certain},
       {"decidedBy", answer.decided_by ? rule_json(*answer.decided_by) : Json()},
       {"terms", terms_json(answer.terms)},
       {"rules", std::move(rules)},
       {"missingScopes", answer.missing_scopes},
       {"explanation", text_or_null(answer.explanation)},
       {"afterPlan", text_or_null(answer.after_plan)}});
}

}  // namespace remediate

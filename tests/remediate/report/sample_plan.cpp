#include "tests/remediate/report/sample_plan.hpp"

#include <nlohmann/json.hpp>

#include "remediate/model/plan_json.hpp"

namespace tests {
namespace {

using namespace remediate;

Change made(const std::string& id, ObjectKind kind, const std::string& name,
            const std::string& body) {
  Change change;
  change.id = id;
  change.target.kind = kind;
  change.target.name = name;
  change.because = {"f1"};
  change.precondition.absent = true;
  change.body = body;
  return change;
}

Change server_change() {
  Change change = made("c1", ObjectKind::authorization_server, "Orders API",
                       R"({"name":"Orders API","audiences":["api://orders"]})");
  change.why = "Orders Portal needs a custom authorization server, and 'Orders API' is not there";
  change.reversible = false;
  return change;
}

Change scope_change() {
  Change change = made(
      "c2", ObjectKind::scope, "orders.read",
      R"({"name":"orders.read","consent":"IMPLICIT","default":false,"metadataPublish":"NO_CLIENTS"})");
  change.target.server = "${c1.id}";
  change.after = {"c1"};
  change.why = "Orders Portal asks for it";
  return change;
}

Change policy_change() {
  Change change = made("c3", ObjectKind::policy, "oktafix 0oa1portal",
                       R"({"type":"OAUTH_AUTHORIZATION_POLICY","name":"oktafix 0oa1portal",)"
                       R"("description":"What client 0oa1portal is granted.",)"
                       R"("conditions":{"clients":{"include":[]}}})");
  change.target.server = "${c1.id}";
  change.after = {"c1", "c2"};
  change.target.above = "00p1";
  change.risk = Risk::reorders;
  change.why = "covers nobody until the client is named in it";
  return change;
}

Change rule_change() {
  Change change = made(
      "c4", ObjectKind::rule, "authorization_code",
      R"({"type":"RESOURCE_ACCESS","name":"authorization_code","conditions":)"
      R"({"people":{"groups":{"include":["EVERYONE"]}},"grantTypes":{"include":["authorization_code"]},)"
      R"("scopes":{"include":["openid","orders.read"]}},"actions":{"token":)"
      R"({"accessTokenLifetimeMinutes":60,"refreshTokenLifetimeMinutes":129600,)"
      R"("refreshTokenWindowMinutes":10080}}})");
  change.target.server = "${c1.id}";
  change.target.policy = "${c3.id}";
  change.after = {"c1", "c2", "c3"};
  change.why = "grants Orders Portal what it asks for, and subsets of that";
  return change;
}

Change naming_change() {
  Change change;
  change.id = "c5";
  change.action = Action::update;
  change.target = {ObjectKind::policy, "${c3.id}", "oktafix 0oa1portal", "${c1.id}", ""};
  change.because = {"f1"};
  change.after = {"c1", "c2", "c3", "c4"};
  change.diff = {{"/conditions/clients/include", "[]", R"(["0oa1portal"])"}};
  change.why = "from here on the policy covers Orders Portal, and nobody else";
  return change;
}

// A copied rule has whatever somebody wrote into it.
Change copied_rule_change() {
  Change change = made(
      "c6", ObjectKind::rule, "Staff ${x} %{if}",
      R"({"type":"RESOURCE_ACCESS","name":"Staff ${x} %{if}","conditions":)"
      R"({"network":{"connection":"ZONE","include":["nzo1"]},"people":{"groups":{"include":["00g1"],)"
      R"("exclude":["00g2"]},"users":{"include":["00u1"],"exclude":[]}},)"
      R"("grantTypes":{"include":["client_credentials"]},"scopes":{"include":["*"]}},)"
      R"("actions":{"token":{"accessTokenLifetimeMinutes":5,"inlineHook":{"id":"cal1"}}}})");
  change.target.server = "aus2batch";
  change.target.policy = "00p1";
  change.why = "copied from policy 'All' with all that it says";
  return change;
}

Change application_change() {
  Change change;
  change.id = "c7";
  change.action = Action::update;
  change.target = {ObjectKind::application, "0oa1portal", "Orders Portal", "", ""};
  change.because = {"f3"};
  change.after = {"c5"};
  change.diff = {{"/profile/issuer", R"("https://acme.okta.com")", R"("${c1.issuer}")"},
                 {"/profile/token_url", std::nullopt, R"("${c1.issuer}/v1/token")"}};
  change.why = "its own URLs name the org server";
  return change;
}

Effect effect_of(const std::string& client, const std::string& label, const std::string& server,
                 const std::string& grant_type) {
  Effect effect;
  effect.client_id = client;
  effect.label = label;
  effect.authorization_server = server;
  effect.grant_type = grant_type;
  return effect;
}

std::vector<Effect> effects() {
  okta::TokenTerms terms;
  terms.access_token_lifetime_minutes = 60;
  terms.refresh_token_lifetime_minutes = 129600;
  terms.refresh_token_window_minutes = 10080;
  okta::TokenTerms shorter;
  shorter.access_token_lifetime_minutes = 5;
  shorter.inline_hook_id = "cal1";
  okta::TokenTerms unlimited;
  unlimited.access_token_lifetime_minutes = 61;
  unlimited.refresh_token_lifetime_minutes = 0;
  Effect gain = effect_of("0oa1portal", "Orders Portal", "${c1.id}", "authorization_code");
  gain.scopes = {"openid", "orders.read"};
  gain.people = {"EVERYONE"};
  gain.except = {"00g2"};
  gain.decided_by = "policy oktafix 0oa1portal / rule authorization_code";
  gain.terms = terms;
  Effect other_terms = effect_of("0oa2batch", "Nightly batch", "aus2batch", "client_credentials");
  other_terms.scopes = {"orders.export"};
  other_terms.before = Answer::granted;
  other_terms.decided_by = "policy All / rule Staff";
  other_terms.terms_before = unlimited;
  other_terms.terms = shorter;
  Effect loss = effect_of("0oa2batch", "Nightly batch", "aus2batch", "password");
  loss.people = {"00g1", "user:00u1"};
  loss.before = Answer::granted;
  loss.after = Answer::denied;
  loss.terms_before = unlimited;
  Effect doubt = effect_of("*", "", "aus2batch", "authorization_code");
  doubt.scopes = {"orders.read"};
  doubt.people = {"EVERYONE"};
  doubt.after = Answer::unclear;
  doubt.decided_by = "policy All / rule Staff";
  return {gain, other_terms, loss, doubt};
}

Handover portal_handover() {
  return {"0oa1portal",
          "Orders Portal",
          "${c1.id}",
          "${c1.issuer}",
          "api://orders",
          {{"authorization", "${c1.issuer}/v1/authorize"}, {"token", "${c1.issuer}/v1/token"}},
          {{"authorization_code", {"openid", "orders.read"}}},
          {"access tokens name another issuer and audience: what checks them must accept both"}};
}

Handover batch_handover() {
  return {"0oa2batch",
          "Nightly batch",
          "aus2batch",
          "https://acme.okta.com/oauth2/aus2batch",
          "api://batch",
          {{"token", "https://acme.okta.com/oauth2/aus2batch/v1/token"}},
          {{"client_credentials", {"orders.export"}}},
          {}};
}

Plan begun() {
  Plan plan;
  plan.created_at = *okta::parse_timestamp("2026-11-22T09:30:00.000Z");
  plan.valid_until = plan.created_at + kPlanValidity;
  plan.org = "https://acme.okta.com";
  plan.blocked = {
      {"f5", "target-server-inactive", "Batch API",
       "Put `allow: [\"activate:aus2batch\"]` into oktafix.yaml, or choose another server."}};
  return plan;
}

}  // namespace

Plan sample_plan() {
  Plan plan = begun();
  plan.changes = {server_change(), scope_change(),       policy_change(),     rule_change(),
                  naming_change(), copied_rule_change(), application_change()};
  plan.effects = effects();
  plan.exposes = {{"orders.read", "every client of the org",
                   "rule 'Staff' of policy 'All' grants every scope"}};
  plan.assumes = {
      {"client-configuration",
       "nothing in Okta selects the server of a client: its own configuration must name "
       "the new issuer"},
      {"read-then-write", "Okta has no If-Match"}};
  plan.handover = {portal_handover(), batch_handover()};
  seal(plan);
  return plan;
}

Plan sample_plan_without_changes() {
  Plan plan = begun();
  plan.handover = {batch_handover()};
  seal(plan);
  return plan;
}

Plan plan_full_of(const std::string& text) {
  Plan plan = sample_plan();
  const std::string quoted =
      nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  plan.org = text;
  for (Change& each : plan.changes) {
    each.target.name = text;
    each.why = text;
    each.because = {text};
    if (!each.body.empty()) {
      nlohmann::json body = nlohmann::json::parse(each.body);
      body["name"] = nlohmann::json::parse(quoted);
      body["description"] = nlohmann::json::parse(quoted);
      body["unknown"]["deep"] = nlohmann::json::parse(quoted);
      each.body = body.dump();
    }
    for (FieldEdit& edit : each.diff) {
      edit.before = quoted;
      edit.after = quoted;
    }
  }
  for (Effect& each : plan.effects) {
    each.client_id = text;
    each.label = text;
    each.grant_type = text;
    each.scopes = {text};
    each.people = {text};
    each.except = {text};
    each.decided_by = text;
    each.terms.inline_hook_id = text;
  }
  plan.exposes = {{text, text, text}};
  plan.assumes = {{text, text}};
  for (Handover& each : plan.handover)
    each = {text, text, "aus1", text, text, {{text, text}}, {{text, {text}}}, {text}};
  plan.blocked = {{text, text, text, text}};
  return plan;
}

}  // namespace tests

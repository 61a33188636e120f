#include "tests/remediate/model/small_plan.hpp"

#include <nlohmann/json.hpp>

#include "remediate/model/plan_json.hpp"

namespace tests {
namespace {

using namespace remediate;

Change scope_change() {
  Change change;
  change.id = "c1";
  change.target = {ObjectKind::scope, "", "orders.read", "aus1", ""};
  change.because = {"f1"};
  change.precondition.absent = true;
  change.body = R"({"name":"orders.read","default":false})";
  change.why = "orders.read is not on the server yet.";
  return change;
}

Change policy_change() {
  Change change;
  change.id = "c2";
  change.target = {ObjectKind::policy, "", "Orders", "aus1", ""};
  change.after = {"c1"};
  change.precondition = {true, ""};
  change.body = R"({"name":"Orders","conditions":{"clients":{"include":[]}}})";
  change.risk = Risk::reorders;
  return change;
}

Change rule_change() {
  Change change;
  change.id = "c3";
  change.target = {ObjectKind::rule, "", "code", "aus1", "${c2.id}"};
  change.after = {"c1", "c2"};
  change.body = R"({"name":"code","policy":"${c2.id}"})";
  return change;
}

Change update_change() {
  Change change;
  change.id = "c4";
  change.action = Action::update;
  change.target = {ObjectKind::policy, "${c2.id}", "Orders", "aus1", ""};
  change.after = {"c3"};
  change.diff = {{"/conditions/clients/include", "[]", R"(["0oa1"])"},
                 {"/absent", std::nullopt, "null"},
                 {"/gone", "null", std::nullopt}};
  return change;
}

Change file_change() {
  Change change;
  change.id = "c5";
  change.action = Action::rewrite;
  change.target = {ObjectKind::file, "", "orders/.env", "", ""};
  change.after = {"c4"};
  change.precondition.digest = "sha256:d";
  change.splices = {{19, "", "/oauth2/aus1"}, {71, "/oauth2/v1", "/oauth2/aus1/v1"}};
  return change;
}

}  // namespace

Plan small_plan() {
  Plan plan;
  plan.created_at = *okta::parse_timestamp("2026-11-22T09:30:00.000Z");
  plan.valid_until = plan.created_at + kPlanValidity;
  plan.org = "https://acme.okta.com";
  plan.basis = {{"aus1",
                 {{ObjectKind::authorization_server, "aus1", "Orders", "", "sha256:a"},
                  {ObjectKind::policy, "00p1", "Others", "", "sha256:b"},
                  {ObjectKind::rule, "0pr1", "code", "00p1", "sha256:c"}}}};
  plan.changes = {scope_change(), policy_change(), rule_change(), update_change(), file_change()};
  Effect effect;
  effect.client_id = "0oa1";
  effect.label = "Orders";
  effect.authorization_server = "aus1";
  effect.grant_type = "authorization_code";
  effect.scopes = {"openid", "orders.read"};
  effect.people = {"EVERYONE"};
  effect.decided_by = "policy Orders / rule code";
  effect.terms.access_token_lifetime_minutes = 60;
  plan.effects = {effect};
  plan.exposes = {{"orders.read", "0oa1", "f1"}};
  plan.assumes = {{"first-policy-wins", "..."}};
  plan.handover = {{"0oa1",
                    "Orders",
                    "aus1",
                    "https://acme.okta.com/oauth2/aus1",
                    "api://orders",
                    {{"token", "https://acme.okta.com/oauth2/aus1/v1/token"}},
                    {{"authorization_code", {"openid", "orders.read"}}},
                    {"Set the issuer."}}};
  plan.blocked = {{"f2", "api-access-management-missing", "Batch", "Ask Okta."}};
  seal(plan);
  return plan;
}

nlohmann::ordered_json small_file() {
  return nlohmann::ordered_json::parse(plan_json(small_plan()));
}

}  // namespace tests

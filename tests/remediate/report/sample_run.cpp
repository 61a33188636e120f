#include "tests/remediate/report/sample_run.hpp"

#include <chrono>

namespace tests {
namespace {

using namespace remediate;

okta::Timestamp at(int second) {
  return okta::Timestamp{std::chrono::seconds{1'795'378'530 + second}};
}

ChangeRecord create_of(const std::string& id, ObjectKind kind, const std::string& name) {
  ChangeRecord record;
  Change& change = record.change;
  change.id = id;
  change.target.kind = kind;
  change.target.name = name;
  change.because = {"f1"};
  change.precondition.absent = true;
  change.body = R"({"name":")" + name + R"("})";
  return record;
}

void send(ChangeRecord& record, const std::string& request, int second) {
  record.state = ChangeState::intended;
  record.request = request;
  record.sent = record.change.body;
  record.at = at(second);
}

void answer(ChangeRecord& record, const std::string& id, const std::string& request_id) {
  record.state = ChangeState::applied;
  record.made = {record.change.id, id, ""};
  record.request_id = request_id;
  record.read_back = true;
}

ChangeRecord applied_server() {
  ChangeRecord server = create_of("c1", ObjectKind::authorization_server, "Orders API");
  send(server, "POST /api/v1/authorizationServers", 1);
  answer(server, "aus1orders", "Xc1");
  server.made.issuer = "https://acme.okta.com/oauth2/aus1orders";
  return server;
}

ChangeRecord applied_scope() {
  ChangeRecord scope = create_of("c2", ObjectKind::scope, "orders.read");
  scope.change.target.server = id_of_made("c1");
  scope.change.after = {"c1"};
  send(scope, "POST /api/v1/authorizationServers/aus1orders/scopes", 2);
  answer(scope, "scp2", "Xc2");
  scope.read_back = false;
  scope.change.reversible = false;
  return scope;
}

ChangeRecord failed_policy() {
  ChangeRecord policy = create_of("c3", ObjectKind::policy, "oktafix 0oa1portal");
  policy.change.target.server = id_of_made("c1");
  send(policy, "POST /api/v1/authorizationServers/aus1orders/policies", 3);
  policy.state = ChangeState::failed;
  policy.request_id = "Xc3";
  policy.problem = "403 E0000006: You do not have permission to perform the requested action";
  return policy;
}

ChangeRecord unknown_scope() {
  ChangeRecord scope = create_of("c4", ObjectKind::scope, "orders.write");
  scope.change.target.server = id_of_made("c1");
  send(scope, "POST /api/v1/authorizationServers/aus1orders/scopes", 4);
  scope.state = ChangeState::unknown;
  scope.problem = "no answer in 30 s";
  return scope;
}

ChangeRecord planned_update() {
  ChangeRecord record;
  Change& change = record.change;
  change.id = "c5";
  change.action = Action::update;
  change.target = {ObjectKind::application, "0oa1portal", "Orders Portal", "", ""};
  change.diff = {
      {"/profile/issuer", R"("https://acme.okta.com")", "\"" + issuer_of_made("c1") + "\""}};
  change.precondition.digest = "sha256:00";
  return record;
}

Run run_of(const std::string& id, RunState state, std::vector<ChangeRecord> changes) {
  Run run;
  run.id = id;
  run.org = "https://acme.okta.com";
  run.verb = "apply";
  run.tool_version = "0.1.0";
  run.state = state;
  run.started_at = at(0);
  run.plan.id = "4f6c1d2e3a5b";
  run.plan.digest = "sha256:4f6c1d2e3a5b";
  run.plan.created_at = at(-60);
  run.plan.valid_until = at(-60) + kPlanValidity;
  run.plan.org = run.org;
  for (const ChangeRecord& each : changes) run.plan.changes.push_back(each.change);
  run.changes = std::move(changes);
  return run;
}

void end(Run& run, int second, const std::string& ending) {
  run.ended_at = at(second);
  run.ending = ending;
}

}  // namespace

Run partial_run() {
  Run run = run_of(
      "20261122-201530-7f3a", RunState::partial,
      {applied_server(), applied_scope(), failed_policy(), unknown_scope(), planned_update()});
  end(run, 34, "c3 was refused");
  return run;
}

Run done_run() {
  Run run = run_of("20261120-090000-01ab", RunState::done, {applied_server()});
  end(run, 5, "");
  return run;
}

Run rollback_run() {
  Run run = run_of("20261121-101112-c0de", RunState::done, {applied_server()});
  run.verb = "rollback";
  run.undoes = done_run().id;
  run.plan.blocked = {{"c1", "server-stays", "Orders API", "delete it by hand"},
                      {"c2", "gone", "Orders Portal", "the app is not there any more"}};
  end(run, 5, "");
  return run;
}

Run interrupted_run() {
  ChangeRecord sent = create_of("c2", ObjectKind::scope, "orders.read");
  sent.change.target.server = id_of_made("c1");
  send(sent, "POST /api/v1/authorizationServers/aus1orders/scopes", 2);
  return run_of("20261122-201500-aaaa", RunState::interrupted, {applied_server(), sent});
}

Run run_full_of(const std::string& text) {
  Run run = partial_run();
  for (std::string* each : {&run.id, &run.org, &run.verb, &run.tool_version, &run.undoes,
                            &run.ending, &run.plan.id, &run.plan.digest, &run.plan.org})
    *each = text;
  for (ChangeRecord& record : run.changes) {
    for (std::string* each :
         {&record.change.id, &record.change.target.id, &record.change.target.name,
          &record.change.target.server, &record.change.target.policy, &record.made.id,
          &record.made.issuer, &record.request, &record.sent, &record.request_id, &record.problem,
          &record.undone_by})
      *each = text;
  }
  run.plan.blocked = {{text, text, text, text}};
  run.plan.changes.clear();
  for (const ChangeRecord& each : run.changes) run.plan.changes.push_back(each.change);
  return run;
}

}  // namespace tests

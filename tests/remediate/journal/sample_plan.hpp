// A small plan with a reference, and runs of it: what the journal's tests write down.
#pragma once

#include <string>
#include <vector>

#include "remediate/journal/journal.hpp"
#include "remediate/model/plan_json.hpp"

namespace tests {

inline remediate::Change sample_change(const std::string& id, const std::string& name) {
  remediate::Change change;
  change.id = id;
  change.target.kind = remediate::ObjectKind::scope;
  change.target.name = name;
  change.target.server = "aus1";
  change.because = {"f1"};
  change.precondition.absent = true;
  change.body = R"({"name":")" + name + R"(","consent":"IMPLICIT"})";
  return change;
}

inline remediate::Plan sample_plan() {
  remediate::Plan plan;
  plan.created_at = okta::Timestamp{std::chrono::seconds{1'780'000'000}};
  plan.valid_until = plan.created_at + remediate::kPlanValidity;
  plan.org = "https://acme.okta.com";
  plan.basis = {{"aus1", {}}};
  plan.changes = {sample_change("c1", "orders.read"), sample_change("c2", "orders.write")};
  remediate::seal(plan);
  return plan;
}

inline remediate::NewRun sample_run(const std::string& undoes = "") {
  return {"https://acme.okta.com", undoes.empty() ? "apply" : "rollback", "0.1.0", undoes,
          sample_plan()};
}

// Takes the named changes back, and leaves others for the reasons given.
inline remediate::NewRun rollback_of(const std::string& run, const std::vector<std::string>& undone,
                                     const std::vector<remediate::Blocked>& left = {}) {
  remediate::NewRun rollback = sample_run(run);
  rollback.plan.changes.clear();
  for (const std::string& each : undone) {
    remediate::Change back =
        sample_change("c" + std::to_string(rollback.plan.changes.size() + 1), "takes back " + each);
    back.action = remediate::Action::remove;
    back.target.id = "scp-" + each;
    back.because = {each};
    back.precondition = {};
    back.body.clear();
    rollback.plan.changes.push_back(back);
  }
  rollback.plan.blocked = left;
  remediate::seal(rollback.plan);
  return rollback;
}

inline remediate::Intent intent_of(const std::string& change) {
  return {change, "POST /api/v1/authorizationServers/aus1/scopes", R"({"name":"orders.read"})"};
}

inline remediate::ChangeOutcome applied(const std::string& change) {
  return {change, remediate::ChangeState::applied, {change, "scp1", ""}, "Xreq1", ""};
}

}  // namespace tests

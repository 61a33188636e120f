#include <nlohmann/json.hpp>

#include "remediate/model/plan_json.hpp"
#include "remediate/report/json_parts.hpp"
#include "remediate/report/runs_narrative.hpp"
#include "remediate/report/runs_report.hpp"

namespace remediate {

namespace {

using Json = nlohmann::ordered_json;
using json_parts::text_or_null;
using json_parts::time_or_null;

// A text that should be JSON, as JSON if it is.
Json embedded(const std::string& text) {
  if (text.empty()) return nullptr;
  Json value = Json::parse(text, nullptr, false);
  return value.is_discarded() ? Json(text) : value;
}

Json counts_json(const Run& run) {
  const ChangeCounts counts = counts_of(run);
  return {{"planned", counts.planned},
          {"applied", counts.applied},
          {"failed", counts.failed},
          {"unknown", counts.unknown}};
}

Json left_json(const Run& run) {
  if (!is_rollback(run)) return nullptr;
  return what_is_left(run).size();
}

Json summary_json(const Run& run) {
  return {{"id", run.id},
          {"org", run.org},
          {"verb", run.verb},
          {"state", to_string(run.state)},
          {"startedAt", okta::format_timestamp(run.started_at)},
          {"endedAt", time_or_null(run.ended_at)},
          {"changes", counts_json(run)},
          {"undoes", text_or_null(run.undoes)},
          {"left", left_json(run)}};
}

Json target_json(const ChangeTarget& target) {
  return {{"kind", to_string(target.kind)},
          {"id", text_or_null(target.id)},
          {"name", target.name},
          {"in", text_or_null(target.server)},
          {"policy", text_or_null(target.policy)}};
}

Json made_json(const Made& made) {
  if (made.id.empty()) return nullptr;
  return {{"id", made.id}, {"issuer", text_or_null(made.issuer)}};
}

// Body, diff and reasons of the change stand in the plan.
Json change_json(const ChangeRecord& record) {
  return {{"id", record.change.id},
          {"action", to_string(record.change.action)},
          {"target", target_json(record.change.target)},
          {"state", to_string(record.state)},
          {"made", made_json(record.made)},
          {"request", text_or_null(record.request)},
          {"sent", embedded(record.sent)},
          {"requestId", text_or_null(record.request_id)},
          {"problem", text_or_null(record.problem)},
          {"readBack", record.read_back},
          {"undoneBy", text_or_null(record.undone_by)},
          {"at", time_or_null(record.at)}};
}

}  // namespace

std::string runs_json(const std::vector<Run>& runs) {
  Json list = Json::array();
  for (const Run& each : runs) list.push_back(summary_json(each));
  return json_parts::printed({{"schema", "oktafix.runs/1"}, {"runs", list}});
}

std::string run_json(const Run& run) {
  Json changes = Json::array();
  for (const ChangeRecord& each : run.changes) changes.push_back(change_json(each));
  return json_parts::printed({{"schema", "oktafix.run/1"},
                              {"id", run.id},
                              {"org", run.org},
                              {"verb", run.verb},
                              {"state", to_string(run.state)},
                              {"startedAt", okta::format_timestamp(run.started_at)},
                              {"endedAt", time_or_null(run.ended_at)},
                              {"ending", text_or_null(run.ending)},
                              {"toolVersion", text_or_null(run.tool_version)},
                              {"undoes", text_or_null(run.undoes)},
                              {"left", left_json(run)},
                              {"counts", counts_json(run)},
                              {"changes", changes},
                              {"plan", embedded(plan_json(run.plan))}});
}

}  // namespace remediate

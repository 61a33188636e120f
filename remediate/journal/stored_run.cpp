#include "remediate/journal/stored_run.hpp"

#include <ranges>
#include <set>
#include <string_view>
#include <utility>

#include "remediate/model/plan_json.hpp"

namespace remediate {
namespace {

okta::Status take_plan(std::string_view text, Run& run) {
  okta::Result<Plan> plan = read_plan(text);
  if (!plan) return okta::failure(plan.error());
  run.plan = std::move(*plan);
  for (const Change& change : run.plan.changes) {
    ChangeRecord& record = run.changes.emplace_back();
    record.change = change;
  }
  return {};
}

okta::Status add_all(const std::vector<Entry>& entries, AddedUp& sum) {
  for (const Entry& each : entries) {
    if (const okta::Status added = add(each, sum.run, sum.writer); !added) return added;
  }
  return {};
}

}  // namespace

okta::Result<AddedUp> added_up(const StoredRun& stored) {
  AddedUp sum;
  sum.run.id = stored.id;
  sum.run.started_at = stored.at;
  sum.run.entries = stored.entries.size();
  const okta::Status read = read_beginning(stored.content, sum.run, sum.writer)
                                .and_then([&] { return take_plan(stored.plan, sum.run); })
                                .and_then([&] { return add_all(stored.entries, sum); });
  if (!read) return okta::failure(read.error());
  return sum;
}

std::string undone_run(const StoredRun& rollback) {
  Run run;
  WriterProcess writer;
  return read_beginning(rollback.content, run, writer) ? run.undoes : std::string();
}

std::vector<StoredRun> related_to(const std::string& id, std::vector<StoredRun> runs) {
  std::set<std::string> related = {id};
  for (const StoredRun& each : std::views::reverse(runs)) {
    if (related.contains(each.id)) related.insert(undone_run(each));
  }
  related.erase("");
  for (const StoredRun& each : runs) {
    if (related.contains(undone_run(each))) related.insert(each.id);
  }
  std::erase_if(runs, [&](const StoredRun& each) { return !related.contains(each.id); });
  return runs;
}

}  // namespace remediate

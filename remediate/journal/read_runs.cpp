#include "remediate/journal/read_runs.hpp"

#include <algorithm>
#include <utility>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include "remediate/journal/org_lock.hpp"
#include "remediate/journal/rows.hpp"
#include "remediate/journal/storage_error.hpp"
#include "remediate/journal/undoing.hpp"

namespace remediate {
namespace {

namespace fs = std::filesystem;

// A lock that is held says that a run of the org goes on: the one that has a writer and no end.
okta::Status judge(const AddedUp& sum, const fs::path& file, Run& run) {
  if (run.ended_at) return {};
  const okta::Result<bool> locked = is_locked(file.parent_path(), run.org);
  if (!locked) return okta::failure(locked.error());
  const bool is_going_on = *locked && sum.writer.pid != 0;
  run.state = is_going_on ? RunState::running : RunState::interrupted;
  run.came_unended = sum.writer.pid == 0;
  return {};
}

okta::Result<Run> run_of(const StoredRun& stored, const fs::path& file) {
  okta::Result<AddedUp> sum = added_up(stored);
  if (!sum)
    return okta::failure(damaged(file, fmt::format("run {}: {}", stored.id, sum.error().message)));
  if (const okta::Status judged = judge(*sum, file, sum->run); !judged)
    return okta::failure(judged.error());
  return std::move(sum->run);
}

okta::Result<std::vector<Run>> runs_of(const std::vector<StoredRun>& stored, const fs::path& file) {
  std::vector<Run> runs;
  for (const StoredRun& each : stored) {
    okta::Result<Run> run = run_of(each, file);
    if (!run) return okta::failure(std::move(run.error()));
    runs.push_back(std::move(*run));
  }
  mark_undone(runs);
  return runs;
}

}  // namespace

okta::Result<bool> is_going_on(const StoredRun& stored, const fs::path& file) {
  const okta::Result<Run> run = run_of(stored, file);
  if (!run) return okta::failure(run.error());
  return run->state == RunState::running;
}

okta::Result<std::vector<Run>> read_runs(SQLite::Database& database, const fs::path& file) {
  return runs_of(stored_runs(database), file);
}

okta::Result<Run> read_run(SQLite::Database& database, const fs::path& file,
                           const std::string& id) {
  okta::Result<std::vector<Run>> runs = runs_of(stored_runs(database, id), file);
  if (!runs) return okta::failure(std::move(runs.error()));
  const auto run = std::ranges::find(*runs, id, &Run::id);
  if (run == runs->end())
    return okta::failure(okta::ErrorKind::invalid_input, fmt::format("there is no run {}", id));
  return std::move(*run);
}

}  // namespace remediate

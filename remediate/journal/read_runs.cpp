#include "remediate/journal/read_runs.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include "remediate/journal/entry.hpp"
#include "remediate/journal/storage_error.hpp"
#include "remediate/journal/undoing.hpp"
#include "remediate/journal/writer_process.hpp"
#include "remediate/model/plan_json.hpp"

namespace remediate {
namespace {

namespace fs = std::filesystem;

tl::unexpected<okta::Error> unreadable(const fs::path& file, const std::string& run,
                                       const okta::Error& error) {
  return okta::failure(damaged(file, fmt::format("run {}: {}", run, error.message)));
}

okta::Timestamp time_of(const SQLite::Column& column) {
  return okta::parse_timestamp(column.getString()).value_or(okta::Timestamp());
}

okta::Status add_entries(SQLite::Database& database, Run& run) {
  SQLite::Statement rows(database,
                         "SELECT kind, change, at, content FROM entry WHERE run = ? "
                         "ORDER BY number");
  rows.bind(1, run.id);
  while (rows.executeStep()) {
    const Entry entry{rows.getColumn(0).getString(), rows.getColumn(1).getString(),
                      time_of(rows.getColumn(2)), rows.getColumn(3).getString()};
    if (const okta::Status added = add(entry, run); !added) return added;
  }
  return {};
}

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

// Of a row `id, at, content, plan`.
okta::Result<Run> run_of(SQLite::Database& database, SQLite::Statement& row) {
  Run run;
  run.id = row.getColumn(0).getString();
  run.started_at = time_of(row.getColumn(1));
  WriterProcess writer;
  const okta::Status read =
      read_beginning(row.getColumn(2).getString(), run, writer)
          .and_then([&] { return take_plan(row.getColumn(3).getString(), run); })
          .and_then([&] { return add_entries(database, run); });
  if (!read) return okta::failure(read.error());
  if (!run.ended_at) run.state = is_alive(writer) ? RunState::running : RunState::interrupted;
  return run;
}

// Those that the rows name, with what the later ones among them undid.
okta::Result<std::vector<Run>> runs_of(SQLite::Database& database, const fs::path& file,
                                       SQLite::Statement& rows) {
  std::vector<Run> runs;
  while (rows.executeStep()) {
    okta::Result<Run> run = run_of(database, rows);
    if (!run) return unreadable(file, rows.getColumn(0).getString(), run.error());
    runs.push_back(std::move(*run));
  }
  mark_undone(runs);
  return runs;
}

}  // namespace

okta::Result<std::vector<Run>> read_runs(SQLite::Database& database, const fs::path& file) {
  const SQLite::Transaction one_moment(database);
  SQLite::Statement rows(database, "SELECT id, at, content, plan FROM run ORDER BY number");
  return runs_of(database, file, rows);
}

okta::Result<Run> read_run(SQLite::Database& database, const fs::path& file,
                           const std::string& id) {
  const SQLite::Transaction one_moment(database);
  SQLite::Statement rows(database,
                         "SELECT id, at, content, plan FROM run "
                         "WHERE id = ? OR json_extract(content, '$.undoes') <> '' ORDER BY number");
  rows.bind(1, id);
  okta::Result<std::vector<Run>> runs = runs_of(database, file, rows);
  if (!runs) return okta::failure(std::move(runs.error()));
  const auto run = std::ranges::find(*runs, id, &Run::id);
  if (run == runs->end())
    return okta::failure(okta::ErrorKind::invalid_input, fmt::format("there is no run {}", id));
  return std::move(*run);
}

std::vector<std::string> run_ids(SQLite::Database& database) {
  SQLite::Statement rows(database, "SELECT id FROM run ORDER BY number");
  std::vector<std::string> ids;
  while (rows.executeStep()) ids.push_back(rows.getColumn(0).getString());
  return ids;
}

}  // namespace remediate

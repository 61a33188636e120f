#include "remediate/journal/rows.hpp"

#include <utility>

#include <SQLiteCpp/SQLiteCpp.h>

#include "remediate/journal/entry.hpp"

namespace remediate {
namespace {

okta::Timestamp time_of(const SQLite::Column& column) {
  return okta::parse_timestamp(column.getString()).value_or(okta::Timestamp());
}

std::vector<Entry> entries_of(SQLite::Database& database, const std::string& run) {
  SQLite::Statement rows(database,
                         "SELECT kind, change, at, content FROM entry WHERE run = ? "
                         "ORDER BY number");
  rows.bind(1, run);
  std::vector<Entry> entries;
  while (rows.executeStep()) {
    entries.push_back({rows.getColumn(0).getString(), rows.getColumn(1).getString(),
                       time_of(rows.getColumn(2)), rows.getColumn(3).getString()});
  }
  return entries;
}

}  // namespace

void insert(SQLite::Database& database, const StoredRun& run) {
  SQLite::Statement row(database, "INSERT INTO run (id, at, content, plan) VALUES (?, ?, ?, ?)");
  row.bind(1, run.id);
  row.bind(2, okta::format_timestamp(run.at));
  row.bind(3, run.content);
  row.bind(4, run.plan);
  row.exec();
  for (const Entry& each : run.entries) insert(database, run.id, each);
}

void insert(SQLite::Database& database, const std::string& run, const Entry& entry) {
  SQLite::Statement row(
      database, "INSERT INTO entry (run, kind, change, at, content) VALUES (?, ?, ?, ?, ?)");
  row.bind(1, run);
  row.bind(2, entry.kind);
  if (!entry.change.empty()) row.bind(3, entry.change);
  row.bind(4, okta::format_timestamp(entry.at));
  row.bind(5, entry.content);
  row.exec();
}

bool is_run(SQLite::Database& database, const std::string& id) {
  SQLite::Statement row(database, "SELECT 1 FROM run WHERE id = ?");
  row.bind(1, id);
  return row.executeStep();
}

std::vector<std::string> run_ids(SQLite::Database& database) {
  SQLite::Statement rows(database, "SELECT id FROM run ORDER BY number");
  std::vector<std::string> ids;
  while (rows.executeStep()) ids.push_back(rows.getColumn(0).getString());
  return ids;
}

std::vector<StoredRun> stored_runs(SQLite::Database& database,
                                   const std::optional<std::string>& id) {
  SQLite::Statement rows(database,
                         "SELECT id, at, content, plan FROM run WHERE ?1 IS NULL OR id = ?1 "
                         "OR json_extract(content, '$.undoes') <> '' ORDER BY number");
  if (id) rows.bind(1, *id);
  std::vector<StoredRun> runs;
  while (rows.executeStep()) {
    StoredRun& run = runs.emplace_back();
    run.id = rows.getColumn(0).getString();
    run.at = time_of(rows.getColumn(1));
    run.content = rows.getColumn(2).getString();
    run.plan = rows.getColumn(3).getString();
    run.entries = entries_of(database, run.id);
  }
  return runs;
}

std::string last_kind(SQLite::Database& database, const std::string& run) {
  SQLite::Statement row(database,
                        "SELECT kind FROM entry WHERE run = ? ORDER BY number DESC LIMIT 1");
  row.bind(1, run);
  return row.executeStep() ? row.getColumn(0).getString() : std::string();
}

std::string later_run(SQLite::Database& database, const std::string& run) {
  SQLite::Statement row(
      database,
      "SELECT later.id FROM run AS later JOIN run AS this ON this.id = ? "
      "WHERE json_extract(later.content, '$.org') = json_extract(this.content, '$.org') "
      "AND later.id <> this.id AND (later.number > this.number OR later.at > this.at) "
      "ORDER BY later.number DESC LIMIT 1");
  row.bind(1, run);
  return row.executeStep() ? row.getColumn(0).getString() : std::string();
}

std::vector<UnendedRun> unended_runs(SQLite::Database& database, const std::string& org) {
  SQLite::Statement rows(
      database,
      "SELECT run.id, coalesce(resumed.at, run.at),"
      "       coalesce(resumed.content, run.content),"
      "       last.kind IS 'interrupted' "
      "FROM run "
      "LEFT JOIN entry AS last ON last.number ="
      "  (SELECT max(number) FROM entry WHERE entry.run = run.id) "
      "LEFT JOIN entry AS resumed ON resumed.number ="
      "  (SELECT max(number) FROM entry WHERE entry.run = run.id AND kind = 'resumed') "
      "WHERE json_extract(run.content, '$.org') = ? AND last.kind IS NOT 'ended' "
      "ORDER BY run.number");
  rows.bind(1, org);
  std::vector<UnendedRun> runs;
  while (rows.executeStep()) {
    runs.push_back({rows.getColumn(0).getString(), time_of(rows.getColumn(1)),
                    read_writer(rows.getColumn(2).getString()), rows.getColumn(3).getInt() != 0});
  }
  return runs;
}

}  // namespace remediate

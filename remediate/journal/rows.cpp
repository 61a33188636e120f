#include "remediate/journal/rows.hpp"

#include <algorithm>
#include <map>
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

StoredRun beginning_in(SQLite::Statement& row) {
  return {row.getColumn(0).getString(),
          time_of(row.getColumn(1)),
          row.getColumn(2).getString(),
          {},
          {}};
}

// From the order of their rows, in which each comes after what it undoes, and those that were
// written here come as they began, though a clock may have been put back.
std::vector<StoredRun> in_order(std::vector<StoredRun> runs) {
  std::map<std::string, okta::Timestamp> place;
  okta::Timestamp last_here{};
  for (const StoredRun& each : runs) {
    okta::Timestamp at = each.at;
    if (const auto undone = place.find(undone_run(each)); undone != place.end())
      at = std::max(at, undone->second);
    const bool is_from_here = read_writer(each.content).pid != 0;
    if (is_from_here) last_here = at = std::max(at, last_here);
    place[each.id] = at;
  }
  std::ranges::stable_sort(runs, {}, [&](const StoredRun& each) { return place.at(each.id); });
  return runs;
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

std::vector<std::string> run_ids(SQLite::Database& database,
                                 const std::optional<std::string>& org) {
  SQLite::Statement rows(database,
                         "SELECT id, at, content FROM run "
                         "WHERE ?1 IS NULL OR json_extract(content, '$.org') = ?1 ORDER BY number");
  if (org) rows.bind(1, *org);
  std::vector<StoredRun> beginnings;
  while (rows.executeStep()) beginnings.push_back(beginning_in(rows));
  std::vector<std::string> ids;
  for (StoredRun& each : in_order(std::move(beginnings))) ids.push_back(std::move(each.id));
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
    StoredRun& run = runs.emplace_back(beginning_in(rows));
    run.plan = rows.getColumn(3).getString();
    run.entries = entries_of(database, run.id);
  }
  return in_order(std::move(runs));
}

std::string last_kind(SQLite::Database& database, const std::string& run) {
  SQLite::Statement row(database,
                        "SELECT kind FROM entry WHERE run = ? ORDER BY number DESC LIMIT 1");
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

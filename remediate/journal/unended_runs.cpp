#include "remediate/journal/unended_runs.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include "remediate/journal/entry.hpp"

namespace remediate {

std::vector<UnendedRun> unended_runs(SQLite::Database& database, const std::string& org) {
  SQLite::Statement rows(
      database,
      "SELECT id, at, json_extract(content, '$.writer.pid'),"
      "       json_extract(content, '$.writer.started'), json_extract(content, '$.writer.boot'),"
      "       (SELECT kind FROM entry WHERE entry.run = run.id ORDER BY number DESC LIMIT 1) "
      "FROM run WHERE json_extract(content, '$.org') = ? AND NOT EXISTS "
      "  (SELECT 1 FROM entry WHERE entry.run = run.id AND entry.kind = 'ended') "
      "ORDER BY number");
  rows.bind(1, org);
  std::vector<UnendedRun> runs;
  while (rows.executeStep()) {
    UnendedRun& run = runs.emplace_back();
    run.id = rows.getColumn(0).getString();
    run.started_at =
        okta::parse_timestamp(rows.getColumn(1).getString()).value_or(okta::Timestamp());
    run.writer = {rows.getColumn(2).getInt64(), rows.getColumn(3).getString(),
                  rows.getColumn(4).getString()};
    const bool was_interrupted = rows.getColumn(5).getString() == entry_kind::kInterrupted;
    run.is_going_on = !was_interrupted && is_alive(run.writer);
  }
  return runs;
}

}  // namespace remediate

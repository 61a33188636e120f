#include "remediate/journal/journal.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include "client/base/timestamp.hpp"
#include "remediate/journal/database.hpp"
#include "remediate/journal/entry.hpp"
#include "remediate/journal/import.hpp"
#include "remediate/journal/journal_document.hpp"
#include "remediate/journal/org_lock.hpp"
#include "remediate/journal/read_runs.hpp"
#include "remediate/journal/rows.hpp"
#include "remediate/journal/run_id.hpp"
#include "remediate/journal/state_folder.hpp"
#include "remediate/journal/storage_error.hpp"
#include "remediate/journal/turn.hpp"
#include "remediate/model/plan_json.hpp"

namespace remediate {

struct Journal::Database {
  std::filesystem::path file;
  std::unique_ptr<SQLite::Database> connection;  // null: nobody has written anything yet
  bool may_write = false;
  std::map<std::string, OrgLock> locks = {};  // of the runs that go on here, by their ids

  // One entry, durable when this returns.
  [[nodiscard]] okta::Status append(const std::string& run, const Entry& entry) const;
  // The file alone tells all of a run that is over: people copy it without its -wal.
  void fold() const;
};

namespace {

tl::unexpected<okta::Error> refused(std::string why) {
  return okta::failure(okta::ErrorKind::invalid_input, std::move(why));
}

okta::Status must_be_open_to_write(bool may_write, const std::filesystem::path& file) {
  if (may_write) return {};
  return okta::failure(okta::ErrorKind::io,
                       fmt::format("journal {} was opened to read only", file.string()));
}

// The triggers hold it as well; this says it in words.
okta::Status may_be_noted(SQLite::Database& connection, const std::string& run,
                          std::string_view kind) {
  if (!is_run(connection, run)) return refused(fmt::format("there is no run {}", run));
  const std::string last = last_kind(connection, run);
  if (last == entry_kind::kEnded) return refused(fmt::format("run {} has ended", run));
  if (last == entry_kind::kInterrupted && kind != entry_kind::kEnded)
    return refused(fmt::format("run {} was interrupted, and nobody has resumed it", run));
  return {};
}

okta::Status undone_run_must_not_have_moved(SQLite::Database& connection,
                                            const std::filesystem::path& file, const NewRun& run) {
  if (run.undoes.empty()) return {};
  const okta::Result<Run> undone = read_run(connection, file, run.undoes);
  if (!undone) return okta::failure(undone.error());
  return must_not_have_moved(*undone, run.undone_entries);
}

bool is_outcome(ChangeState state) {
  return state == ChangeState::applied || state == ChangeState::failed ||
         state == ChangeState::unknown;
}

// The ids of those that go on, which are in `runs` no more.
okta::Result<std::vector<std::string>> taken_out(std::vector<StoredRun>& runs,
                                                 const std::filesystem::path& file) {
  std::vector<std::string> ids;
  for (const StoredRun& each : runs) {
    const okta::Result<bool> goes_on = is_going_on(each, file);
    if (!goes_on) return okta::failure(goes_on.error());
    if (*goes_on) ids.push_back(each.id);
  }
  std::erase_if(
      runs, [&](const StoredRun& each) { return std::ranges::find(ids, each.id) != ids.end(); });
  return ids;
}

std::string listed(const std::vector<std::string>& ids) {
  constexpr std::size_t kShown = 8;
  const auto shown = static_cast<std::ptrdiff_t>(std::min(ids.size(), kShown));
  const std::string names = fmt::format("{}", fmt::join(ids.begin(), ids.begin() + shown, ", "));
  return ids.size() > kShown ? fmt::format("{} and {} more", names, ids.size() - kShown) : names;
}

okta::Result<std::string> one_of(const std::vector<std::string>& ids,
                                 const std::string& reference) {
  if (ids.empty()) return refused("there is no run in the journal yet");
  if (reference.empty()) return refused("no run is named: give its id, its beginning, or `last`");
  if (reference == "last") return ids.back();
  std::vector<std::string> candidates;
  std::ranges::copy_if(ids, std::back_inserter(candidates),
                       [&](const std::string& id) { return id.starts_with(reference); });
  if (std::ranges::find(candidates, reference) != candidates.end()) return reference;
  if (candidates.size() == 1) return candidates.front();
  if (candidates.empty())
    return refused(fmt::format(
        "no run has an id that begins with \"{}\": `oktafix runs` lists them", reference));
  return refused(fmt::format("\"{}\" is the beginning of several runs: {}. Give more of the id.",
                             reference, listed(candidates)));
}

}  // namespace

okta::Status Journal::Database::append(const std::string& run, const Entry& entry) const try {
  if (const okta::Status open = must_be_open_to_write(may_write, file); !open) return open;
  SQLite::Transaction transaction(*connection, SQLite::TransactionBehavior::IMMEDIATE);
  if (const okta::Status may = may_be_noted(*connection, run, entry.kind); !may) return may;
  insert(*connection, run, entry);
  transaction.commit();
  return {};
} catch (const SQLite::Exception& error) {
  return okta::failure(storage_error(file, error));
}

void Journal::Database::fold() const try {
  connection->exec("PRAGMA wal_checkpoint(PASSIVE)");
} catch (const SQLite::Exception&) {
  // Then the -wal keeps it.
}

okta::Result<Journal> Journal::open(const std::filesystem::path& state_folder, okta::Clock& clock) {
  if (const okta::Status prepared = prepare_to_write(state_folder); !prepared)
    return okta::failure(prepared.error());
  const std::filesystem::path file = journal_file(state_folder);
  auto connection = open_to_append(file);
  if (!connection) return okta::failure(connection.error());
  Journal journal(std::make_unique<Database>(Database{file, std::move(*connection), true, {}}),
                  clock);
  // The file may be sound and what somebody's disk made of a text may not.
  if (const auto readable = journal.runs(); !readable) return okta::failure(readable.error());
  return journal;
}

okta::Result<Journal> Journal::open_to_read(const std::filesystem::path& state_folder,
                                            okta::Clock& clock) {
  const okta::Result<bool> is_there = has_journal(state_folder);
  if (!is_there) return okta::failure(is_there.error());
  Database database{journal_file(state_folder), nullptr, false, {}};
  if (*is_there) {
    auto connection = open_read_only(database.file);
    if (!connection) return okta::failure(connection.error());
    database.connection = std::move(*connection);
  }
  return Journal(std::make_unique<Database>(std::move(database)), clock);
}

Journal::Journal(std::unique_ptr<Database> database, okta::Clock& clock)
    : database_(std::move(database)), clock_(&clock) {}
Journal::Journal(Journal&&) noexcept = default;
Journal& Journal::operator=(Journal&&) noexcept = default;
Journal::~Journal() = default;

okta::Result<std::string> Journal::begin(const NewRun& run) try {
  if (const okta::Status open = must_be_open_to_write(database_->may_write, database_->file); !open)
    return okta::failure(open.error());
  // What could not be read back would make every later look at the journal fail.
  const std::string plan = plan_json(run.plan);
  if (const okta::Result<Plan> readable = read_plan(plan); !readable)
    return refused(fmt::format("the plan cannot be noted: {}", readable.error().message));

  SQLite::Database& connection = *database_->connection;
  SQLite::Transaction transaction(connection, SQLite::TransactionBehavior::IMMEDIATE);
  okta::Result<OrgLock> lock = take_turn(connection, database_->file.parent_path(), run.org);
  if (!lock) return okta::failure(std::move(lock.error()));
  if (okta::Status same = undone_run_must_not_have_moved(connection, database_->file, run); !same)
    return okta::failure(std::move(same.error()));
  const okta::Timestamp now = clock_->now();
  const std::string id = new_run_id(
      now, run.plan.digest, [&](const std::string& wanted) { return is_run(connection, wanted); });
  close_others(connection, run.org, id, now);
  insert(connection, StoredRun{id, now, content_of(run, this_process()), plan, {}});
  transaction.commit();
  database_->locks.emplace(id, std::move(*lock));
  return id;
} catch (const SQLite::Exception& error) {
  return okta::failure(storage_error(database_->file, error));
}

okta::Status Journal::resume(const std::string& run, std::size_t entries) try {
  if (const okta::Status open = must_be_open_to_write(database_->may_write, database_->file); !open)
    return open;
  SQLite::Database& connection = *database_->connection;
  SQLite::Transaction transaction(connection, SQLite::TransactionBehavior::IMMEDIATE);
  const okta::Result<Run> found = resumable_run(connection, database_->file, run);
  if (!found) return okta::failure(found.error());
  okta::Result<OrgLock> lock = take_turn(connection, database_->file.parent_path(), found->org);
  if (!lock) return okta::failure(std::move(lock.error()));
  if (okta::Status same = must_not_have_moved(*found, entries); !same) return same;
  const okta::Timestamp now = clock_->now();
  close_others(connection, found->org, run, now);
  insert(connection, run,
         {std::string(entry_kind::kResumed), "", now, content_of_resumption(this_process())});
  transaction.commit();
  database_->locks.insert_or_assign(run, std::move(*lock));
  return {};
} catch (const SQLite::Exception& error) {
  return okta::failure(storage_error(database_->file, error));
}

okta::Status Journal::may_be_resumed(const std::string& run) const try {
  if (!database_->connection) return refused(fmt::format("there is no run {}", run));
  SQLite::Database& connection = *database_->connection;
  const SQLite::Transaction one_moment(connection);
  const okta::Result<Run> found = resumable_run(connection, database_->file, run);
  if (!found) return okta::failure(found.error());
  return must_be_nobodys_turn(connection, database_->file.parent_path(), found->org);
} catch (const SQLite::Exception& error) {
  return okta::failure(storage_error(database_->file, error));
}

okta::Status Journal::intend(const std::string& run, const Intent& intent) {
  return database_->append(
      run, {std::string(entry_kind::kIntent), intent.change, clock_->now(), content_of(intent)});
}

okta::Status Journal::note(const std::string& run, const ChangeOutcome& outcome) {
  if (!is_outcome(outcome.state))
    return refused(fmt::format("\"{}\" is no outcome of a request", to_string(outcome.state)));
  return database_->append(
      run, {std::string(entry_kind::kOutcome), outcome.change, clock_->now(), content_of(outcome)});
}

okta::Status Journal::note_read_back(const std::string& run, const std::string& change,
                                     const std::string& digest) {
  return database_->append(run, {std::string(entry_kind::kReadBack), change, clock_->now(),
                                 content_of_read_back(digest)});
}

okta::Status Journal::end(const std::string& run, RunState state, const std::string& why) {
  if (state == RunState::running) return refused("a run cannot end as running");
  const bool may_go_on = state == RunState::interrupted;
  const std::string_view kind = may_go_on ? entry_kind::kInterrupted : entry_kind::kEnded;
  okta::Status noted =
      database_->append(run, {std::string(kind), "", clock_->now(), content_of_end(state, why)});
  if (!noted) return noted;
  database_->locks.erase(run);
  database_->fold();
  return {};
}

okta::Result<std::vector<Run>> Journal::runs() const try {
  if (!database_->connection) return std::vector<Run>{};
  const SQLite::Transaction one_moment(*database_->connection);
  return read_runs(*database_->connection, database_->file);
} catch (const SQLite::Exception& error) {
  return okta::failure(storage_error(database_->file, error));
}

okta::Result<Run> Journal::find(const std::string& reference) const try {
  if (!database_->connection) return okta::failure(one_of({}, reference).error());
  const SQLite::Transaction one_moment(*database_->connection);
  const okta::Result<std::string> id = one_of(run_ids(*database_->connection), reference);
  if (!id) return okta::failure(id.error());
  return read_run(*database_->connection, database_->file, *id);
} catch (const SQLite::Exception& error) {
  return okta::failure(storage_error(database_->file, error));
}

okta::Result<ExportedRuns> Journal::export_runs(const std::optional<std::string>& reference) const
    try {
  std::vector<StoredRun> runs;
  std::string named;
  if (!database_->connection && reference) return okta::failure(one_of({}, *reference).error());
  if (database_->connection) {
    const SQLite::Transaction one_moment(*database_->connection);
    runs = stored_runs(*database_->connection);
    if (reference) {
      const auto id = one_of(run_ids(*database_->connection), *reference);
      if (!id) return okta::failure(id.error());
      named = *id;
      runs = related_to(named, std::move(runs));
    }
  }
  auto going_on = taken_out(runs, database_->file);
  if (!going_on) return okta::failure(std::move(going_on.error()));
  if (std::ranges::find(*going_on, named) != going_on->end())
    return refused(fmt::format("run {} is still going on: export it once it has ended", named));
  auto document = journal_document(runs);
  if (!document) return okta::failure(damaged(database_->file, document.error().message));
  return ExportedRuns{std::move(*document), std::move(*going_on)};
} catch (const SQLite::Exception& error) {
  return okta::failure(storage_error(database_->file, error));
}

okta::Result<ImportedRuns> Journal::import_runs(std::string_view document) try {
  if (const okta::Status open = must_be_open_to_write(database_->may_write, database_->file); !open)
    return okta::failure(open.error());
  const auto runs = read_journal_document(document);
  if (!runs) return okta::failure(runs.error());
  SQLite::Transaction transaction(*database_->connection, SQLite::TransactionBehavior::IMMEDIATE);
  auto imported = take_over(*database_->connection, database_->file, *runs);
  if (imported) transaction.commit();
  return imported;
} catch (const SQLite::Exception& error) {
  return okta::failure(storage_error(database_->file, error));
}

}  // namespace remediate

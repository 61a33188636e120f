#include "remediate/journal/turn.hpp"

#include <algorithm>
#include <ranges>
#include <utility>

#include <fmt/format.h>

#include "remediate/journal/entry.hpp"
#include "remediate/journal/read_runs.hpp"
#include "remediate/journal/rows.hpp"

namespace remediate {
namespace {

tl::unexpected<okta::Error> refused(std::string why) {
  return okta::failure(okta::ErrorKind::invalid_input, std::move(why));
}

// The one that goes on is the last that has a writer here and no end.
std::string held_by(SQLite::Database& database, const std::string& org) {
  const std::vector<UnendedRun> runs = unended_runs(database, org);
  const auto newest_first = std::views::reverse(runs);
  const auto holder = std::ranges::find_if(newest_first, [](const UnendedRun& each) {
    return !each.was_interrupted && each.writer.pid != 0;
  });
  if (holder == newest_first.end())
    return fmt::format(
        "another oktafix is at {}, and this journal does not tell which: run the same command "
        "again once it has ended",
        org);
  return fmt::format(
      "another oktafix ({}) has been writing to {} since {}, run {}: wait for its end, or end that "
      "process; `oktafix runs show {}` tells how far it is",
      in_words(holder->writer), org, okta::format_timestamp(holder->since), holder->id, holder->id);
}

}  // namespace

okta::Result<OrgLock> take_turn(SQLite::Database& database,
                                const std::filesystem::path& state_folder, const std::string& org) {
  okta::Result<std::optional<OrgLock>> lock = OrgLock::take(state_folder, org);
  if (!lock) return okta::failure(std::move(lock.error()));
  if (!*lock) return okta::failure(okta::ErrorKind::io, held_by(database, org));
  return std::move(**lock);
}

okta::Status must_be_nobodys_turn(SQLite::Database& database,
                                  const std::filesystem::path& state_folder,
                                  const std::string& org) {
  const okta::Result<bool> locked = is_locked(state_folder, org);
  if (!locked) return okta::failure(locked.error());
  if (*locked) return okta::failure(okta::ErrorKind::io, held_by(database, org));
  return {};
}

void close_others(SQLite::Database& database, const std::string& org, const std::string& run,
                  okta::Timestamp now) {
  const std::string why = fmt::format("closed by run {}, which looked at the org anew", run);
  for (const UnendedRun& each : unended_runs(database, org)) {
    const bool is_from_elsewhere = each.writer.pid == 0;
    if (each.id == run || is_from_elsewhere) continue;
    insert(database, each.id,
           {std::string(entry_kind::kEnded), "", now, content_of_end(RunState::partial, why)});
  }
}

okta::Result<Run> resumable_run(SQLite::Database& database, const std::filesystem::path& file,
                                const std::string& id) {
  okta::Result<Run> run = read_run(database, file, id);
  if (!run) return run;
  if (run->state == RunState::done)
    return refused(fmt::format("run {} is done: there is nothing to go on with", id));
  if (run->state == RunState::rolled_back)
    return refused(fmt::format("run {} was rolled back: `oktafix plan` plans afresh", id));
  if (const std::string later = run_ids(database, run->org).back(); later != id)
    return refused(fmt::format(
        "run {} came after run {} in {}, so what that one left is for a new plan: `oktafix plan`",
        later, id, run->org));
  return run;
}

okta::Status must_not_have_moved(const Run& run, std::size_t entries) {
  if (run.entries == entries) return {};
  return refused(fmt::format(
      "somebody went on with run {} since this was planned: nothing was written. Look again: "
      "`oktafix runs show {}` tells how far it is now",
      run.id, run.id));
}

}  // namespace remediate

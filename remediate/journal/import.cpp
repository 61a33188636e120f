#include "remediate/journal/import.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include "remediate/journal/journal_document.hpp"
#include "remediate/journal/read_runs.hpp"
#include "remediate/journal/rows.hpp"
#include "remediate/journal/storage_error.hpp"

namespace remediate {
namespace {

namespace fs = std::filesystem;
using RunsById = std::map<std::string, StoredRun>;

tl::unexpected<okta::Error> refused(std::string why) {
  return okta::failure(okta::ErrorKind::invalid_input, std::move(why));
}

okta::Result<RunsById> runs_here(SQLite::Database& database, const fs::path& file) {
  RunsById runs;
  for (const StoredRun& each : stored_runs(database)) {
    okta::Result<StoredRun> run = carried(each);
    if (!run)
      return okta::failure(damaged(file, fmt::format("run {}: {}", each.id, run.error().message)));
    runs.emplace(each.id, std::move(*run));
  }
  return runs;
}

// A run comes before those that undo it.
okta::Status must_follow_what_it_undoes(const StoredRun& run, const RunsById& here) {
  const std::string undoes = undone_run(run);
  if (undoes.empty() || here.contains(undoes)) return {};
  return refused(
      fmt::format("run {} undoes run {}, which is neither in this file nor here", run.id, undoes));
}

okta::Result<std::size_t> entries_in_common(const StoredRun& there, const StoredRun& here) {
  const std::string& id = here.id;
  if (there.at != here.at || there.content != here.content || there.plan != here.plan)
    return refused(fmt::format("another run {} is here: it began otherwise", id));
  const auto [other, own] = std::ranges::mismatch(there.entries, here.entries);
  if (other != there.entries.end() && own != here.entries.end())
    return refused(
        fmt::format("run {} went another way here, from entry {} on ({} there, {} here); "
                    "`oktafix runs export RUN` brings other runs without it",
                    id, own - here.entries.begin() + 1, other->kind, own->kind));
  return static_cast<std::size_t>(other - there.entries.begin());
}

bool has_ended(const StoredRun& run) {
  const okta::Result<AddedUp> sum = added_up(run);
  return sum && sum->run.ended_at;
}

okta::Status extend(SQLite::Database& database, const fs::path& file, const StoredRun& there,
                    std::size_t known) {
  const okta::Result<Run> here = read_run(database, file, there.id);
  if (!here) return okta::failure(here.error());
  if (here->state == RunState::running)
    return refused(fmt::format("run {} is still going on here", there.id));
  for (std::size_t i = known; i < there.entries.size(); ++i)
    insert(database, there.id, there.entries[i]);
  return {};
}

}  // namespace

okta::Result<ImportedRuns> take_over(SQLite::Database& database, const fs::path& file,
                                     const std::vector<StoredRun>& runs) {
  okta::Result<RunsById> here = runs_here(database, file);
  if (!here) return okta::failure(std::move(here.error()));
  ImportedRuns result;
  for (const StoredRun& each : runs) {
    if (const okta::Status ordered = must_follow_what_it_undoes(each, *here); !ordered)
      return okta::failure(ordered.error());
    const auto same = here->find(each.id);
    if (same == here->end()) {
      insert(database, each);
      here->emplace(each.id, each);
      result.added.push_back(each.id);
      if (!has_ended(each)) result.unended.push_back(each.id);
      continue;
    }
    const okta::Result<std::size_t> known = entries_in_common(each, same->second);
    if (!known) return okta::failure(known.error());
    if (*known == each.entries.size()) {
      result.unchanged.push_back(each.id);
      continue;
    }
    if (const okta::Status extended = extend(database, file, each, *known); !extended)
      return okta::failure(extended.error());
    result.extended.push_back(each.id);
    if (!has_ended(each)) result.unended.push_back(each.id);
  }
  return result;
}

}  // namespace remediate

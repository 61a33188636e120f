// The journal of all runs of this tool: append-only, on disk before a request leaves. Each entry is
// one row and one transaction; nothing is ever edited or deleted. A Run is what the entries add up
// to (docs/adr/0008-the-journal.md). One object per process; not thread-safe. Every failure is
// ErrorKind::io, or invalid_input for a RUN that means none or several and for an entry that makes
// no sense.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/base/clock.hpp"
#include "client/base/result.hpp"
#include "remediate/model/imported_runs.hpp"
#include "remediate/model/run.hpp"

namespace remediate {

struct NewRun {
  std::string org;
  std::string verb;
  std::string tool_version;
  std::string undoes;
  Plan plan;
  std::size_t undone_entries = 0;  // Run::entries of the run that it undoes, when it was planned
};

// A request that is about to leave.
struct Intent {
  std::string change;  // its id
  std::string request;
  std::string sent;
};

struct ChangeOutcome {
  std::string change;
  ChangeState state = ChangeState::applied;  // applied | failed | unknown
  Made made;
  std::string request_id;
  std::string problem;
};

struct ExportedRuns {
  std::string document;
  std::vector<std::string> left_out;  // ids of those that go on
};

class Journal {
 public:
  // Makes the folder (0700) and the file (0600) when they are not there. Refuses a journal of
  // another version, a damaged one, and a folder that cannot be written, before anything else
  // happens. `clock` must outlive it.
  [[nodiscard]] static okta::Result<Journal> open(const std::filesystem::path& state_folder,
                                                  okta::Clock& clock);
  // Only reads; an absent journal has no runs.
  [[nodiscard]] static okta::Result<Journal> open_to_read(const std::filesystem::path& state_folder,
                                                          okta::Clock& clock);

  Journal(Journal&&) noexcept;
  Journal& operator=(Journal&&) noexcept;
  ~Journal();

  // The id of the new run. It is running while this process holds the journal and has not ended it,
  // and interrupted ever after. Refuses a plan that read_plan() would not take back, and an org
  // that another run is going on in: says which process of whom, since when. In the same moment it
  // ends, as partial, what was written here and interrupted in that org: the new plan knows what
  // stands. Refuses
  // (ErrorKind::invalid_input) to undo a run that somebody went on with since that was planned.
  [[nodiscard]] okta::Result<std::string> begin(const NewRun& run);
  // This process goes on with a run that is interrupted, or ended as partial; it is running again
  // then. Refused with ErrorKind::invalid_input when there is no such run, when it is done or
  // rolled back, when it or another run in its org is going on, and when a later one in its org has
  // begun since: what it left is for a new plan then. Of several who resume at once, one does, and
  // nobody whose `entries` are not Run::entries any more: he planned on another run.
  [[nodiscard]] okta::Status resume(const std::string& run, std::size_t entries);
  // Whether resume() would let somebody in by now who has just read that run. Only reads.
  [[nodiscard]] okta::Status may_be_resumed(const std::string& run) const;
  // On disk when they return; each later one about a change replaces what the earlier said.
  [[nodiscard]] okta::Status intend(const std::string& run, const Intent& intent);
  [[nodiscard]] okta::Status note(const std::string& run, const ChangeOutcome& outcome);
  // `digest` is the object_digest() of what was read; empty where nothing is left to read.
  [[nodiscard]] okta::Status note_read_back(const std::string& run, const std::string& change,
                                            const std::string& digest);
  // Once, by whichever process; nothing can be noted of that run afterwards, unless it is resumed.
  // Only `interrupted` may be followed by another end. `rolled_back` is not needed: what later runs
  // undid tells it.
  [[nodiscard]] okta::Status end(const std::string& run, RunState state, const std::string& why);

  [[nodiscard]] okta::Result<std::vector<Run>> runs() const;  // oldest first
  // An id, a prefix that only one has, or `last`.
  [[nodiscard]] okta::Result<Run> find(const std::string& reference) const;

  // A document (`oktafix.journal/1`) with every entry of one run and of the runs that undo it or
  // that it undoes, or of all runs. What goes on is left out, and refused when it is that one:
  // elsewhere it would look like a run that anybody may resume.
  [[nodiscard]] okta::Result<ExportedRuns> export_runs(
      const std::optional<std::string>& reference) const;
  // All of such a document or nothing. What is here already stays and may be extended; importing
  // twice changes nothing. Refused with ErrorKind::invalid_input when it is damaged, or when a run
  // went another way here. Nobody here goes on with an imported run: without an end it is
  // interrupted.
  [[nodiscard]] okta::Result<ImportedRuns> import_runs(std::string_view document);

 private:
  struct Database;
  Journal(std::unique_ptr<Database> database, okta::Clock& clock);

  std::unique_ptr<Database> database_;
  okta::Clock* clock_;
};

}  // namespace remediate

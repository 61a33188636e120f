// One run in the journal, and beside it in memory: when the journal cannot be written any more,
// whoever began the run still has to hear what stands in the org. Not thread-safe.
#pragma once

#include <string>

#include "remediate/journal/journal.hpp"

namespace remediate {

class RunRecord {
 public:
  // `journal` must outlive it.
  [[nodiscard]] static okta::Result<RunRecord> begin(Journal& journal, const NewRun& run);

  [[nodiscard]] static okta::Result<RunRecord> resume(Journal& journal, const std::string& run,
                                                      std::size_t entries);

  // As the journal has them. An outcome counts from when it is known, written or not.
  [[nodiscard]] okta::Status intend(const Intent& intent);
  [[nodiscard]] okta::Status note(const ChangeOutcome& outcome);
  [[nodiscard]] okta::Status note_read_back(const std::string& change, const std::string& digest);
  [[nodiscard]] okta::Status end(RunState state, const std::string& why);

  // By the journal, unless it missed something.
  [[nodiscard]] Run told() const;

 private:
  [[nodiscard]] static okta::Result<RunRecord> of(Journal& journal, const std::string& run);
  RunRecord(Journal& journal, Run run) : journal_(&journal), known_(std::move(run)) {}

  [[nodiscard]] okta::Status checked(okta::Status written);
  [[nodiscard]] ChangeRecord* record_of(const std::string& change);

  Journal* journal_;
  Run known_;
  bool is_complete_ = true;  // the journal has everything
};

}  // namespace remediate

#include "remediate/apply/run_record.hpp"

#include <algorithm>
#include <utility>

namespace remediate {

okta::Result<RunRecord> RunRecord::begin(Journal& journal, const NewRun& run) {
  auto id = journal.begin(run);
  if (!id) return okta::failure(std::move(id.error()));
  return of(journal, *id);
}

okta::Result<RunRecord> RunRecord::resume(Journal& journal, const std::string& run,
                                          std::size_t entries) {
  if (auto resumed = journal.resume(run, entries); !resumed)
    return okta::failure(std::move(resumed.error()));
  return of(journal, run);
}

okta::Result<RunRecord> RunRecord::of(Journal& journal, const std::string& run) {
  auto told = journal.find(run);
  if (!told) return okta::failure(std::move(told.error()));
  return RunRecord(journal, std::move(*told));
}

okta::Status RunRecord::checked(okta::Status written) {
  if (!written) is_complete_ = false;
  return written;
}

ChangeRecord* RunRecord::record_of(const std::string& change) {
  const auto found = std::ranges::find_if(
      known_.changes, [&](const ChangeRecord& each) { return each.change.id == change; });
  return found == known_.changes.end() ? nullptr : &*found;
}

okta::Status RunRecord::intend(const Intent& intent) {
  okta::Status written = checked(journal_->intend(known_.id, intent));
  ChangeRecord* record = record_of(intent.change);
  if (!written || record == nullptr) return written;  // then nothing is sent
  record->state = ChangeState::intended;
  record->request = intent.request;
  record->sent = intent.sent;
  return written;
}

okta::Status RunRecord::note(const ChangeOutcome& outcome) {
  if (ChangeRecord* record = record_of(outcome.change)) {
    record->state = outcome.state;
    record->made = outcome.made;
    record->request_id = outcome.request_id;
    record->problem = outcome.problem;
  }
  return checked(journal_->note(known_.id, outcome));
}

okta::Status RunRecord::note_read_back(const std::string& change, const std::string& digest) {
  if (ChangeRecord* record = record_of(change)) {
    record->read_back = true;
    record->digest = digest;
  }
  return checked(journal_->note_read_back(known_.id, change, digest));
}

okta::Status RunRecord::end(RunState state, const std::string& why) {
  known_.state = state;
  known_.ending = why;
  return checked(journal_->end(known_.id, state, why));
}

Run RunRecord::told() const {
  if (!is_complete_) return known_;
  auto run = journal_->find(known_.id);
  return run ? std::move(*run) : known_;
}

}  // namespace remediate

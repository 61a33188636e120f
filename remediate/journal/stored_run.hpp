// One run as the journal stores it, and the Run that its entries add up to: also for runs that come
// from another journal. Pure.
#pragma once

#include <string>
#include <vector>

#include "client/base/result.hpp"
#include "client/base/timestamp.hpp"
#include "remediate/journal/entry.hpp"
#include "remediate/journal/writer_process.hpp"
#include "remediate/model/run.hpp"

namespace remediate {

struct StoredRun {
  std::string id;
  okta::Timestamp at{};
  std::string content;  // JSON object
  std::string plan;     // plan_json()
  std::vector<Entry> entries;
};

struct AddedUp {
  Run run;               // without an end it is `running`: who knows whether it is, has to look
  WriterProcess writer;  // the last that began or resumed it
};

[[nodiscard]] okta::Result<AddedUp> added_up(const StoredRun& stored);

[[nodiscard]] std::string undone_run(const StoredRun& rollback);  // its id; empty: none

// Of `runs`, oldest first: that one, what it undoes, and all that undo any of these.
[[nodiscard]] std::vector<StoredRun> related_to(const std::string& id, std::vector<StoredRun> runs);

}  // namespace remediate

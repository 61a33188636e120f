// Carries out a plan, one change at a time: precondition, intent on disk, request (or the new text
// of a file), outcome, and a read-back. Whole servers are read before what somebody's access may
// hang on, and at the end, so that it also sees what others did meanwhile. Stops at the first
// change that does not go as planned; never repeats a request that may have been carried out
// without looking for what it would have made, nor a replacement without reading anew what it
// replaces. A stop ends every wait, and the run after the change in hand. Blocks; not thread-safe.
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "client/client.hpp"
#include "remediate/files/bound_paths.hpp"
#include "remediate/journal/journal.hpp"
#include "remediate/model/plan.hpp"
#include "remediate/model/planned_request.hpp"
#include "remediate/model/resumption.hpp"
#include "remediate/model/run.hpp"

namespace remediate {

enum class Ending {
  done,
  stale,        // the org is not as planned: nothing was written
  drifted,      // something else changed between a re-read and a write
  failed,       // a request was refused, was answered and ignored, or no answer came
  interrupted,  // after the change in hand
};

struct ApplyOutcome {
  Run run;  // as the journal tells it, or as it is known when that failed
  Ending ending = Ending::done;
  std::string why;                 // for people; empty when done
  std::vector<std::string> moved;  // what is not as planned, one line each
  std::optional<okta::Error> error;
};

struct ApplyOptions {
  std::string verb = "apply";
  std::string tool_version;
  std::string undoes;              // of a rollback: the run
  std::size_t undone_entries = 0;  // Run::entries of it, when it was planned
  BoundPaths files;                // what of the disk may be rewritten
  // Told of each change when it begins and when it stands; names are as the org tells them.
  std::function<void(const std::string& line)> progress;
};

// Fails only when the run cannot be begun: nothing was sent. When the journal cannot be written any
// more, nothing more is sent, and the outcome tells what is known.
[[nodiscard]] okta::Result<ApplyOutcome> apply(const okta::Client& client, const Plan& plan,
                                               Journal& journal, const ApplyOptions& options,
                                               std::stop_token stop);

// The same with what is left of a run, which goes on under its own id. Fails, too, when the journal
// does not let this process go on with it. `resumption.moved` must be empty.
[[nodiscard]] okta::Result<ApplyOutcome> resume(const okta::Client& client,
                                                const Resumption& resumption, Journal& journal,
                                                const ApplyOptions& options, std::stop_token stop);

// Every request that apply() would send besides its reads, in order.
[[nodiscard]] std::vector<PlannedRequest> planned_requests(const Plan& plan);

}  // namespace remediate

// What would undo a run, as a plan: its changes reversed, on the org as it is now. Refuses what
// others have changed since, and leaves what they use. Never puts an old image back. Pure.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "remediate/model/run.hpp"
#include "remediate/model/snapshot.hpp"

namespace remediate {

// An app object that the run edited.
struct ApplicationNow {
  std::string digest;                // object_digest()
  std::vector<std::string> changed;  // paths of the run that hold something else by now
};

// What the run touched, read again. What is not in here is not there any more.
struct OrgNow {
  std::map<std::string, ServerSnapshot> servers;       // by id
  std::map<std::string, ApplicationNow> applications;  // by id
};

[[nodiscard]] Plan inverse_of(const Run& run, const OrgNow& now, okta::Timestamp at);

}  // namespace remediate

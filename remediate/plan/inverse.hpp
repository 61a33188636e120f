// What would undo a run, as a plan: its changes reversed, on the org as it is now. What is back
// already needs nothing, what others have changed or somebody lives on is left and told, and a
// policy is undone as a whole or not at all: half of one would take access away. Never puts an old
// image back. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "remediate/model/recent_changes.hpp"
#include "remediate/model/run.hpp"
#include "remediate/model/snapshot.hpp"
#include "remediate/model/usage.hpp"

namespace remediate {

// An app object that the run edited.
struct ApplicationNow {
  std::string digest;                // of the app as it is
  std::vector<std::string> changed;  // paths of the run that hold something else than it wrote
  bool is_back = false;              // they hold what was there before the run
};

// A client configuration file that the run rewrote, or was to.
struct FileNow {
  std::string problem;  // why it could not be looked at; empty: it was
  std::string digest;
  bool is_back = false;  // as it was before the run
  bool stands = false;   // as the run wrote it
};

// What the run touched, read again. What is not in here is not there any more.
struct OrgNow {
  std::map<std::string, ServerSnapshot> servers;       // by id
  std::map<std::string, ApplicationNow> applications;  // by id
  // All servers, where nobody noted what came of the request that made one.
  std::vector<okta::AuthorizationServer> listed = {};
  std::map<std::string, FileNow> files = {};  // by name
};

// Who lives on the servers, and who else changed them.
struct KnownUse {
  std::map<std::string, ServerUsage> servers;  // by id; one that is not in here was not read
  std::optional<RecentChanges> recent;         // where somebody asked the log
  bool even_if_used = false;                   // take it away from those who live there
};

// `others`: the other runs in this org, oldest first; what they made is theirs.
[[nodiscard]] Plan inverse_of(const Run& run, const std::vector<Run>& others, const OrgNow& now,
                              const KnownUse& use, okta::Timestamp at);

}  // namespace remediate

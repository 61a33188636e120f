#include "remediate/explain/article.hpp"

namespace remediate {

const Articles& exit_entries() {
  static const Articles entries = {
      {"exit-0",
       "Exit code 0: done, nothing left to do in Okta",
       {},
       "Everything was read, and nothing is found, pending or waiting. For `verify`: every client "
       "was shown, or none could be probed and all that was read back stands.",
       {},
       {},
       {},
       {}},
      {"exit-1",
       "Exit code 1: failed",
       {},
       "Network, server, disk, or a bug. The message on stderr says what and where.",
       {},
       {"the message on stderr; with --log-level debug also each request"},
       {"oktafix check"},
       {}},
      {"exit-2",
       "Exit code 2: usage or settings",
       {},
       "An option, a setting or a file cannot be used, or a limit such as --max-changes would be "
       "passed. Nothing was sent, or nothing was written.",
       {},
       {"the message on stderr names the option, or file, line and column"},
       {"oktafix --help"},
       {}},
      {"exit-3",
       "Exit code 3: there is something to do",
       {},
       "Findings, changes pending, or clients that have not moved yet. `plan` and `apply` go by "
       "pending changes, so after a full apply they say 0 while `audit` says 3 until the clients "
       "have moved. `verify` says 3 when something is not yet as it should be.",
       {},
       {},
       {"oktafix audit", "oktafix plan", "oktafix verify --probe"},
       {}},
      {"exit-4",
       "Exit code 4: API Access Management is missing and something needs it",
       {},
       "No custom authorization server can be made or used in this org. Nothing was written.",
       {},
       {"the org's contract"},
       {"oktafix check", "oktafix explain api-access-management-missing"},
       {}},
      {"exit-5",
       "Exit code 5: the credentials were rejected, or may not write",
       {},
       "Okta does not accept the token, or refuses a write to it. A single source that may not be "
       "read is code 8 instead.",
       {},
       {"token, org URL, admin role and scopes"},
       {"oktafix check"},
       {}},
      {"exit-6",
       "Exit code 6: partly applied",
       {},
       "At least one write stands, or may stand, and the run is not done. The journal knows each "
       "change. `oktafix apply` plans afresh from the org and adopts what was made, so nothing is "
       "made twice; `oktafix rollback RUN` undoes it.",
       {},
       {},
       {"oktafix runs show last", "oktafix apply", "oktafix rollback last"},
       {}},
      {"exit-7",
       "Exit code 7: the plan is stale, or something moved",
       {},
       "The org is not as the plan expects: somebody changed it since, the plan is older than 24 "
       "hours, is for another org, or was edited. Nothing was written.",
       {},
       {"what moved: the message names it"},
       {"oktafix plan"},
       {}},
      {"exit-8",
       "Exit code 8: incomplete",
       {},
       "Something could not be read, so \"nothing found\" would prove nothing. For `verify`: a "
       "client that could be probed was not, or no answer showed anything.",
       {},
       {"what the report lists under \"Could not be read\", and what it needs"},
       {"oktafix check", "oktafix verify --probe"},
       {}},
      {"exit-9",
       "Exit code 9: a person decides",
       {},
       "A conflict, or a scope that nobody approved. oktafix does not decide this, whatever --yes "
       "says.",
       {},
       {"what the report lists for a person to decide, and the scopes to approve"},
       {"oktafix audit", "oktafix plan --approve-scopes SCOPE"},
       {}},
      {"exit-130",
       "Exit code 130: interrupted",
       {},
       "Somebody pressed Ctrl-C, or the program was told to end. The change in hand was finished "
       "first, and the journal is consistent. Started again, `oktafix apply` plans afresh and "
       "adopts what was made.",
       {},
       {},
       {"oktafix runs show last", "oktafix apply"},
       {}},
  };
  return entries;
}

}  // namespace remediate

#include "remediate/explain/article.hpp"

namespace remediate {

using namespace okta_document;

const Articles& obstacle_entries() {
  static const Articles entries = {
      {"not-provable",
       "The plan could not be proven for this client",
       {},
       "oktafix evaluates each planned server again, under every reading of Okta's documents. "
       "Here the client would still not get what it needs under one of them, so nothing is planned "
       "for it.",
       {"conditions or an order of policies that the documents leave open"},
       {"the policies that include this client"},
       {"oktafix access --client CLIENT_ID --grant GRANT_TYPE --scopes \"SCOPES\""},
       {kPolicies}},
      {"would-lose",
       "A policy of its own would take something from the client",
       {},
       "What the client is granted today comes from more than one policy. A policy of its own "
       "would hide some of that, and oktafix takes nothing away.",
       {"the client is included in several policies"},
       {"whether one of these policies can be extended by hand"},
       {"oktafix access --client CLIENT_ID --grant GRANT_TYPE --scopes \"SCOPES\""},
       {kPolicies}},
      {"equal-priorities",
       "Policies or rules have equal priorities",
       {},
       "Nobody can say which of them Okta asks first, so what a new one would change cannot be "
       "said either.",
       {"policies or rules that were written at the same time by another program"},
       {"the order under Security > API > the server > Access Policies: give them one"},
       {"oktafix plan"},
       {kPolicies}},
      {"unknown-conditions",
       "A policy or rule has conditions that oktafix does not know",
       {},
       "It may be narrower than it looks. Copying or evaluating it could be wrong.",
       {"a newer feature of Okta"},
       {"that policy or rule, by hand"},
       {},
       {kPolicies}},
      {"looks-like-reference",
       "A name in the org has the form of a reference in a plan",
       {},
       "In a plan ${c1.id} stands for the id that Okta gives to what change c1 makes. A rule or a "
       "scope that holds such a text of its own could not be written as it is.",
       {"a rule that a copy is due of, or a scope that a client asks for, is called like that"},
       {"that rule or scope: give it another name, or make the change by hand"},
       {"oktafix plan"},
       {}},
      {"own-policy-changed",
       "The policy that an earlier run made was changed since",
       {},
       "oktafix finds its own policies by their names. This one is not as a run left it, and "
       "somebody may have meant that.",
       {"an edit by hand", "a run that was cut off"},
       {"that policy: put it right or remove it, then plan again"},
       {"oktafix runs", "oktafix plan"},
       {}},
      {"partly-granted",
       "URLs in the app object stay, because not everything would be granted",
       {},
       "Moving the URLs would send all requests of the client to the new server, also those that "
       "are not approved or cannot be granted there.",
       {"a scope that waits for approval", "a request that only the org server can grant"},
       {"what else the report says about this client"},
       {"oktafix audit"},
       {}},
      {"unknown-outcome",
       "Nobody noted what came of a change",
       {},
       "The run ended between a request and its answer, or before the answer was noted. Where the "
       "org does not show whether it was made, a rollback leaves such a change alone. `oktafix "
       "apply` plans afresh from the org and adopts what was made.",
       {"the program or the machine stopped", "the connection was lost"},
       {"the object itself"},
       {"oktafix runs show last", "oktafix apply", "oktafix rollback last"},
       {}},
      {"changed-since",
       "Somebody has changed what the run wrote",
       {},
       "A rollback restores only what is still as the run left it: otherwise it would undo "
       "somebody else's work.",
       {"an edit by hand or by another program"},
       {"who changed it (the message tells the id of the event, when the System Log does; it names "
        "the person), and what should stand"},
       {"oktafix verify last"},
       {}},
      {"in-use",
       "What the run made is in use",
       {},
       "Removing it would break the clients that it names: they hold refresh tokens of the server, "
       "were granted something there since the run, or would be. A client that the run was made "
       "for "
       "counts as well: it has moved, and would be cut off. They have to go first, or be cut off "
       "on "
       "purpose. A scope that a rule names goes after that rule.",
       {"a client has moved to it, or a rule names it"},
       {"the clients that the message names"},
       {"oktafix audit", "oktafix rollback RUN --even-if-used"},
       {}},
      {"usage-unknown",
       "Who uses what the run made could not be read",
       {},
       "A rollback asks the server for its refresh tokens and the System Log for what was granted "
       "since the run. What could not be read may be in use, so it stays.",
       {"the credentials may not read the System Log or the clients of the server",
        "a log that was too long to be read whole"},
       {"the role and scopes of the credentials: okta.logs.read, okta.authorizationServers.read"},
       {"oktafix check", "oktafix rollback RUN --even-if-used"},
       {}},
      {"later-run",
       "A later run has a part in this policy",
       {},
       "A policy is undone as a whole, and a later run completed or extended it. Undone in the "
       "wrong order, the policy would go on without the rules that the client lives on.",
       {"an interrupted run was completed by a later one", "more scopes were approved later"},
       {"the run that the message names"},
       {"oktafix runs", "oktafix rollback RUN"},
       {}},
      {"gone",
       "What the run edited is not there any more",
       {},
       "Somebody has removed it, so there is nothing to put back.",
       {"it was removed by hand or by another program"},
       {"the System Log, when somebody should know who removed it"},
       {"oktafix runs show last"},
       {}},
      {"canary",
       "This client waits for the first ones",
       {},
       "--canary says how many clients may be under way: changed, and not yet seen to get tokens "
       "of their new server. The others are planned once these have moved.",
       {"--canary N was given"},
       {"whether the first clients get their tokens"},
       {"oktafix verify", "oktafix plan"},
       {}},
      {"server-stays",
       "An authorization server is not deleted by a rollback",
       {},
       "Its keys and everything that others configured on it meanwhile would be gone for good.",
       {"the run made a server"},
       {"whether anybody uses it; then deactivate and delete it by hand"},
       {"oktafix audit"},
       {kServers}},
      {"not-undone",
       "This kind of change is not undone by a rollback",
       {},
       "It has to be put back by hand; the journal holds what was there before.",
       {},
       {"what the run wrote"},
       {"oktafix runs show last"},
       {}},
  };
  return entries;
}

}  // namespace remediate

#include "remediate/explain/article.hpp"

namespace remediate {

using namespace okta_document;

const Articles& assumption_entries() {
  static const Articles entries = {
      {"assignment",
       "EVERYONE in a rule means everybody who is assigned to the app",
       {},
       "An access rule for EVERYONE does not open an app to the whole org. Okta checks the app "
       "assignment apart from access policies, before or beside them: who is not assigned is "
       "refused with user_not_assigned. The plan does not look at assignments and changes none. So "
       "\"EVERYONE\" in its effects means: all that are assigned, now and later.",
       {},
       {"who is assigned to the app, above all through a group such as Everyone",
        "name groups in oktafix.yaml (applications[].groups) when fewer should get these scopes"},
       {"oktafix plan"},
       {kPolicies}},
      {"first-policy-or-next",
       "Which policy decides when no rule of the first one matches",
       {},
       "Okta asks policies in their order, and the rules of each. When a policy includes the "
       "client but none of its rules matches, Okta's documents do not say in one voice whether the "
       "next policy is asked. The plan holds under both readings: its policy stands directly above "
       "the first one that includes the client, and carries that policy's rules along, so nobody "
       "loses or gains by the answer.",
       {},
       {"effects that the plan calls unclear before the change: there the readings differ today"},
       {"oktafix access --client CLIENT_ID --grant GRANT_TYPE --scopes \"SCOPES\""},
       {kPolicies,
        "Okta Help Center: Tokens not issued with lifetime configured in access rule for custom "
        "authorization server"}},
      {"copied-rules",
       "Copies of rules stay as they are",
       {},
       "Where a policy decides for the client today, the client's own policy stands above it with "
       "copies of its rules, so that the client keeps what it has. Whoever changes the policy that "
       "they come from, for instance takes a group out of it, must change the copies too.",
       {},
       {"the rules of policies whose names begin with \"oktafix\", when policies change"},
       {"oktafix plan"},
       {kPolicies}},
      {"service-rule-without-people",
       "Client credentials need a rule without people",
       {},
       "A service has no user. Okta's guide asks for a rule with the condition \"No user\" for "
       "client credentials, which in the API is a rule without `people`. The plan makes one of "
       "its own for each service, without OpenID Connect scopes, and never adds client_credentials "
       "to a rule that is meant for people.",
       {},
       {"that the service asks for custom scopes only (openid and profile are refused)"},
       {"oktafix plan"},
       {kPolicies}},
      {"refresh-token-lifetime",
       "Refresh tokens of rules that oktafix makes end some day",
       {},
       "Okta's default for a new rule is a refresh token without an end. oktafix does not make "
       "that choice silently: rules of its own bound the lifetime, and the plan shows the terms "
       "among its effects. Rules that are copied from an existing policy keep theirs.",
       {},
       {"whether people may be asked to sign in again after that time",
        "the rule can be edited afterwards; oktafix does not set it back"},
       {"oktafix plan --format json"},
       {kPolicies, "Okta Developer: Authorization Servers API, rules (token action)"}},
      {"log-window",
       "Only what was asked within the window of the System Log is known",
       {},
       "Nothing in Okta lists the scopes that a client will ask for. The System Log shows what it "
       "did ask for, for at most 90 days, and only as far back as the audit looked. A request that "
       "is made once a quarter, or scopes that the log does not show (pushed or signed requests), "
       "are not in the plan and will fail at the target with no_matching_scope.",
       {},
       {"with the owner of the client: the whole list of scopes",
        "declare it in oktafix.yaml (applications[].scopes)"},
       {"oktafix audit --lookback 90d"},
       {kSystemLog}},
      {"new-server",
       "What a server that does not exist yet will have",
       {},
       "The plan simulates a new authorization server as recordings of others show it: the scopes "
       "of OpenID Connect and device_sso, no policy, one audience. Id and issuer are known only "
       "after it is made: the plan writes references such as ${c1.issuer}, and the handover for "
       "the client's owner is complete after the run.",
       {},
       {"name and audience of the new server: everybody who checks its tokens needs the audience"},
       {"oktafix apply --dry-run", "oktafix runs show last"},
       {kServers, "Okta Developer: Authorization Servers API"}},
      {"client-configuration",
       "The client's own configuration selects the authorization server",
       {},
       "No field of an Okta app names its authorization server; issuer_mode only chooses the host "
       "name in ID tokens. What oktafix writes prepares the target. The client moves when its "
       "owner changes issuer and endpoints in its configuration, and resource servers expect the "
       "new issuer and audience. Until then it keeps failing as today, and nothing else changes "
       "for it.",
       {},
       {"the handover of the plan: issuer, endpoints and audience for each client",
        "where else the issuer is configured: the API that checks the tokens"},
       {"oktafix verify --probe", "oktafix audit"},
       {kServers, kWhichServer}},
      {"read-then-write",
       "Okta cannot be told to write only if nothing changed",
       {},
       "Okta's API has no If-Match for apps and authorization servers. oktafix reads each object "
       "again directly before it writes, refuses when it is not as planned, and reads it back "
       "afterwards. A change that somebody else makes in the moment between is found by the "
       "read-back only: then the run stops and tells it.",
       {},
       {"that no other program or person changes the same servers during the run"},
       {"oktafix verify last", "oktafix runs show last"},
       {kCoreApi}},
      {"clients-cut-off",
       "A rollback takes away what clients live on",
       {},
       "You passed --even-if-used. The clients that the plan names hold refresh tokens of the "
       "server or were granted something there since the run. After the rollback it grants them no "
       "new tokens; those that they hold stay valid until they end. Where it could not be read who "
       "lives there, others may be cut off as well.",
       {},
       {"that the owners of these clients know, and where they go instead"},
       {"oktafix rollback RUN --dry-run"},
       {kServers}},
      {"tokens-not-moved",
       "Tokens, consents and sessions of the org server stay there",
       {},
       "Authorization servers do not trust each other. Refresh tokens of the org server are "
       "refused at the custom one (mismatched_authorization_server), and consents are asked again "
       "where a scope requires them. People sign in once more, often without seeing it, since "
       "the Okta session is the org's. Long-running and offline clients need a new sign-in. Nor "
       "does a rollback take "
       "back tokens that were issued meanwhile: they stay valid until they end.",
       {},
       {"clients that live on refresh tokens: mobile apps, command-line tools, jobs",
        "that logout uses the server that issued the ID token"},
       {"oktafix plan"},
       {kServers, kOAuthErrors}},
  };
  return entries;
}

}  // namespace remediate

#include "remediate/explain/article.hpp"

namespace remediate {

using namespace okta_document;

const Articles& rule_entries() {
  static const Articles entries = {
      {"custom-scope-on-org-server",
       "The app asks the org authorization server for custom scopes",
       {},
       "Such requests fail with invalid_scope (illegal_custom_scope). The cure is a custom "
       "authorization server that has the scopes and a policy for this client, and then the new "
       "issuer in the client's own configuration. oktafix does the first half; the client's owner "
       "does the second.",
       {"seen in the System Log, or declared in oktafix.yaml"},
       {"the evidence of the finding: when, how often, on how many days"},
       {"oktafix plan", "oktafix explain illegal_custom_scope"},
       {kCustomScopes, kServers}},
      {"client-credentials-on-org-server",
       "A service asks the org server's token endpoint for scopes of its own API",
       {},
       "The org server takes client credentials for Okta's own API only. Okta answers with several "
       "codes, about scopes, grant type, app type or client authentication, and all of them mean "
       "that the token URL names the wrong server.",
       {"the token URL is https://{org}/oauth2/v1/token"},
       {"the token URL in the service's configuration"},
       {"oktafix plan"},
       {kServiceApps, kOAuthErrors}},
      {"scope-not-approved",
       "A scope is known from the System Log alone and waits for approval",
       {},
       "Anyone who knows a public client id can write a scope into the log without signing in. So "
       "a scope that only the log shows is a proposal: it is not created or granted until a person "
       "approves it. `--yes` does not approve scopes.",
       {"nobody declared the scope"},
       {"with the owner of the app: is it theirs?"},
       {"oktafix plan --approve-scopes SCOPE", "oktafix audit"},
       {kSystemLog}},
      {"suspicious-scope",
       "A scope looks like a slip or like somebody else's",
       {},
       "It is no valid scope name, nearly a built-in one (`opendi`), several in one, or another "
       "vendor's URL. Creating it would hide the mistake. A pattern does not approve it; only its "
       "exact name does.",
       {"a typing error in the client", "a scope of another identity provider", "a prank"},
       {"the client's list of scopes"},
       {"oktafix audit"},
       {kOAuthApi}},
      {"api-access-management-missing",
       "What would fix it is not in this org: API Access Management",
       {},
       "Custom authorization servers are a product of its own, API Access Management. Without it "
       "there are none, not even `default`, and /api/v1/authorizationServers answers 401 with "
       "E0000015. Nothing is written then (exit code 4).",
       {"the product is not part of the org's contract", "a trial that ended"},
       {"whether Security > API shows the tab Authorization Servers",
        "whether the client can do without custom scopes"},
       {"oktafix check"},
       {kApiAccess, kPermission401}},
      {"target-server-missing",
       "The server to move to is not there",
       {},
       "oktafix.yaml or the default names an authorization server that this org does not have. It "
       "is made only when target.create says so.",
       {"a misspelt name or id", "the default server was removed from this org's offer"},
       {"the org's authorization servers (in the audit report)"},
       {"oktafix audit", "oktafix plan"},
       {kServers}},
      {"target-server-inactive",
       "The server to move to is switched off",
       {},
       "Activating it reopens it to every client and person that its policies cover. That is a "
       "decision for a person: `allow: [activate:ID]` in oktafix.yaml.",
       {"somebody deactivated it, maybe for a reason"},
       {"its policies, and who switched it off (System Log: oauth2.as.deactivated)"},
       {"oktafix plan"},
       {kServers}},
      {"scope-missing-on-target",
       "A requested scope is not configured on the target",
       {},
       "After the move the next error would be no_matching_scope. oktafix creates approved scopes "
       "as not default and not published.",
       {"the scope was never created on this server"},
       {"whether another server has it already: then that may be the right target"},
       {"oktafix plan", "oktafix explain no_matching_scope"},
       {kOAuthErrors}},
      {"policy-does-not-cover",
       "No policy and rule of the target would grant what the client asks for",
       {},
       "After the move the next error would be no_matching_policy. oktafix makes a policy of its "
       "own for the client, with least privilege, and keeps what others have as it is.",
       {"no policy includes the client", "the rules lack a grant type, a scope or the people"},
       {"what the plan says under effects"},
       {"oktafix plan", "oktafix access --client CLIENT_ID --grant GRANT_TYPE --scopes \"SCOPES\""},
       {kPolicies}},
      {"widens-others",
       "A new scope would open to other clients as well",
       {},
       "An existing rule grants every scope (`*`), so a scope that is created would be granted to "
       "the clients that this rule covers, at once. oktafix names them and leaves the decision to "
       "a person: `allow: [widens-others]`.",
       {"a rule with any scope, such as the default policy's"},
       {"which clients and people that rule covers", "whether it can name its scopes instead"},
       {"oktafix plan"},
       {kPolicies}},
      {"issuer-points-to-org-server",
       "A URL names the org server as issuer",
       {},
       "In a configuration file or in the Okta app object stands a URL of the org authorization "
       "server where the custom one belongs.",
       {"a configuration from before the custom server"},
       {"whether the client reads that place"},
       {"oktafix plan"},
       {kServers}},
      {"mixed-issuer-and-endpoints",
       "One configuration names both servers",
       {},
       "Issuer, authorize, token and keys URL must be of one server. Mixed, codes are refused "
       "(mismatched_authorization_server) and tokens do not validate.",
       {"only some of the URLs were changed in a move"},
       {"all Okta URLs of that configuration"},
       {"oktafix audit"},
       {kServers}},
      {"client-file-needs-a-person",
       "Something in a client configuration file that no text edit can mend",
       {},
       "The issuer that a client uses may be built by its code, be fixed in a library, or have to "
       "change in another place as well: an audience that its API validates, a gateway, a resource "
       "server. oktafix tells the line and leaves it as it is.",
       {"code puts the URL together", "the API validates the audience of tokens"},
       {"the line that the finding names", "whoever validates tokens of this client"},
       {"oktafix audit"},
       {kServers}},
      {"client-file-names-another-client",
       "A configuration file names another client than the one that it is bound to",
       {},
       "`files` of oktafix.yaml binds a file to an app, and beside a URL in it stands the client "
       "id "
       "of another one. What belongs to the other client does not move with this app.",
       {"a pattern in `files` matches too much", "one file configures several clients"},
       {"`files` of oktafix.yaml, and the client id in the file"},
       {"oktafix audit"},
       {kServers}},
      {"okta-api-scope-needs-org-server",
       "One request needs Okta API scopes and custom scopes",
       {},
       "`okta.*` and `ssf.*` scopes are granted by the org server only, custom scopes by a custom "
       "server only. No server grants both: the client has to be split, or to make two requests.",
       {"one client calls Okta's API and the org's own"},
       {"whether the client still needs the Okta API scopes"},
       {"oktafix audit"},
       {kServers, kWhichServer}},
      {"scopes-span-servers",
       "One request needs scopes of two servers",
       {},
       "The scopes of one request are configured on different authorization servers, each with an "
       "audience of its own. One token has one audience.",
       {"the client talks to two APIs with one request"},
       {"which API needs which scope"},
       {"oktafix audit"},
       {kServers}},
      {"groups-scope-not-on-custom-server",
       "`groups` is built into the org server only",
       {},
       "On a custom server groups come from a claim that somebody configures, with a filter. Which "
       "groups a token may tell is the owner's decision. If the client keeps asking for the scope "
       "`groups`, a scope of that name is needed too.",
       {"the client asks for `groups` beside custom scopes"},
       {"which groups the application really reads", "that the filter matches at most 100 groups"},
       {"oktafix audit"},
       {kWhichServer, "Okta Developer: Customize tokens with a groups claim"}},
      {"consent-blocks-client-credentials",
       "A scope with required consent cannot be granted to a service",
       {},
       "Nobody is there to consent. The scope's consent would have to change for everybody, or the "
       "service gets a scope of its own: a person decides.",
       {"people and a service share a scope"},
       {"the consent setting of the scope"},
       {"oktafix audit"},
       {kOAuthErrors}},
      {"inline-hook-not-on-new-rule",
       "The rules that decide today call a token hook; a new rule would not",
       {},
       "A token inline hook adds or checks something in tokens. A rule that oktafix adds has none, "
       "so tokens under it would lack that. Whether the hook belongs there is for a person to say.",
       {"the client's rules on the target have an inline hook"},
       {"what the hook does"},
       {"oktafix audit"},
       {"Okta Developer: Token inline hook"}},
      {"tile-asks-custom-scope",
       "The app's tile asks for a custom scope",
       {},
       "With idp_initiated_login in mode OKTA, Okta itself makes the request when somebody clicks "
       "the tile, with the scopes that stand in the app. Moving the client's issuer does not help.",
       {"custom scopes under default_scope of idp_initiated_login"},
       {"whether the tile can send people to the app's own sign-in page instead"},
       {"oktafix audit"},
       {"Okta Developer: Apps API, idp_initiated_login"}},
      {"org-server-only-client",
       "This client may not use a custom authorization server",
       {},
       "Apps from the integration catalogue are tied to the org server, and Okta ignores changes "
       "of their OAuth settings. They cannot be cured by moving.",
       {"the app was made from the catalogue, or Okta refused it at a custom server"},
       {"whether an own OIDC app can take its place"},
       {"oktafix explain org_authorization_server_only_client"},
       {kCatalogueApps}},
      {"issuer-mode-mismatch",
       "The target announces an issuer on another host than the client uses",
       {},
       "issuerMode of the server decides whether its issuer has the org's own domain or a custom "
       "one. A client that is configured with the other host refuses its tokens.",
       {"a custom domain was added later", "the client uses the org's own domain"},
       {"issuer in the server's discovery document, as the client fetches it"},
       {"oktafix verify"},
       {"Okta Developer: Authorization Servers API, issuerMode"}},
      {"role-may-hide-apps",
       "The credentials may see only some of the apps",
       {},
       "A custom admin role can be limited to some apps or servers, and Okta's lists then simply "
       "leave the others out. \"Nothing found\" would prove nothing.",
       {"clients in the log that are no app of the list"},
       {"the admin role and its resource sets"},
       {"oktafix check"},
       {"Okta Developer: Roles (concept)"}},
  };
  return entries;
}

}  // namespace remediate

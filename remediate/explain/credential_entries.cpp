#include "remediate/explain/article.hpp"

namespace remediate {

using namespace okta_document;

// Of a service app that signs: its assertion, and the proof of its DPoP key.
const Articles& credential_entries() {
  static const Articles entries = {
      {"client_assertion_invalid_signature",
       "The assertion is signed with another key than the app's",
       {"the client_assertion signature is invalid*"},
       "The app has a public key of that id, and the signature does not fit it.",
       {"the private key belongs to another app", "`kid` names another of the app's keys"},
       {"the public keys on the app's page", "OKTA_CLIENT_PRIVATEKEY and OKTA_CLIENT_PRIVATEKEYID"},
       {"oktafix check"},
       {kServiceApps, kOAuthErrors}},
      {"client_assertion_invalid_kid",
       "The app has no key of the id that the assertion names",
       {"the client_assertion jwt kid is invalid*",
        "the client does not have a jwkset configured, but the client_assertion requires one*"},
       "`kid` in the assertion's header must be one of the app's keys; an app with several keys "
       "needs it.",
       {"a rotated key", "the key was never added to this app",
        "OKTA_CLIENT_PRIVATEKEYID is unset"},
       {"the public keys on the app's page and their ids"},
       {"oktafix check"},
       {kServiceApps, kOAuthErrors}},
      {"client_assertion_expired_token",
       "The assertion's time does not fit Okta's clock",
       {"the client_assertion token is expired*",
        "the client_assertion token has an expiration too far into the future*",
        "the client_assertion token must be issued before the current time*"},
       "An assertion is good from `iat` to `exp`, an hour at most, by Okta's clock. oktafix takes "
       "the time from Okta's answers, so that a wrong clock of its machine does no harm.",
       {"a clock that is wrong", "an assertion that was made long before it was sent"},
       {"the clock of the machine that signs"},
       {"oktafix check"},
       {kServiceApps, kOAuthErrors}},
      {"client_assertion_invalid_audience",
       "The assertion was made for another token endpoint",
       {"the audience claim for client_assertion must be the endpoint invoked*"},
       "`aud` must be the token URL that is called: same host, same authorization server.",
       {"the org was called by another of its domains",
        "after a move: the assertion still names the org server's token URL"},
       {"`aud` of the assertion and the token URL"},
       {},
       {kServiceApps, kOAuthErrors}},
      {"client_assertion_already_used",
       "The assertion was sent before",
       {"the client_assertion token has already been used*"},
       "Each request needs an assertion of its own with a fresh `jti`, also the repetition of one "
       "that was refused.",
       {"a client that repeats a request as it was", "a proxy that repeats requests"},
       {"whether the client signs anew for each try"},
       {},
       {kServiceApps, kOAuthErrors}},
      {"dpop_authentication_scheme_required",
       "The token is bound to a key and was sent like one that is not",
       {"the resource request must use the dpop authentication scheme*",
        "the resource request requires a dpop proof*"},
       "A token of type DPoP goes with `Authorization: DPoP` and a proof for each request.",
       {"a program that knows only Bearer tokens got a bound one"},
       {"whether the program supports DPoP", "OKTA_CLIENT_AUTHORIZATIONMODE: Bearer cannot"},
       {},
       {kServiceApps, kOAuthErrors}},
      {"invalid_dpop_proof",
       "The app requires DPoP, and its proof is missing or not good",
       {"'* in the dpop proof*", "the dpop proof jwt*", "multiple dpop proof jwt headers*",
        "the access_token is not bound to the provided dpop*"},
       "New service apps require a DPoP proof with each token request and call. oktafix notices "
       "and sends it.",
       {"a program without DPoP", "a proof for another URL, method, token or time",
        "OKTA_CLIENT_DPOPENABLED is false and the app requires it"},
       {"the setting \"Require Demonstrating Proof of Possession\" of the app"},
       {"oktafix check"},
       {kServiceApps, kOAuthErrors}},
  };
  return entries;
}

}  // namespace remediate

#include "tests/contract/every_call.hpp"

#include <chrono>
#include <string_view>

namespace tests {
namespace {

constexpr std::string_view kApp = R"({
  "name": "oidc_client", "label": "Orders", "signOnMode": "OPENID_CONNECT",
  "profile": {"issuer": "https://acme.okta.com/oauth2/default"},
  "credentials": {"oauthClient": {"client_id": "0oa1orders", "autoKeyRotation": true,
    "token_endpoint_auth_method": "client_secret_basic", "pkce_required": true}},
  "settings": {"oauthClient": {"application_type": "web", "consent_method": "TRUSTED",
    "grant_types": ["authorization_code", "refresh_token"], "response_types": ["code"],
    "redirect_uris": ["https://orders.example.com/callback"], "issuer_mode": "DYNAMIC",
    "idp_initiated_login": {"mode": "DISABLED", "default_scope": []}}}})";

constexpr std::string_view kServer = R"({"name": "Orders API", "description": "Orders",
  "audiences": ["api://orders"], "issuerMode": "DYNAMIC"})";

constexpr std::string_view kScope = R"({"name": "orders.read", "displayName": "Read orders",
  "description": "Reads orders", "consent": "IMPLICIT", "default": false, "optional": false,
  "metadataPublish": "NO_CLIENTS"})";

constexpr std::string_view kClaim = R"({"name": "tenant", "status": "ACTIVE",
  "claimType": "RESOURCE", "valueType": "EXPRESSION", "value": "user.department",
  "alwaysIncludeInToken": true, "conditions": {"scopes": ["orders.read"]}})";

constexpr std::string_view kPolicy = R"({"type": "OAUTH_AUTHORIZATION_POLICY", "status": "ACTIVE",
  "name": "Orders", "description": "Orders", "priority": 1, "system": false,
  "conditions": {"clients": {"include": ["0oa1orders"]}}})";

constexpr std::string_view kRule = R"({"type": "RESOURCE_ACCESS", "status": "ACTIVE",
  "name": "people", "priority": 1, "system": false,
  "conditions": {"people": {"users": {"include": [], "exclude": []},
      "groups": {"include": ["EVERYONE"], "exclude": []}},
    "grantTypes": {"include": ["authorization_code"]}, "scopes": {"include": ["orders.read"]}},
  "actions": {"token": {"accessTokenLifetimeMinutes": 60, "refreshTokenLifetimeMinutes": 0,
    "refreshTokenWindowMinutes": 10080}}})";

constexpr std::string_view kGrant = R"({"issuer": "https://acme.okta.com",
  "scopeId": "okta.apps.read"})";

constexpr std::string_view kKey = R"({"kty": "RSA", "use": "enc", "kid": "orders-2026-05",
  "status": "INACTIVE", "e": "AQAB", "n": "sXchDaQebHnPiGvyDOAT4saGEUetSyo9MKLOoWFsueri"})";

constexpr auto kId = "0oa1orders";
constexpr auto kServerId = "aus1orders";
constexpr auto kPolicyId = "00p1orders";

// Every method that a collection has.
class Calls {
 public:
  template <class Model>
  void all_of(const okta::Collection<Model>& collection, const std::string& id,
              std::string_view body = {}) {
    if constexpr (requires { collection.list(); }) list(collection.list());
    if constexpr (requires { collection.get(id, {}); }) note(collection.get(id, {}));
    if constexpr (requires { collection.create(id, {}); })
      note(collection.create(std::string(body), {}));
    if constexpr (requires(const okta::JsonEdit& edit) { collection.replace(id, edit, {}); })
      note(collection.replace(id, *okta::JsonEdit::of(body), {}));
    if constexpr (requires { collection.activate(id, {}); }) note(collection.activate(id, {}));
    if constexpr (requires { collection.deactivate(id, {}); }) note(collection.deactivate(id, {}));
    if constexpr (requires { collection.remove(id, {}); }) note(collection.remove(id, {}));
    if constexpr (requires { collection.remove_all({}); }) note(collection.remove_all({}));
  }

  template <class Listing>
  void list(Listing listing) {
    note(listing.next({}));
  }

  template <class Result>
  void note(const Result& result) {
    if (!result && (result.error().kind == okta::ErrorKind::network ||
                    result.error().kind == okta::ErrorKind::timeout ||
                    result.error().kind == okta::ErrorKind::invalid_input)) {
      failures_.push_back(result.error().describe());
    }
  }

  [[nodiscard]] const std::vector<std::string>& failures() const { return failures_; }

 private:
  std::vector<std::string> failures_;
};

void call_other_servers(Calls& calls, const okta::AssociatedServers& servers) {
  calls.list(servers.list(okta::Trust::trusted));
  calls.list(servers.list(okta::Trust::untrusted));
  calls.note(servers.associate({"aus2stock"}, {}));
  calls.note(servers.remove("aus2stock", {}));
}

// What no row names is sent as it is.
void call_beside_the_table(Calls& calls, const okta::Client& client) {
  const std::string groups = "/api/v1/apps/" + std::string(kId) + "/groups";
  calls.note(client.raw({okta::Method::get, groups, {{"limit", "20"}}}, {}));
  calls.list(client.raw_list("/api/v1/apps/" + std::string(kId) + "/users", {{"limit", "50"}}));
}

void call_public_endpoints(Calls& calls, const okta::Client& client) {
  const okta::PublicEndpoints endpoints = client.public_endpoints();
  const std::string issuer = client.org_url().origin() + "/oauth2/default";
  calls.note(endpoints.organization({}));
  calls.note(endpoints.discovery(issuer, {}));
  calls.note(endpoints.keys(issuer + "/v1/keys", {}));
  calls.note(endpoints.authorize(*okta::parse_url(issuer + "/v1/authorize"),
                                 {{"client_id", kId}, {"prompt", "none"}}, {}));
}

}  // namespace

std::vector<std::string> make_every_call(const okta::Client& client) {
  Calls calls;
  calls.all_of(client.applications(), kId, kApp);
  calls.all_of(client.grants(kId), "oag1", kGrant);
  calls.all_of(client.authorization_servers(), kServerId, kServer);
  calls.all_of(client.scopes(kServerId), "scp1", kScope);
  calls.all_of(client.claims(kServerId), "ocl1", kClaim);
  calls.all_of(client.policies(kServerId), kPolicyId, kPolicy);
  calls.all_of(client.rules(kServerId, kPolicyId), "0pr1", kRule);
  calls.all_of(client.clients(kServerId), kId);
  calls.all_of(client.refresh_tokens(kServerId, kId), "oar1");
  calls.all_of(client.signing_keys(kServerId), "kid1");
  calls.note(client.signing_keys(kServerId).rotate({}));
  calls.all_of(client.resource_server_keys(kServerId), "apk1", kKey);
  call_other_servers(calls, client.associated_servers(kServerId));
  calls.all_of(client.groups(), "00g1");
  calls.all_of(client.features(), "ftr1");
  const okta::Timestamp now = client.clock().now();
  calls.list(client.system_log().events(
      {now - std::chrono::hours{1}, now, R"(eventType sw "app.oauth2." and client.id eq "0oa1")"}));
  calls.note(client.organization().get({}));
  calls.list(client.organization().domains());
  calls.note(client.current_user({}));
  call_beside_the_table(calls, client);
  call_public_endpoints(calls, client);
  return calls.failures();
}

}  // namespace tests

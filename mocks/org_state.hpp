// What the fake org holds. URLs of the org are kept as https://example.okta.com and put right when
// an answer leaves. Plain data; whoever touches it holds the org's lock (Router does).
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "mocks/identifiers.hpp"
#include "mocks/json_text.hpp"
#include "mocks/times.hpp"

namespace mocks {

inline constexpr std::string_view kOrgUrl = "https://example.okta.com";

struct Application {
  JsonBox body;        // never with the client secret: Okta's GET does not tell it
  std::string secret;  // empty: none, or not known because the seed is what a GET told
  std::vector<JsonBox> grants;
};

struct Policy {
  JsonBox body;
  std::vector<JsonBox> rules;  // by priority
};

struct AuthorizationServer {
  JsonBox body;
  std::vector<JsonBox> scopes;
  std::vector<JsonBox> claims;
  std::vector<Policy> policies;  // by priority
  // Beside the active key, which the body names; empty before the first rotation.
  std::string expired_key = {};
  std::string next_key = {};
  std::vector<JsonBox> encryption_keys = {};  // of the resource server
  std::vector<std::string> trusted = {};      // ids of the servers that it trusts
};

struct LogEvent {
  TimePoint published;
  std::size_t sequence = 0;
  JsonBox body;
};

// An API token or access token, and what it may not do. No scopes: an SSWS token, which has none.
struct Token {
  std::string value;
  std::vector<std::string> forbidden;  // path prefixes that answer 403 E0000006
  std::optional<std::vector<std::string>> scopes;
  std::vector<std::string> roles = {"READ_ONLY_ADMIN"};  // admin roles of its owner
  std::string bound_to = {};  // the thumbprint of a DPoP key; empty: a bearer token
  std::optional<TimePoint> expires = {};
};

struct User {
  std::string id;
  std::vector<std::string> groups;
};

// What a code or a refresh token stands for.
struct Grant {
  std::string client_id;
  std::string server_id;  // empty: the org authorization server
  std::string grant_type;
  std::vector<std::string> scopes;
  std::optional<User> user;
  std::string redirect_uri;
  std::string code_challenge;
  std::string code_challenge_method;
  // Of a refresh token.
  std::string token_id = {};
  TimePoint issued = {};
  TimePoint used = {};
  std::string bound_to = {};  // the thumbprint of the DPoP key that asked
};

// A refresh token ends when it was not used for so long: what Okta's rules say unless told.
inline constexpr std::chrono::days kRefreshTokenWindow{7};

struct OrgState {
  std::vector<Application> apps;
  std::vector<AuthorizationServer> servers;
  std::vector<JsonBox> groups;
  std::vector<JsonBox> domains;
  std::vector<JsonBox> features;
  JsonBox org;                                              // /api/v1/org
  JsonBox organization;                                     // /.well-known/okta-organization
  std::vector<LogEvent> log;                                // as they came
  std::vector<Token> tokens;                                // empty: every token is good
  std::map<std::string, Token, std::less<>> minted_tokens;  // what /oauth2/v1/token gave out
  std::map<std::string, Grant, std::less<>> codes;
  std::map<std::string, Grant, std::less<>> refresh_tokens;
  std::set<std::string, std::less<>> deleted_ids;  // still good as a paging cursor
  bool policy_fall_through = true;  // Okta's documents do not say whether a policy without a
                                    // matching rule ends the evaluation
  bool empty_last_page = false;     // lists of servers end with a next link that leads to an empty
                                    // page, as recorded in 2023
  std::set<std::string, std::less<>> used_jwt_ids;  // of assertions and DPoP proofs
  std::string dpop_nonce = "made-up-nonce";         // the one that is good now
  bool dpop_nonce_at_api = false;  // Okta does not ask for it there (yet), RFC 9449 lets it
  std::size_t next_sequence = 0;
  IdMaker ids;
};

[[nodiscard]] std::string id_of(const JsonBox& object);
[[nodiscard]] Application* find_app(OrgState& org, std::string_view id);
[[nodiscard]] Application* find_client(OrgState& org, std::string_view client_id);
[[nodiscard]] AuthorizationServer* find_server(OrgState& org, std::string_view id_or_default);
[[nodiscard]] bool is_default(const AuthorizationServer& server);
// What stands for the server in URLs: "default" for the default one, else its id.
[[nodiscard]] std::string server_reference(const AuthorizationServer& server);
[[nodiscard]] std::string client_id_of(const Application& app);  // empty: no OAuth client

void sort_by_priority(std::vector<Policy>& policies);
void sort_by_priority(std::vector<JsonBox>& rules);

// Relative "published" becomes absolute, what is left out gets Okta's usual shape.
void append_log_event(OrgState& org, Json event, TimePoint now);

[[nodiscard]] std::string state_text(const OrgState& org);

}  // namespace mocks

// Client: one org, opened. It owns the transport stack (see stack.cpp for the order) and hands out
// one group of calls per resource. Calls that need no credentials go through a second stack without
// them, so that the admin token never reaches a public endpoint. Thread-safe: every call may come
// from any thread. A client must outlive the collections and listings that it hands out; moving it
// leaves them valid.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "client/api/associated_servers.hpp"
#include "client/api/collection.hpp"
#include "client/api/organization.hpp"
#include "client/api/public_endpoints.hpp"
#include "client/api/raw.hpp"
#include "client/api/signing_keys.hpp"
#include "client/api/system_log.hpp"
#include "client/auth/service_app.hpp"
#include "client/auth/token_scheme.hpp"
#include "client/base/clock.hpp"
#include "client/base/secret.hpp"
#include "client/http/curl_transport.hpp"

namespace okta {

struct ClientOptions {
  Url org_url;
  TokenScheme scheme = TokenScheme::ssws;
  Secret token;
  // Instead of a token: the client fetches its own.
  std::optional<ServiceApp> service_app;
  // For a test server: a token sent in clear is lost.
  bool allow_plain_http = false;
  CurlOptions http;  // user agent, timeouts, proxy, CA file
  // How often one request is sent again. Absent: twice after a lost connection or a 5xx, and up to
  // eight times after 429 or 423, which only say "later".
  std::optional<int> max_retries;
  // Per cent of each of Okta's rate limits that may be used, 1 to 100; others live in the org too.
  int rate_share_percent = 50;
  // Told of every wait, in one sentence: what is waited for, how long, and why. From any thread.
  std::function<void(const std::string& notice)> on_wait;
};

class Client {
 public:
  // Opens no connection; the first call does. Fails with invalid_input, also for a private key that
  // cannot be used. `clock` must outlive the client.
  [[nodiscard]] static Result<Client> open(ClientOptions options, Clock& clock);

  Client(Client&&) noexcept;
  Client& operator=(Client&&) noexcept;
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client();

  [[nodiscard]] const Url& org_url() const;
  [[nodiscard]] Clock& clock() const;
  [[nodiscard]] int calls_made() const;  // requests sent so far, retries included
  // Of a service app: the scopes of the last access token. Nothing for a static token, and before
  // the first call.
  [[nodiscard]] std::optional<std::vector<std::string>> granted_scopes() const;

  [[nodiscard]] Collection<Application> applications() const;
  [[nodiscard]] Collection<ScopeGrant> grants(const std::string& app_id) const;
  [[nodiscard]] Collection<AuthorizationServer> authorization_servers() const;
  [[nodiscard]] Collection<Scope> scopes(const std::string& server_id) const;
  [[nodiscard]] Collection<Claim> claims(const std::string& server_id) const;
  [[nodiscard]] Collection<AccessPolicy> policies(const std::string& server_id) const;
  [[nodiscard]] Collection<AccessPolicyRule> rules(const std::string& server_id,
                                                   const std::string& policy_id) const;
  // Those that hold refresh tokens of the server, and these tokens.
  [[nodiscard]] Collection<OAuthClient> clients(const std::string& server_id) const;
  [[nodiscard]] Collection<RefreshToken> refresh_tokens(const std::string& server_id,
                                                        const std::string& client_id) const;
  [[nodiscard]] SigningKeys signing_keys(const std::string& server_id) const;
  [[nodiscard]] Collection<ResourceServerKey> resource_server_keys(
      const std::string& server_id) const;
  [[nodiscard]] AssociatedServers associated_servers(const std::string& server_id) const;
  [[nodiscard]] Collection<Group> groups() const;
  [[nodiscard]] Collection<Feature> features() const;
  [[nodiscard]] SystemLog system_log() const;
  [[nodiscard]] Organization organization() const;
  [[nodiscard]] PublicEndpoints public_endpoints() const;
  // Whose API token this is. An access token of a service app belongs to nobody.
  [[nodiscard]] Result<User> current_user(std::stop_token stop) const;

  // What the endpoint table has no row for.
  [[nodiscard]] Result<Response> raw(const RawRequest& request, std::stop_token stop) const;
  // A list, from its first page on. `array_member` as for Pager.
  [[nodiscard]] Pager raw_list(std::string_view path, const QueryParameters& query = {},
                               std::string_view array_member = {}) const;

 private:
  struct Org;
  explicit Client(std::unique_ptr<Org> org);

  [[nodiscard]] Caller with_credentials() const;

  std::unique_ptr<Org> org_;
};

}  // namespace okta

#include "client/client.hpp"

#include "client/stack.hpp"

namespace okta {

struct Client::Org {
  Url url;
  Clock& clock;
  std::shared_ptr<CallCount> calls;
  std::shared_ptr<TokenSource> tokens;
  std::unique_ptr<Transport> with_credentials;
  std::unique_ptr<Transport> without_credentials;
};

Result<Client> Client::open(ClientOptions options, Clock& clock) {
  if (options.org_url.host.empty())
    return failure(ErrorKind::invalid_input, "an org URL is needed");
  if (options.org_url.scheme != "https" && !options.allow_plain_http)
    return failure(ErrorKind::invalid_input,
                   "the org URL must begin with https://: a token sent in clear is lost");
  StackParts parts{clock, std::make_shared<CallCount>(), std::make_shared<OrgTime>(clock), nullptr};
  if (options.service_app) {
    auto tokens = TokenSource::make(options.org_url, std::move(*options.service_app), parts.time);
    if (!tokens) return failure(std::move(tokens.error()));
    parts.tokens = std::move(*tokens);
  } else if (options.token.empty()) {
    return failure(ErrorKind::invalid_input, "a token or a service app is needed");
  }
  return Client(
      std::make_unique<Org>(Org{options.org_url, clock, parts.calls, parts.tokens,
                                make_stack(options, parts), make_public_stack(options, parts)}));
}

Client::Client(std::unique_ptr<Org> org) : org_(std::move(org)) {}
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;
Client::~Client() = default;

const Url& Client::org_url() const { return org_->url; }
Clock& Client::clock() const { return org_->clock; }
int Client::calls_made() const { return static_cast<int>(org_->calls->sent.load()); }
std::optional<std::vector<std::string>> Client::granted_scopes() const {
  return org_->tokens ? org_->tokens->granted_scopes() : std::nullopt;
}
Caller Client::with_credentials() const { return {*org_->with_credentials, org_->url}; }

Collection<Application> Client::applications() const {
  return Collection<Application>(with_credentials());
}

Collection<ScopeGrant> Client::grants(const std::string& app_id) const {
  return Collection<ScopeGrant>(with_credentials(), {app_id});
}

Collection<AuthorizationServer> Client::authorization_servers() const {
  return Collection<AuthorizationServer>(with_credentials());
}

Collection<Scope> Client::scopes(const std::string& server_id) const {
  return Collection<Scope>(with_credentials(), {server_id});
}

Collection<Claim> Client::claims(const std::string& server_id) const {
  return Collection<Claim>(with_credentials(), {server_id});
}

Collection<AccessPolicy> Client::policies(const std::string& server_id) const {
  return Collection<AccessPolicy>(with_credentials(), {server_id});
}

Collection<AccessPolicyRule> Client::rules(const std::string& server_id,
                                           const std::string& policy_id) const {
  return Collection<AccessPolicyRule>(with_credentials(), {server_id, policy_id});
}

Collection<OAuthClient> Client::clients(const std::string& server_id) const {
  return Collection<OAuthClient>(with_credentials(), {server_id});
}

Collection<RefreshToken> Client::refresh_tokens(const std::string& server_id,
                                                const std::string& client_id) const {
  return Collection<RefreshToken>(with_credentials(), {server_id, client_id});
}

SigningKeys Client::signing_keys(const std::string& server_id) const {
  return SigningKeys(with_credentials(), server_id);
}

Collection<ResourceServerKey> Client::resource_server_keys(const std::string& server_id) const {
  return Collection<ResourceServerKey>(with_credentials(), {server_id});
}

AssociatedServers Client::associated_servers(const std::string& server_id) const {
  return AssociatedServers(with_credentials(), server_id);
}

Collection<Group> Client::groups() const { return Collection<Group>(with_credentials()); }
Collection<Feature> Client::features() const { return Collection<Feature>(with_credentials()); }
SystemLog Client::system_log() const { return SystemLog(with_credentials()); }
Organization Client::organization() const { return Organization(with_credentials()); }
PublicEndpoints Client::public_endpoints() const {
  return PublicEndpoints(Caller(*org_->without_credentials, org_->url));
}

Result<User> Client::current_user(std::stop_token stop) const {
  return Collection<User>(with_credentials())
      .get("me", std::move(stop))
      .map([](const Stored<User>& stored) { return stored.value; });
}

Result<Response> Client::raw(const RawRequest& request, std::stop_token stop) const {
  return send_raw(with_credentials(), request, std::move(stop));
}

Pager Client::raw_list(std::string_view path, const QueryParameters& query,
                       std::string_view array_member) const {
  return list_raw(with_credentials(), path, query, array_member);
}

}  // namespace okta

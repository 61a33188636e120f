// Client: one org, opened. It owns the transport stack (see stack.cpp for the order) and hands out
// one group of calls per resource. Calls that need no credentials go through a second stack without
// them, so that the admin token never reaches a public endpoint. Thread-safe: every call may come
// from any thread.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "client/auth/token_scheme.hpp"
#include "client/base/clock.hpp"
#include "client/base/result.hpp"
#include "client/base/secret.hpp"
#include "client/base/url.hpp"

namespace okta {

class Applications;
class AuthorizationServers;
class AccessPolicies;
class SystemLog;
class Organization;
class PublicEndpoints;

struct ClientProxy {
  std::string host;
  std::optional<int> port;
  std::string username;
  Secret password;
};

struct ClientOptions {
  Url org_url;
  TokenScheme scheme = TokenScheme::ssws;
  Secret token;
  std::string user_agent;
  std::chrono::milliseconds connection_timeout{30'000};
  std::chrono::milliseconds request_timeout{60'000};
  int max_retries = 2;
  std::optional<ClientProxy> proxy;
  std::filesystem::path ca_file;
  // Told of every wait: what is waited for, how long, and why.
  std::function<void(const std::string& notice)> on_wait;
};

class Client {
 public:
  // Opens no connection; the first call does. `clock` must outlive the client.
  [[nodiscard]] static Result<Client> open(ClientOptions options, Clock& clock);

  Client(Client&&) noexcept;
  Client& operator=(Client&&) noexcept;
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client();

  [[nodiscard]] const Url& org_url() const;
  [[nodiscard]] Clock& clock() const;
  [[nodiscard]] int calls_made() const;  // requests sent so far, retries included

  [[nodiscard]] Applications applications() const;
  [[nodiscard]] AuthorizationServers authorization_servers() const;
  [[nodiscard]] AccessPolicies access_policies() const;
  [[nodiscard]] SystemLog system_log() const;
  [[nodiscard]] Organization organization() const;
  [[nodiscard]] PublicEndpoints public_endpoints() const;

 private:
  struct Stack;
  explicit Client(std::unique_ptr<Stack> stack);

  std::unique_ptr<Stack> stack_;
};

}  // namespace okta

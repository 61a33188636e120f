// What anyone may ask without credentials: which org this is, discovery documents, and authorize
// requests. These calls go through a stack of their own that has no token to lose. Thread-safe.
#pragma once

#include <stop_token>
#include <string>

#include "client/api/caller.hpp"
#include "client/base/timestamp.hpp"

namespace okta {

struct OrgProbe {
  OrgMetadata metadata;
  std::optional<Timestamp> server_time;  // of the answer's Date header
};

class PublicEndpoints {
 public:
  explicit PublicEndpoints(Caller caller) : caller_(std::move(caller)) {}

  // GET /.well-known/okta-organization: proves that the host is an Okta org.
  [[nodiscard]] Result<OrgProbe> organization(std::stop_token stop) const;

  // GET {issuer}/.well-known/openid-configuration. The issuer may be on a custom domain: nothing
  // secret is sent there.
  [[nodiscard]] Result<DiscoveryDocument> discovery(const std::string& issuer,
                                                    std::stop_token stop) const;

  // GET jwks_uri, as a discovery document names it.
  [[nodiscard]] Result<KeySet> keys(const std::string& jwks_uri, std::stop_token stop) const;

  // GET {endpoint}?{parameters}. The answer is the result, whatever its status; redirects are not
  // followed because their Location belongs to the application.
  [[nodiscard]] Result<Response> authorize(const Url& authorization_endpoint,
                                           const QueryParameters& parameters,
                                           std::stop_token stop) const;

 private:
  Caller caller_;
};

}  // namespace okta

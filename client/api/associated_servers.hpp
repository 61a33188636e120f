// The authorization servers that one of them trusts: tokens of a trusted server may be exchanged at
// it. This says nothing about apps. Source: Okta Authorization Server Associations API. Cheap to
// copy; thread-safe.
#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "client/api/collection.hpp"

namespace okta {

enum class Trust { trusted, untrusted };

class AssociatedServers {
 public:
  AssociatedServers(Caller caller, std::string server_id)
      : caller_(std::move(caller)), server_id_(std::move(server_id)) {}

  // Those that it trusts, or those that it could.
  [[nodiscard]] Listing<AuthorizationServer> list(Trust trust = Trust::trusted) const;

  // Trusts these as well. The answer is the servers that Okta calls associated now.
  [[nodiscard]] Result<Listing<AuthorizationServer>::TypedPage> associate(
      const std::vector<std::string>& server_ids, std::stop_token stop) const;

  [[nodiscard]] Status remove(const std::string& server_id, std::stop_token stop) const;

 private:
  Caller caller_;
  std::string server_id_;
};

}  // namespace okta

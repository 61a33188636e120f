// The keys that one authorization server signs tokens with. Okta rotates them by itself unless the
// server says MANUAL. Source: Okta Authorization Server Keys API. Cheap to copy; thread-safe.
#pragma once

#include <stop_token>
#include <string>

#include "client/api/collection.hpp"

namespace okta {

class SigningKeys : public Collection<SigningKey> {
 public:
  SigningKeys(const Caller& caller, const std::string& server_id)
      : Collection<SigningKey>(caller, {server_id}), caller_(caller), server_id_(server_id) {}

  // The next key signs from now on and the active one is expired: whoever checks tokens must fetch
  // the keys again. The answer is the keys as they are now. Never sent twice.
  [[nodiscard]] Result<Listing<SigningKey>::TypedPage> rotate(std::stop_token stop) const;

 private:
  Caller caller_;
  std::string server_id_;
};

}  // namespace okta

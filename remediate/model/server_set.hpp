// The state of an authorization server that a plan builds on: what each of its objects said, and
// their order, without any of their content. What a token request meets depends on all of it, so
// changes are planned on, and checked against, the whole. Plain values.
#pragma once

#include <string>
#include <vector>

#include "remediate/model/change.hpp"

namespace remediate {

struct SetMember {
  ObjectKind kind = ObjectKind::scope;
  std::string id;
  std::string name;
  std::string policy;  // of rules: id of the policy that they stand in
  std::string digest;  // object_digest() of scopes, policies and rules

  friend bool operator==(const SetMember&, const SetMember&) = default;
};

// Policies, and the rules of each, in the order in which they are evaluated; scopes by id.
struct ServerSet {
  std::string server;  // its id
  std::vector<SetMember> members;

  friend bool operator==(const ServerSet&, const ServerSet&) = default;
};

}  // namespace remediate

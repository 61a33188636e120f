#include "remediate/kinds/find_in_server.hpp"

namespace remediate {

const std::string* content_in(const ServerSnapshot& server, const ChangeTarget& target) {
  const auto content_of = [](const auto* object) -> const std::string* {
    return object == nullptr ? nullptr : &object->content;
  };
  switch (target.kind) {
    case ObjectKind::scope:
      return content_of(scope_in(server, target.id));
    case ObjectKind::rule:
      return content_of(rule_in(server, target.policy, target.id));
    case ObjectKind::policy:
      if (const PolicySnapshot* policy = policy_in(server, target.id))
        return content_of(&policy->policy);
      return nullptr;
    default:
      return nullptr;
  }
}

}  // namespace remediate

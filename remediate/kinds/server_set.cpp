#include "remediate/kinds/server_set.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "remediate/kinds/content.hpp"

namespace remediate {
namespace {

// Without its signing keys: these rotate by themselves.
std::string digest_of(const okta::AuthorizationServer& server) {
  const nlohmann::json what = {{"name", server.name},
                               {"audiences", server.audiences},
                               {"issuer", server.issuer},
                               {"issuerMode", server.issuer_mode},
                               {"status", server.status}};
  return object_digest(what.dump());
}

template <class Object>
std::vector<const Object*> in_order(const std::vector<Object>& objects) {
  std::vector<const Object*> ordered;
  for (const Object& each : objects) ordered.push_back(&each);
  std::ranges::stable_sort(ordered, {}, [](const Object* each) {
    if constexpr (requires { each->policy; })
      return std::tie(each->policy.priority, each->policy.id);
    else
      return std::tie(each->priority, each->id);
  });
  return ordered;
}

ServerSet members_of(const ServerSnapshot& server) {
  const okta::AuthorizationServer& own = server.server;
  ServerSet set{own.id, {}};
  set.members.push_back({ObjectKind::authorization_server, own.id, own.name, {}, digest_of(own)});
  for (const okta::Scope& each : server.scopes)
    set.members.push_back({ObjectKind::scope, each.id, each.name, {}, object_digest(each.content)});
  std::ranges::sort(set.members.begin() + 1, set.members.end(), {}, &SetMember::id);
  return set;
}

const SetMember* find(const ServerSet& set, const SetMember& same) {
  const auto found = std::ranges::find_if(set.members, [&](const SetMember& each) {
    return each.kind == same.kind && each.id == same.id && each.policy == same.policy;
  });
  return found == set.members.end() ? nullptr : &*found;
}

std::string title(const SetMember& member, const ServerSet& set) {
  const bool is_server = member.kind == ObjectKind::authorization_server;
  const std::string itself =
      fmt::format("{} '{}' ({})", is_server ? "authorization server" : to_string(member.kind),
                  member.name, member.id);
  if (member.policy.empty()) return itself;
  const SetMember* policy = find(set, {ObjectKind::policy, member.policy, {}, {}, {}});
  return fmt::format("{} of policy '{}'", itself, policy == nullptr ? member.policy : policy->name);
}

// Ids of policies, or of the rules of one, in order.
std::vector<std::string> ids_of(const ServerSet& set, ObjectKind kind, const std::string& policy) {
  std::vector<std::string> ids;
  for (const SetMember& each : set.members) {
    if (each.kind == kind && each.policy == policy) ids.push_back(each.id);
  }
  return ids;
}

// Those of `ids` that the other side has too.
std::vector<std::string> common(const std::vector<std::string>& ids,
                                const std::vector<std::string>& others) {
  std::vector<std::string> kept;
  std::ranges::copy_if(ids, std::back_inserter(kept), [&](const std::string& id) {
    return std::ranges::find(others, id) != others.end();
  });
  return kept;
}

bool is_reordered(const std::vector<std::string>& before, const std::vector<std::string>& now) {
  return common(before, now) != common(now, before);
}

// The order of those that both have.
bool is_reordered(const ServerSet& before, const ServerSet& now, ObjectKind kind,
                  const std::string& policy = {}) {
  return is_reordered(ids_of(before, kind, policy), ids_of(now, kind, policy));
}

}  // namespace

ServerSet set_of(const ServerSnapshot& server) {
  ServerSet set = members_of(server);
  for (const PolicySnapshot* policy : in_order(server.policies)) {
    const okta::AccessPolicy& head = policy->policy;
    set.members.push_back(
        {ObjectKind::policy, head.id, head.name, {}, object_digest(head.content)});
    for (const okta::AccessPolicyRule* rule : in_order(policy->rules)) {
      set.members.push_back(
          {ObjectKind::rule, rule->id, rule->name, head.id, object_digest(rule->content)});
    }
  }
  return set;
}

std::vector<std::string> differences(const ServerSet& before, const ServerSet& now) {
  std::vector<std::string> lines;
  for (const SetMember& was : before.members) {
    const SetMember* is = find(now, was);
    if (is == nullptr)
      lines.push_back(title(was, before) + ": is gone");
    else if (is->digest != was.digest)
      lines.push_back(title(*is, now) + ": changed");
  }
  for (const SetMember& is : now.members) {
    if (find(before, is) == nullptr) lines.push_back(title(is, now) + ": is new");
  }
  if (is_reordered(before, now, ObjectKind::policy))
    lines.emplace_back("the order of the policies");
  for (const SetMember& each : before.members) {
    if (each.kind == ObjectKind::policy && is_reordered(before, now, ObjectKind::rule, each.id))
      lines.push_back("the order of the rules of " + title(each, before));
  }
  return lines;
}

std::vector<std::string> differences(const ServerSnapshot& before, const ServerSnapshot& now) {
  return differences(set_of(before), set_of(now));
}

}  // namespace remediate

#include "remediate/kinds/server_set.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "client/base/digest.hpp"
#include "remediate/kinds/content.hpp"

namespace remediate {
namespace {

// One object of the set: what it is called, and what it says.
struct Part {
  std::string name;  // "policy 'Orders' (00p1)"
  std::string says;  // canonical
};

struct Parts {
  std::map<std::string, Part> by_id;
  std::vector<std::string> policies;                         // ids in order
  std::map<std::string, std::vector<std::string>> rules_of;  // policy -> ids in order
};

std::string called(std::string_view kind, const std::string& name, const std::string& id) {
  return fmt::format("{} '{}' ({})", kind, name, id);
}

// Without its signing keys: these rotate by themselves.
std::string says(const okta::AuthorizationServer& server) {
  const nlohmann::json what = {{"name", server.name},
                               {"audiences", server.audiences},
                               {"issuer", server.issuer},
                               {"issuerMode", server.issuer_mode},
                               {"status", server.status}};
  return canonical(what.dump());
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

Parts parts_of(const ServerSnapshot& server) {
  Parts parts;
  const okta::AuthorizationServer& own = server.server;
  parts.by_id[own.id] = {called("authorization server", own.name, own.id), says(own)};
  for (const okta::Scope& each : server.scopes)
    parts.by_id[each.id] = {called("scope", each.name, each.id), canonical(each.content)};
  for (const PolicySnapshot* policy : in_order(server.policies)) {
    const okta::AccessPolicy& head = policy->policy;
    parts.policies.push_back(head.id);
    parts.by_id[head.id] = {called("policy", head.name, head.id), canonical(head.content)};
    for (const okta::AccessPolicyRule* rule : in_order(policy->rules)) {
      parts.rules_of[head.id].push_back(rule->id);
      parts.by_id[rule->id] = {
          fmt::format("{} of policy '{}'", called("rule", rule->name, rule->id), head.name),
          canonical(rule->content)};
    }
  }
  return parts;
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

}  // namespace

std::string digest_of(const ServerSnapshot& server) {
  const Parts parts = parts_of(server);
  nlohmann::json all;
  for (const auto& [id, part] : parts.by_id) all["objects"][id] = part.says;
  all["policies"] = parts.policies;
  all["rules"] = parts.rules_of;
  return okta::digest_of(all.dump());
}

std::vector<std::string> differences(const ServerSnapshot& before, const ServerSnapshot& now) {
  const Parts was = parts_of(before);
  const Parts is = parts_of(now);
  std::vector<std::string> lines;
  for (const auto& [id, part] : was.by_id) {
    const auto found = is.by_id.find(id);
    if (found == is.by_id.end())
      lines.push_back(part.name + ": is gone");
    else if (found->second.says != part.says)
      lines.push_back(found->second.name + ": changed");
  }
  for (const auto& [id, part] : is.by_id) {
    if (!was.by_id.contains(id)) lines.push_back(part.name + ": is new");
  }
  if (is_reordered(was.policies, is.policies)) lines.emplace_back("the order of the policies");
  for (const auto& [policy, rules] : was.rules_of) {
    const auto found = is.rules_of.find(policy);
    if (found != is.rules_of.end() && is_reordered(rules, found->second))
      lines.push_back("the order of the rules of " + was.by_id.at(policy).name);
  }
  return lines;
}

}  // namespace remediate

#include "remediate/apply/server_change.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "remediate/kinds/after.hpp"
#include "remediate/kinds/as_sent.hpp"
#include "remediate/kinds/content.hpp"
#include "remediate/kinds/find_in_server.hpp"
#include "remediate/kinds/server_set.hpp"

namespace remediate {
namespace {

using nlohmann::json;
using Names = std::vector<std::string>;

// Takes over what Okta filled in, if the object is otherwise what was sent.
template <class Object>
bool adopt(Object* wanted, const Object* read, const Change& change) {
  if (wanted == nullptr || read == nullptr) return false;
  if (!is_as_sent(change.target.kind, read->content, change.body)) return false;
  wanted->content = read->content;
  return true;
}

bool adopt_made(ServerSnapshot& expected, const ServerSnapshot& now, const Change& change,
                const std::string& id) {
  const std::string& policy_id = change.target.policy;
  switch (change.target.kind) {
    case ObjectKind::scope:
      return adopt(scope_in(expected, id), scope_in(now, id), change);
    case ObjectKind::policy: {
      PolicySnapshot* wanted = policy_in(expected, id);
      const PolicySnapshot* read = policy_in(now, id);
      return wanted != nullptr && read != nullptr && adopt(&wanted->policy, &read->policy, change);
    }
    case ObjectKind::rule:
      return adopt(rule_in(expected, policy_id, id), rule_in(now, policy_id, id), change);
    default:
      return false;
  }
}

std::string name_sent(const Change& change) {
  const json body = json::parse(change.body, nullptr, false);
  const auto name = body.is_object() ? body.find("name") : body.end();
  const bool is_told = body.is_object() && name != body.end() && name->is_string();
  return is_told ? name->get<std::string>() : change.target.name;
}

// Ids of all objects of that kind and name, in the place where a create would put another one.
Names ids_named(const ServerSnapshot& server, const ChangeTarget& target, const std::string& name) {
  Names ids;
  const auto take = [&](const auto& object) {
    if (object.name == name) ids.push_back(object.id);
  };
  if (target.kind == ObjectKind::scope) std::ranges::for_each(server.scopes, take);
  if (target.kind == ObjectKind::policy)
    for (const PolicySnapshot& each : server.policies) take(each.policy);
  if (target.kind == ObjectKind::rule) {
    if (const PolicySnapshot* policy = policy_in(server, target.policy))
      std::ranges::for_each(policy->rules, take);
  }
  return ids;
}

// The one that was not there before.
std::string id_of_new(const Change& change, const ServerSnapshot& before,
                      const ServerSnapshot& now) {
  const std::string name = name_sent(change);
  const Names earlier = ids_named(before, change.target, name);
  for (const std::string& id : ids_named(now, change.target, name)) {
    if (std::ranges::find(earlier, id) == earlier.end()) return id;
  }
  return {};
}

std::string moved_since_plan(const Change& change) {
  return fmt::format("{} '{}' ({}) is not as it was when this was planned",
                     to_string(change.target.kind), change.target.name, change.target.id);
}

// Empty when it is not there.
std::string digest_in(const ServerSnapshot& server, const ChangeTarget& target) {
  const std::string* content = content_in(server, target);
  return content == nullptr ? std::string() : object_digest(*content);
}

Seen seen_created(const Change& change, const std::string& made_id, const ServerSnapshot& before,
                  const ServerSnapshot& now) {
  const std::string id = made_id.empty() ? id_of_new(change, before, now) : made_id;
  ChangeTarget made = change.target;
  made.id = id;
  if (id.empty() || content_in(now, made) == nullptr)
    return {Own::undone, {}, differences(before, now)};
  auto expected = after(before, change, id);
  if (!expected) return {Own::different, {}, {expected.error().message}};
  const bool stands = adopt_made(*expected, now, change, id);
  return {stands ? Own::stands : Own::different,
          {change.id, id, {}},
          differences(*expected, now),
          digest_in(now, made)};
}

Own own_of_update(const std::string* was, const std::string* wanted, const std::string* is) {
  if (was == nullptr || wanted == nullptr || is == nullptr) return Own::different;
  if (canonical(*is) == canonical(*wanted)) return Own::stands;
  return canonical(*is) == canonical(*was) ? Own::undone : Own::different;
}

Own own_of(const Change& change, const ServerSnapshot& before, const ServerSnapshot& expected,
           const ServerSnapshot& now) {
  if (change.target.kind == ObjectKind::authorization_server)
    return now.server.status == expected.server.status ? Own::stands : Own::undone;
  const std::string* is = content_in(now, change.target);
  if (change.action == Action::remove) {
    const std::string* was = content_in(before, change.target);
    if (is == nullptr) return Own::stands;
    return was != nullptr && canonical(*is) == canonical(*was) ? Own::undone : Own::different;
  }
  return own_of_update(content_in(before, change.target), content_in(expected, change.target), is);
}

}  // namespace

Seen seen_on_server(const Change& change, const std::string& made_id, const ServerSnapshot& before,
                    const ServerSnapshot& now) {
  if (change.action == Action::create) return seen_created(change, made_id, before, now);
  const auto expected = after(before, change, {});
  if (!expected) return {Own::different, {}, {expected.error().message}};
  const Own own = own_of(change, before, *expected, now);
  return {own,
          {},
          differences(own == Own::undone ? before : *expected, now),
          digest_in(now, change.target)};
}

std::string misfit_on_server(const Change& change, const ServerSnapshot& server) {
  if (change.action == Action::create) {
    const std::string name = name_sent(change);
    if (change.precondition.absent && !ids_named(server, change.target, name).empty()) {
      return fmt::format("a {} named '{}' is there already", to_string(change.target.kind), name);
    }
  } else if (change.target.kind != ObjectKind::authorization_server) {
    const std::string* content = content_in(server, change.target);
    if (content == nullptr) {
      return fmt::format("{} '{}' ({}) is gone", to_string(change.target.kind), change.target.name,
                         change.target.id);
    }
    const std::string& digest = change.precondition.digest;
    if (!digest.empty() && object_digest(*content) != digest) return moved_since_plan(change);
  }
  const auto expected = after(server, change, "not made yet");
  return expected ? std::string() : expected.error().message;
}

}  // namespace remediate

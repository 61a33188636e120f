#include "remediate/kinds/after.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "client/base/json_document.hpp"
#include "client/base/json_edit.hpp"
#include "remediate/kinds/find_in_server.hpp"

namespace remediate {
namespace {

using nlohmann::json;

// What every new server has. Source: recordings of 2025.
constexpr std::array<std::string_view, 7> kBuiltInScopes = {
    "openid", "profile", "email", "address", "phone", "offline_access", "device_sso"};

okta::Error misfit(const Change& change, std::string_view why) {
  return {
      okta::ErrorKind::invalid_input,
      fmt::format("change {} ({} {} '{}') does not fit the server: {}", change.id,
                  to_string(change.action), to_string(change.target.kind), change.target.name, why),
      std::nullopt,
      {}};
}

template <class Model>
okta::Result<Model> decoded(json object, const Change& change) {
  auto document = okta::JsonDocument::parse(object.dump());
  if (!document) return okta::failure(document.error());
  auto model = okta::decode<Model>(document->root());
  if (!model) return okta::failure(misfit(change, model.error().message));
  return model;
}

// As the org answers what was sent: with an id, a status, and a place in the order.
template <class Model>
okta::Result<Model> made(const Change& change, const std::string& id, std::int64_t priority) {
  json object = json::parse(change.body, nullptr, false);
  if (!object.is_object()) return okta::failure(misfit(change, "its body is no JSON object"));
  object["id"] = id;
  if constexpr (requires(Model model) { model.priority; }) {
    object["priority"] = priority;
    if (!object.contains("status")) object["status"] = "ACTIVE";
  }
  return decoded<Model>(std::move(object), change);
}

template <class Model>
okta::Status edit(Model& model, const Change& change) {
  auto edited = okta::JsonEdit::of(model.content);
  if (!edited) return okta::failure(misfit(change, edited.error().message));
  for (const FieldEdit& each : change.diff) {
    if (each.path == "/priority")
      return okta::failure(misfit(change, "what is there keeps its place in the order"));
    const okta::Status done =
        each.after ? edited->set_json(each.path, *each.after) : edited->remove(each.path);
    if (!done) return okta::failure(misfit(change, done.error().message));
  }
  json object = json::parse(edited->text());
  object["id"] = model.id;
  object["system"] = model.system;
  if constexpr (requires { model.priority; }) object["priority"] = model.priority;
  auto result = decoded<Model>(std::move(object), change);
  if (!result) return okta::failure(result.error());
  model = std::move(*result);
  return {};
}

// Switched on or off, where Okta has a switch for it.
template <class Model>
okta::Status set_status(Model& model, const Change& change, const char* status) {
  Change as_edit = change;
  as_edit.diff = {{"/status", std::nullopt, json(status).dump()}};
  return edit(model, as_edit);
}

// What is done to something that is there, at `found` in `objects`; `head` is what Okta calls the
// object.
template <class Objects, class Head>
okta::Status change_existing(Objects& objects, typename Objects::iterator found,
                             const Change& change, Head head) {
  if (found == objects.end()) return okta::failure(misfit(change, "it is not there"));
  switch (change.action) {
    case Action::update:
      return edit(head(*found), change);
    case Action::activate:
      return set_status(head(*found), change, "ACTIVE");
    case Action::deactivate:
      return set_status(head(*found), change, "INACTIVE");
    case Action::remove:
      objects.erase(found);
      return {};
    default:
      return okta::failure(misfit(change, "that is not done to it"));
  }
}

template <class Objects, class Head>
bool has_named(Objects& objects, const std::string& name, Head head) {
  return std::ranges::any_of(objects, [&](auto& each) { return head(each).name == name; });
}

// Above the policy that the change names, or where the priority that is sent puts it; else at the
// end. Absent: that policy is not there.
template <class Objects, class Head>
std::optional<std::size_t> place_for(const Change& change, const Objects& objects, Head head) {
  const auto index_of = [&](auto found) {
    return static_cast<std::size_t>(found - objects.begin());
  };
  if (const std::string& above = change.target.above; !above.empty()) {
    const auto found =
        std::ranges::find_if(objects, [&](const auto& each) { return head(each).id == above; });
    if (found == objects.end()) return std::nullopt;
    return index_of(found);
  }
  const json body = json::parse(change.body, nullptr, false);
  const auto sent = body.is_object() ? body.find("priority") : body.end();
  if (!body.is_object() || sent == body.end() || !sent->is_number_integer()) return objects.size();
  const auto wanted = sent->template get<std::int64_t>();
  return index_of(std::ranges::find_if(
      objects, [&](const auto& each) { return head(each).priority >= wanted; }));
}

// The one that is put at `place` pushes down those behind it, as far as their numbers touch: Okta's
// priorities may have gaps.
template <class Objects, class Head>
void push_down(Objects& objects, std::size_t place, Head head) {
  for (std::size_t at = place + 1; at < objects.size(); ++at) {
    const std::int64_t before = head(objects[at - 1]).priority;
    if (head(objects[at]).priority > before) return;
    head(objects[at]).priority = before + 1;
  }
}

constexpr auto kPolicyHead = [](auto& each) -> auto& { return each.policy; };
constexpr auto kHead = [](auto& each) -> auto& { return each; };

template <class Objects, class Object, class Head>
okta::Status insert(Objects& objects, Object object, const Change& change, Head head) {
  const std::optional<std::size_t> place = place_for(change, objects, head);
  if (!place) return okta::failure(misfit(change, "the policy that it stands above is not there"));
  const bool at_end = *place == objects.size();
  const std::int64_t last = objects.empty() ? 0 : head(objects.back()).priority;
  head(object).priority = at_end ? last + 1 : head(objects[*place]).priority;
  objects.insert(objects.begin() + static_cast<std::ptrdiff_t>(*place), std::move(object));
  push_down(objects, *place, head);
  return {};
}

okta::Status change_server(ServerSnapshot& server, const Change& change) {
  switch (change.action) {
    case Action::activate:
      server.server.status = "ACTIVE";
      return {};
    case Action::deactivate:
      server.server.status = "INACTIVE";
      return {};
    default:
      return okta::failure(misfit(change, "nothing else is done to a server"));
  }
}

okta::Status change_scope(ServerSnapshot& server, const Change& change, const std::string& id) {
  if (change.action == Action::create) {
    if (has_named(server.scopes, change.target.name, kHead))
      return okta::failure(misfit(change, "a scope of that name is there"));
    auto scope = made<okta::Scope>(change, id, 0);
    if (!scope) return okta::failure(scope.error());
    server.scopes.push_back(std::move(*scope));
    return {};
  }
  if (change.action == Action::activate || change.action == Action::deactivate)
    return okta::failure(misfit(change, "a scope has no such state"));
  const auto found = std::ranges::find(server.scopes, change.target.id, &okta::Scope::id);
  return change_existing(server.scopes, found, change, kHead);
}

okta::Status change_policy(ServerSnapshot& server, const Change& change, const std::string& id) {
  if (change.action == Action::create) {
    if (has_named(server.policies, change.target.name, kPolicyHead))
      return okta::failure(misfit(change, "a policy of that name is there"));
    auto policy = made<okta::AccessPolicy>(change, id, 0);
    if (!policy) return okta::failure(policy.error());
    return insert(server.policies, PolicySnapshot{std::move(*policy), {}, true}, change,
                  kPolicyHead);
  }
  const auto found = std::ranges::find_if(server.policies, [&](const PolicySnapshot& each) {
    return each.policy.id == change.target.id;
  });
  return change_existing(server.policies, found, change, kPolicyHead);
}

okta::Status change_rule(ServerSnapshot& server, const Change& change, const std::string& id) {
  PolicySnapshot* policy = policy_in(server, change.target.policy);
  if (policy == nullptr) return okta::failure(misfit(change, "its policy is not there"));
  if (change.action == Action::create) {
    if (has_named(policy->rules, change.target.name, kHead))
      return okta::failure(misfit(change, "a rule of that name is there"));
    auto rule = made<okta::AccessPolicyRule>(change, id, 0);
    if (!rule) return okta::failure(rule.error());
    return insert(policy->rules, std::move(*rule), change, kHead);
  }
  const auto found =
      std::ranges::find(policy->rules, change.target.id, &okta::AccessPolicyRule::id);
  return change_existing(policy->rules, found, change, kHead);
}

okta::Status apply_to(ServerSnapshot& server, const Change& change, const std::string& id) {
  switch (change.target.kind) {
    case ObjectKind::authorization_server:
      return change_server(server, change);
    case ObjectKind::scope:
      return change_scope(server, change, id);
    case ObjectKind::policy:
      return change_policy(server, change, id);
    case ObjectKind::rule:
      return change_rule(server, change, id);
    default:
      return okta::failure(misfit(change, "it is not about a server"));
  }
}

}  // namespace

okta::Result<ServerSnapshot> after(const ServerSnapshot& server, const Change& change,
                                   const std::string& made_id) {
  ServerSnapshot next = server;
  if (okta::Status done = apply_to(next, change, made_id); !done)
    return okta::failure(std::move(done.error()));
  return next;
}

okta::Result<ServerSnapshot> new_server(const Change& change, const std::string& id,
                                        const std::string& issuer) {
  json object = json::parse(change.body, nullptr, false);
  if (!object.is_object()) return okta::failure(misfit(change, "its body is no JSON object"));
  object["id"] = id;
  object["issuer"] = issuer;
  object["status"] = "ACTIVE";
  auto decoded_server = decoded<okta::AuthorizationServer>(std::move(object), change);
  if (!decoded_server) return okta::failure(decoded_server.error());
  ServerSnapshot server;
  server.server = std::move(*decoded_server);
  for (const std::string_view name : kBuiltInScopes) {
    okta::Scope& scope = server.scopes.emplace_back();
    scope.id = fmt::format("built in: {}", name);
    scope.name = name;
    scope.system = true;
    scope.consent = okta::consent::kImplicit;
  }
  return server;
}

}  // namespace remediate

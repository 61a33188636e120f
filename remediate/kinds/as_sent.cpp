#include "remediate/kinds/as_sent.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "client/base/json_document.hpp"
#include "client/models/access_policy.hpp"
#include "client/models/scope.hpp"
#include "remediate/kinds/content.hpp"

namespace remediate {
namespace {

using nlohmann::json;

bool same_set(std::vector<std::string> one, std::vector<std::string> other) {
  std::ranges::sort(one);
  std::ranges::sort(other);
  return one == other;
}

// Orgs without the consent feature accept these members and drop them (recorded).
std::string without_what_orgs_drop(const std::string& sent, const std::string& read) {
  json wanted = json::parse(sent, nullptr, false);
  const json found = json::parse(read, nullptr, false);
  if (!wanted.is_object() || !found.is_object()) return sent;
  for (const std::string name : {"consent", "displayName", "optional"}) {
    const bool asks_for_consent = name == "consent" && wanted.value(name, "") != "IMPLICIT";
    if (!found.contains(name) && !asks_for_consent) wanted.erase(name);
  }
  return wanted.dump();
}

bool means_what_was_sent(const okta::Scope& read, const okta::Scope& wanted,
                         const std::string& body) {
  return read.is_default == wanted.is_default &&
         holds(read.content, without_what_orgs_drop(body, read.content));
}

bool means_what_was_sent(const okta::AccessPolicy& read, const okta::AccessPolicy& wanted,
                         const std::string& body) {
  return read.status == wanted.status &&
         same_set(read.unknown_conditions, wanted.unknown_conditions) && holds(read.content, body);
}

bool means_what_was_sent(const okta::AccessPolicyRule& read, const okta::AccessPolicyRule& wanted,
                         const std::string& body) {
  const okta::PeopleCondition& people = read.people;
  const okta::PeopleCondition& meant = wanted.people;
  return read.status == wanted.status && same_set(people.groups_include, meant.groups_include) &&
         same_set(people.groups_exclude, meant.groups_exclude) &&
         same_set(people.users_include, meant.users_include) &&
         same_set(people.users_exclude, meant.users_exclude) &&
         same_set(read.unknown_conditions, wanted.unknown_conditions) &&
         read.terms.inline_hook_id == wanted.terms.inline_hook_id && holds(read.content, body);
}

// With what Okta adds to everything, where it is not there.
template <class Model>
std::optional<Model> decoded(const std::string& text) {
  json object = json::parse(text, nullptr, false);
  if (!object.is_object()) return std::nullopt;
  for (const auto& [name, value] :
       {std::pair<const char*, json>("id", "made"), {"status", "ACTIVE"}, {"priority", 1}}) {
    if (!object.contains(name)) object[name] = value;
  }
  const auto document = okta::JsonDocument::parse(object.dump());
  if (!document) return std::nullopt;
  auto model = okta::decode<Model>(document->root());
  return model ? std::optional(std::move(*model)) : std::nullopt;
}

template <class Model>
bool is_model_as_sent(const std::string& content, const std::string& body) {
  const auto read = decoded<Model>(content);
  const auto wanted = decoded<Model>(body);
  return read && wanted && means_what_was_sent(*read, *wanted, body);
}

}  // namespace

bool is_as_sent(ObjectKind kind, const std::string& content, const std::string& body) {
  switch (kind) {
    case ObjectKind::scope:
      return is_model_as_sent<okta::Scope>(content, body);
    case ObjectKind::policy:
      return is_model_as_sent<okta::AccessPolicy>(content, body);
    case ObjectKind::rule:
      return is_model_as_sent<okta::AccessPolicyRule>(content, body);
    default:
      return false;
  }
}

bool is_as_sent(const okta::AuthorizationServer& server, const std::string& body) {
  const json natural_key = {{"name", server.name}, {"audiences", server.audiences}};
  return holds(body, natural_key.dump());
}

}  // namespace remediate

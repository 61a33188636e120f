#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "mocks/change_log.hpp"
#include "mocks/okta_errors.hpp"
#include "mocks/paging.hpp"
#include "mocks/routes.hpp"
#include "mocks/server_objects.hpp"

namespace mocks {
namespace {

Json& body_of(Policy& policy) { return *policy.body; }
Json& body_of(JsonBox& rule) { return *rule; }

std::int64_t priority_of(const Json& body, std::int64_t otherwise) {
  const Json* priority = member_at(body, "priority");
  return priority != nullptr && priority->is_number_integer() ? priority->get<std::int64_t>()
                                                              : otherwise;
}

template <class Entry>
std::int64_t number_of(Entry& entry) {
  return priority_of(body_of(entry), 0);
}

// Recorded: a number past the end is normalised, and an insertion shifts those behind it; as far as
// they have to, for numbers may have gaps.
template <class Entry>
std::size_t insert(std::vector<Entry>& entries, std::int64_t wanted, Entry entry) {
  const std::int64_t end = entries.empty() ? 1 : number_of(entries.back()) + 1;
  std::int64_t number = std::clamp<std::int64_t>(wanted, 1, end);
  const auto behind =
      std::ranges::find_if(entries, [&](Entry& each) { return number_of(each) >= number; });
  const auto place = static_cast<std::size_t>(behind - entries.begin());
  body_of(entry)["priority"] = number;
  entries.insert(behind, std::move(entry));
  for (auto at = place + 1; at < entries.size() && number_of(entries[at]) <= number; ++at)
    body_of(entries[at])["priority"] = ++number;
  return place;
}

template <class Entry>
std::size_t append(std::vector<Entry>& entries, const Json& sent, Entry entry) {
  const std::int64_t end = entries.empty() ? 1 : number_of(entries.back()) + 1;
  return insert(entries, priority_of(sent, end), std::move(entry));
}

// In the place of what stands at `index`, or where another number that was sent puts it: then those
// behind its old place move up.
template <class Entry>
std::size_t replace_at(std::vector<Entry>& entries, std::size_t index, const Json& sent,
                       Entry entry) {
  std::int64_t number = number_of(entries[index]);
  const std::int64_t wanted = priority_of(sent, number);
  if (wanted == number) {
    body_of(entry)["priority"] = number;
    entries[index] = std::move(entry);
    return index;
  }
  entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(index));
  for (auto at = index; at < entries.size() && number_of(entries[at]) == number + 1; ++at)
    body_of(entries[at])["priority"] = number++;
  return insert(entries, wanted, std::move(entry));
}

struct Place {
  AuthorizationServer* server = nullptr;
  Policy* policy = nullptr;
  std::size_t policy_index = 0;
  std::size_t rule_index = 0;
};

tl::expected<Place, Response> policy_at(const Call& call) {
  const auto server = server_of(call);
  if (!server) return tl::unexpected(server.error());
  auto& policies = (*server)->policies;
  const auto found = std::ranges::find_if(
      policies, [&](const Policy& policy) { return id_of(policy.body) == call.args[1]; });
  if (found == policies.end()) return tl::unexpected(not_found(call.args[1], "Policy"));
  return Place{.server = *server,
               .policy = &*found,
               .policy_index = static_cast<std::size_t>(found - policies.begin())};
}

tl::expected<Place, Response> rule_at(const Call& call) {
  auto place = policy_at(call);
  if (!place) return place;
  auto& rules = place->policy->rules;
  const auto found = std::ranges::find(rules, call.args[2], id_of);
  if (found == rules.end()) return tl::unexpected(not_found(call.args[2], "PolicyRule"));
  place->rule_index = static_cast<std::size_t>(found - rules.begin());
  return place;
}

std::string policy_path(const Place& place) {
  return fmt::format("/api/v1/authorizationServers/{}/policies/{}", server_reference(*place.server),
                     id_of(place.policy->body));
}

void log_policy(Call& call, std::string_view what, const Json& policy) {
  log_change(call, fmt::format("policy.lifecycle.{}", what), {{"PolicyEntity", &policy}});
}

void log_rule(Call& call, std::string_view what, const Policy& policy, const Json& rule) {
  log_change(call, fmt::format("policy.rule.{}", what),
             {{"PolicyEntity", &*policy.body}, {"PolicyRule", &rule}});
}

Response check_policy(const Json& body) {
  if (text_at(body, "name").empty())
    return validation_failed("name", {"name: The field cannot be left blank"});
  const auto type = text_at(body, "type");
  if (!type.empty() && type != "OAUTH_AUTHORIZATION_POLICY")
    return validation_failed("type", {"type: The field has an invalid value"});
  return {};
}

Response check_rule(const Json& body) {
  if (text_at(body, "name").empty())
    return validation_failed("name", {"name: The field cannot be left blank"});
  if (text_at(body, "type") != "RESOURCE_ACCESS")
    return validation_failed("type", {"type: The field has an invalid value"});
  const Json* conditions = member_at(body, "conditions");
  if (conditions == nullptr || !conditions->is_object()) {
    return validation_failed("conditions", {"conditions: The field cannot be left blank"});
  }
  if (strings_at(body, "conditions/grantTypes/include").empty()) {
    return validation_failed("conditions.grantTypes",
                             {"grantTypes: At least one grant type must be specified"});
  }
  const Json* minutes = member_at(body, "actions/token/accessTokenLifetimeMinutes");
  if (minutes != nullptr && minutes->is_number() &&
      (minutes->get<double>() < 5 || minutes->get<double>() > 1440)) {
    return validation_failed(
        "accessTokenLifetimeMinutes",
        {"accessTokenLifetimeMinutes: must be between 5 minutes and 24 hours"});
  }
  return {};
}

Response list_policies(Call& call) {
  const auto server = server_of(call);
  if (!server) return server.error();
  std::vector<const JsonBox*> all;
  for (const auto& policy : (*server)->policies) all.push_back(&policy.body);
  return whole_list(all);
}

Response create_policy(Call& call) {
  const auto server = server_of(call);
  if (!server) return server.error();
  const auto sent = object_of(*call.request);
  if (!sent) return sent.error();
  if (auto problem = check_policy(**sent); problem.status != 200) return problem;
  auto& policies = (*server)->policies;
  Policy policy{.body = policy_object(**server, **sent, nullptr, call.org->ids, call.now),
                .rules = {}};
  const auto at = append(policies, **sent, std::move(policy));
  log_policy(call, "create", *policies[at].body);
  return json_answer(201, *policies[at].body);
}

Response get_policy(Call& call) {
  const auto place = policy_at(call);
  return place ? json_answer(200, *place->policy->body) : place.error();
}

Response put_policy(Call& call) {
  const auto place = policy_at(call);
  if (!place) return place.error();
  const auto sent = object_of(*call.request);
  if (!sent) return sent.error();
  if (auto problem = check_policy(**sent); problem.status != 200) return problem;
  auto& policies = place->server->policies;
  const Json old = *place->policy->body;
  Policy next{.body = policy_object(*place->server, **sent, &old, call.org->ids, call.now),
              .rules = place->policy->rules};
  const auto at = replace_at(policies, place->policy_index, **sent, std::move(next));
  log_policy(call, "update", *policies[at].body);
  return json_answer(200, *policies[at].body);
}

Response delete_policy(Call& call) {
  const auto place = policy_at(call);
  if (!place) return place.error();
  auto& policies = place->server->policies;
  log_policy(call, "delete", *place->policy->body);
  policies.erase(policies.begin() + static_cast<std::ptrdiff_t>(place->policy_index));
  return no_content();
}

Response turn_policy(Call& call, bool active) {
  const auto place = policy_at(call);
  if (!place) return place.error();
  set_status(*place->policy->body, active, policy_path(*place), call.now);
  log_policy(call, active ? "activate" : "deactivate", *place->policy->body);
  return no_content();
}

Response list_rules(Call& call) {
  const auto place = policy_at(call);
  return place ? whole_list(pointers(place->policy->rules)) : place.error();
}

Response create_rule(Call& call) {
  const auto place = policy_at(call);
  if (!place) return place.error();
  const auto sent = object_of(*call.request);
  if (!sent) return sent.error();
  if (auto problem = check_rule(**sent); problem.status != 200) return problem;
  auto& rules = place->policy->rules;
  auto rule = rule_object(*place->server, *place->policy, **sent, nullptr, call.org->ids, call.now);
  const auto at = append(rules, **sent, std::move(rule));
  log_rule(call, "add", *place->policy, *rules[at]);
  return json_answer(201, *rules[at]);
}

Response get_rule(Call& call) {
  const auto place = rule_at(call);
  return place ? json_answer(200, *place->policy->rules[place->rule_index]) : place.error();
}

Response put_rule(Call& call) {
  const auto place = rule_at(call);
  if (!place) return place.error();
  const auto sent = object_of(*call.request);
  if (!sent) return sent.error();
  if (auto problem = check_rule(**sent); problem.status != 200) return problem;
  auto& rules = place->policy->rules;
  const Json old = *rules[place->rule_index];
  auto rule = rule_object(*place->server, *place->policy, **sent, &old, call.org->ids, call.now);
  const auto at = replace_at(rules, place->rule_index, **sent, std::move(rule));
  log_rule(call, "update", *place->policy, *rules[at]);
  return json_answer(200, *rules[at]);
}

Response delete_rule(Call& call) {
  const auto place = rule_at(call);
  if (!place) return place.error();
  auto& rules = place->policy->rules;
  if (flag_at(*rules[place->rule_index], "system"))
    return okta_error("E0000006");  // Okta's reference: system rules cannot be deleted
  log_rule(call, "delete", *place->policy, *rules[place->rule_index]);
  rules.erase(rules.begin() + static_cast<std::ptrdiff_t>(place->rule_index));
  return no_content();
}

Response turn_rule(Call& call, bool active) {
  const auto place = rule_at(call);
  if (!place) return place.error();
  auto& rule = place->policy->rules[place->rule_index];
  set_status(*rule, active, fmt::format("{}/rules/{}", policy_path(*place), id_of(rule)), call.now);
  log_rule(call, active ? "activate" : "deactivate", *place->policy, *rule);
  return no_content();
}

}  // namespace

std::vector<Route> policy_routes() {
  constexpr std::string_view kResource = "authorizationServers";
  return {
      {"GET", "/api/v1/authorizationServers/{}/policies", kResource, list_policies},
      {"POST", "/api/v1/authorizationServers/{}/policies", kResource, create_policy},
      {"GET", "/api/v1/authorizationServers/{}/policies/{}", kResource, get_policy},
      {"PUT", "/api/v1/authorizationServers/{}/policies/{}", kResource, put_policy},
      {"DELETE", "/api/v1/authorizationServers/{}/policies/{}", kResource, delete_policy},
      {"POST", "/api/v1/authorizationServers/{}/policies/{}/lifecycle/activate", kResource,
       [](Call& call) { return turn_policy(call, true); }},
      {"POST", "/api/v1/authorizationServers/{}/policies/{}/lifecycle/deactivate", kResource,
       [](Call& call) { return turn_policy(call, false); }},
      {"GET", "/api/v1/authorizationServers/{}/policies/{}/rules", kResource, list_rules},
      {"POST", "/api/v1/authorizationServers/{}/policies/{}/rules", kResource, create_rule},
      {"GET", "/api/v1/authorizationServers/{}/policies/{}/rules/{}", kResource, get_rule},
      {"PUT", "/api/v1/authorizationServers/{}/policies/{}/rules/{}", kResource, put_rule},
      {"DELETE", "/api/v1/authorizationServers/{}/policies/{}/rules/{}", kResource, delete_rule},
      {"POST", "/api/v1/authorizationServers/{}/policies/{}/rules/{}/lifecycle/activate", kResource,
       [](Call& call) { return turn_rule(call, true); }},
      {"POST", "/api/v1/authorizationServers/{}/policies/{}/rules/{}/lifecycle/deactivate",
       kResource, [](Call& call) { return turn_rule(call, false); }}};
}

}  // namespace mocks

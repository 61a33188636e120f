#include "mocks/access_policy.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace mocks {
namespace {

bool contains(const std::vector<std::string>& strings, std::string_view wanted) {
  return std::ranges::find(strings, wanted) != strings.end();
}

bool overlap(const std::vector<std::string>& left, const std::vector<std::string>& right) {
  return std::ranges::any_of(left, [&](const std::string& text) { return contains(right, text); });
}

bool active(const JsonBox& object) { return text_at(*object, "status") != "INACTIVE"; }

bool names_client(const JsonBox& policy, const std::string& client_id) {
  const auto clients = strings_at(*policy, "conditions/clients/include");
  return contains(clients, "ALL_CLIENTS") || contains(clients, client_id);
}

bool covers_scopes(const JsonBox& rule, const std::vector<std::string>& scopes) {
  const auto allowed = strings_at(*rule, "conditions/scopes/include");
  if (contains(allowed, "*")) return true;
  if (allowed.empty()) return false;
  return std::ranges::all_of(scopes,
                             [&](const std::string& scope) { return contains(allowed, scope); });
}

bool covers_people(const JsonBox& rule, const std::optional<User>& user,
                   const std::vector<std::string>& everyone) {
  if (!user) return true;
  if (contains(strings_at(*rule, "conditions/people/users/exclude"), user->id)) return false;
  if (overlap(strings_at(*rule, "conditions/people/groups/exclude"), user->groups)) return false;
  const auto groups = strings_at(*rule, "conditions/people/groups/include");
  return contains(groups, "EVERYONE") || overlap(groups, everyone) ||
         overlap(groups, user->groups) ||
         contains(strings_at(*rule, "conditions/people/users/include"), user->id);
}

int minutes_at(const JsonBox& rule, std::string_view path, int otherwise) {
  const Json* minutes = member_at(*rule, path);
  return minutes != nullptr && minutes->is_number_integer() ? minutes->get<int>() : otherwise;
}

}  // namespace

Decision decide_access(const AuthorizationServer& server, const AccessRequest& request,
                       const std::vector<std::string>& everyone, bool fall_through) {
  for (const auto& policy : server.policies) {
    if (!active(policy.body) || !names_client(policy.body, request.client_id)) continue;
    for (const auto& rule : policy.rules) {
      if (!active(rule) ||
          !contains(strings_at(*rule, "conditions/grantTypes/include"), request.grant_type))
        continue;
      if (!covers_scopes(rule, request.scopes) || !covers_people(rule, request.user, everyone))
        continue;
      return {
          .granted = true,
          .policy_id = id_of(policy.body),
          .rule_id = id_of(rule),
          .access_token_minutes = minutes_at(rule, "actions/token/accessTokenLifetimeMinutes", 60),
          .refresh_token_minutes =
              minutes_at(rule, "actions/token/refreshTokenLifetimeMinutes", 0)};
    }
    if (!fall_through) break;
  }
  return {};
}

}  // namespace mocks

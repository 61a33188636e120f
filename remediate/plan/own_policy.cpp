#include "remediate/plan/own_policy.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "client/base/digest.hpp"

namespace remediate {
namespace {

using nlohmann::literals::operator""_json_pointer;

using Json = nlohmann::ordered_json;

constexpr std::size_t kLongestPolicyName = 100;
constexpr std::size_t kLongestRuleName = 50;
constexpr std::size_t kHashDigits = 8;
constexpr std::string_view kPrefix = "oktafix ";

// The org server's access tokens live for an hour. A refresh token of its own lives on while it is
// used at least once in seven days; ours end after ninety days all the same.
constexpr std::int64_t kAccessTokenMinutes = 60;
constexpr std::int64_t kRefreshTokenMinutes = 90LL * 24 * 60;
constexpr std::int64_t kRefreshWindowMinutes = 7LL * 24 * 60;

std::string hash_of(std::string_view text) {
  const std::string digest = okta::digest_of(text);
  return digest.substr(digest.find(':') + 1, kHashDigits);
}

std::string fitted(std::string name, std::size_t longest) {
  if (name.size() <= longest) return name;
  return name.substr(0, longest - kHashDigits - 1) + "-" + hash_of(name);
}

okta::TokenTerms limited(okta::TokenTerms terms) {
  if (terms.access_token_lifetime_minutes.value_or(0) <= 0)
    terms.access_token_lifetime_minutes = kAccessTokenMinutes;
  if (terms.refresh_token_lifetime_minutes.value_or(0) <= 0)
    terms.refresh_token_lifetime_minutes =
        std::max(kRefreshTokenMinutes, *terms.access_token_lifetime_minutes);
  if (terms.refresh_token_window_minutes.value_or(0) <= 0)
    terms.refresh_token_window_minutes = kRefreshWindowMinutes;
  terms.refresh_token_window_minutes =
      std::min(*terms.refresh_token_window_minutes, *terms.refresh_token_lifetime_minutes);
  terms.inline_hook_id.reset();
  return terms;
}

Json terms_json(const okta::TokenTerms& terms) {
  return {{"accessTokenLifetimeMinutes", *terms.access_token_lifetime_minutes},
          {"refreshTokenLifetimeMinutes", *terms.refresh_token_lifetime_minutes},
          {"refreshTokenWindowMinutes", *terms.refresh_token_window_minutes}};
}

bool is_service(const Need& need) {
  return need.grant_type == okta::grant_type::kClientCredentials;
}

bool is_within(const std::vector<std::string>& part, const std::vector<std::string>& whole) {
  return std::ranges::includes(whole, part);
}

bool is_superfluous(const RuleDraft& draft, const std::vector<RuleDraft>& all) {
  return std::ranges::any_of(all, [&](const RuleDraft& other) {
    return &other != &draft && is_within(draft.scopes, other.scopes) &&
           is_within(draft.grant_types, other.grant_types);
  });
}

// Those of one kind, without the ones that another one grants anyway.
std::vector<RuleDraft> drafts_for(const std::vector<Need>& needs, bool service) {
  std::map<ScopeSet, std::set<std::string>> grant_types_by_scopes;
  for (const Need& need : needs) {
    if (is_service(need) == service) grant_types_by_scopes[need.scopes].insert(need.grant_type);
  }
  std::vector<RuleDraft> all;
  for (const auto& [scopes, grant_types] : grant_types_by_scopes)
    all.push_back({{grant_types.begin(), grant_types.end()}, scopes, {}});
  std::vector<RuleDraft> kept;
  std::ranges::copy_if(all, std::back_inserter(kept),
                       [&](const RuleDraft& each) { return !is_superfluous(each, all); });
  return kept;
}

}  // namespace

std::string own_policy_name(std::string_view client_id) {
  return fitted(std::string(kPrefix) + std::string(client_id), kLongestPolicyName);
}

std::string own_policy_body(std::string_view client_id) {
  const Json body = {{"type", "OAUTH_AUTHORIZATION_POLICY"},
                     {"name", own_policy_name(client_id)},
                     {"description", fmt::format("What client {} is granted. Made by oktafix.",
                                                 client_id.substr(0, 100))},
                     {"conditions", {{"clients", {{"include", Json::array()}}}}}};
  return body.dump();
}

std::vector<RuleDraft> rules_for(const std::vector<Need>& needs,
                                 const std::vector<RuleModel>& people) {
  std::vector<RuleDraft> rules;
  for (const RuleDraft& draft : drafts_for(needs, false)) {
    for (const RuleModel& model : people) {
      rules.push_back(draft);
      rules.back().model = model;
    }
  }
  for (RuleDraft& draft : drafts_for(needs, true)) {
    draft.model = {"", {}, limited({})};
    rules.push_back(std::move(draft));
  }
  return rules;
}

std::string rule_name(const RuleDraft& draft) {
  std::vector<std::string_view> grant_types;
  for (const std::string_view each : draft.grant_types)
    grant_types.push_back(each.substr(each.rfind(':') + 1));  // device_code of an URN
  const std::string what =
      fmt::format("{} {} {}", draft.grant_types, draft.scopes, draft.model.people);
  return fitted(fmt::format("{}{} {}", kPrefix, fmt::join(grant_types, " "), hash_of(what)),
                kLongestRuleName);
}

std::string rule_body(const RuleDraft& draft) {
  Json conditions = Json::object();
  if (!draft.model.people.empty()) conditions["people"] = Json::parse(draft.model.people);
  conditions["grantTypes"]["include"] = draft.grant_types;
  conditions["scopes"]["include"] = draft.scopes;
  const Json body = {{"type", "RESOURCE_ACCESS"},
                     {"name", rule_name(draft)},
                     {"conditions", std::move(conditions)},
                     {"actions", {{"token", terms_json(draft.model.terms)}}}};
  return body.dump();
}

std::string copied_rule_body(const okta::AccessPolicyRule& rule) {
  Json body = Json::parse(rule.content);
  body.erase("status");
  body.erase("priority");
  return body.dump();
}

bool is_wider(const RuleModel& model, const RuleModel& other) {
  const okta::PeopleCondition& wide = model.who;
  const okta::PeopleCondition& narrow = other.who;
  const auto are_all_in = [](const std::vector<std::string>& part,
                             const std::vector<std::string>& whole) {
    return std::ranges::all_of(part,
                               [&](const std::string& each) { return contains(whole, each); });
  };
  const auto is_named_by_narrow = [&](const std::string& user) {
    return contains(narrow.users_include, user) && !contains(narrow.users_exclude, user);
  };
  const auto may_be_of_narrow = [&](const std::string& user) {
    return is_named_by_narrow(user) ||
           (!narrow.groups_include.empty() && !contains(narrow.users_exclude, user));
  };
  const auto is_left_out = [&](const std::string& user) {
    return is_named_by_narrow(user) && !contains(wide.users_include, user);
  };
  const bool includes_them = contains(wide.groups_include, okta::kEveryone) ||
                             (are_all_in(narrow.groups_include, wide.groups_include) &&
                              std::ranges::none_of(narrow.users_include, is_left_out));
  return includes_them && are_all_in(wide.groups_exclude, narrow.groups_exclude) &&
         std::ranges::none_of(wide.users_exclude, may_be_of_narrow);
}

RuleModel everyone() { return members_of({std::string(okta::kEveryone)}); }

RuleModel members_of(const std::vector<std::string>& groups) {
  const Json people = {{"groups", {{"include", groups}}}};
  return {people.dump(), {groups, {}, {}, {}}, limited({})};
}

RuleModel people_of(const okta::AccessPolicyRule& rule) {
  const Json content = Json::parse(rule.content);
  const Json people = content.value("/conditions/people"_json_pointer, Json::object());
  return {people.dump(), rule.people, limited(rule.terms)};
}

}  // namespace remediate

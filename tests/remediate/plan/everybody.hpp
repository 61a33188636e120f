// Everybody who could ask a server of the small universe for anything, and what each is answered
// under every reading: the yardstick for promises about other people's access.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "remediate/access/evaluate.hpp"
#include "tests/support/random_server.hpp"

namespace tests {

struct Asked {
  std::string client_id;
  std::string grant_type;
  remediate::ScopeSet scopes;
  std::string user;
  std::vector<std::string> groups;
  std::size_t reading = 0;

  friend auto operator<=>(const Asked&, const Asked&) = default;
};

struct Answered {
  bool granted = false;
  remediate::ScopeSet scopes;
  std::optional<std::int64_t> access_minutes;
  std::optional<std::int64_t> refresh_minutes;
  std::optional<std::int64_t> window_minutes;
  std::optional<std::string> hook;

  friend bool operator==(const Answered&, const Answered&) = default;
};

using Answers = std::map<Asked, Answered>;

// Those readings that differ in what matters: the most generous, the strictest, and the two ways to
// go on after a policy without a matching rule.
inline const std::vector<remediate::Reading>& readings_asked() {
  static const std::vector<remediate::Reading> readings = {
      {true, true, true, true},
      {false, true, true, true},
      {true, false, false, false},
      {false, false, false, false},
  };
  return readings;
}

inline const std::vector<std::pair<std::string, std::vector<std::string>>>& people_asking() {
  static const std::vector<std::pair<std::string, std::vector<std::string>>> people = {
      {"", {}},
      {"", {"group_a"}},
      {"", {"group_b"}},
      {"", {"group_c"}},
      {"", {"group_a", "group_c"}},
      {"user_a", {}},
      {"user_b", {}},
      {"user_b", {"group_b", "group_c"}},
  };
  return people;
}

inline std::vector<remediate::ScopeSet> scope_sets_asked() {
  std::vector<remediate::ScopeSet> sets = {{}};
  for (const std::string& scope : universe::kScopes) {
    const std::size_t count = sets.size();
    for (std::size_t each = 0; each < count; ++each) {
      remediate::ScopeSet larger = sets[each];
      larger.push_back(scope);
      sets.push_back(std::move(larger));
    }
  }
  return sets;
}

inline Answered answer(const remediate::ServerSnapshot& server, const Asked& asked) {
  remediate::AccessRequest request{asked.client_id, asked.grant_type, asked.scopes, std::nullopt};
  if (asked.grant_type != "client_credentials")
    request.person = remediate::Person{asked.user, asked.groups};
  const remediate::Decision decision = evaluate(server, request, readings_asked()[asked.reading]);
  if (!decision.granted) return {};
  return {true,
          decision.scopes,
          decision.terms.access_token_lifetime_minutes,
          decision.terms.refresh_token_lifetime_minutes,
          decision.terms.refresh_token_window_minutes,
          decision.terms.inline_hook_id};
}

inline Answers answers_of(const remediate::ServerSnapshot& server) {
  Answers answers;
  std::vector<std::string> clients = universe::kClients;
  clients.emplace_back("client_of_nobody");
  for (const std::string& client : clients) {
    for (const std::string& grant_type : universe::kGrantTypes) {
      for (const remediate::ScopeSet& scopes : scope_sets_asked()) {
        for (const auto& [user, groups] : people_asking()) {
          for (std::size_t reading = 0; reading < readings_asked().size(); ++reading) {
            Asked asked{client, grant_type, scopes, user, groups, reading};
            Answered answered = answer(server, asked);
            answers.emplace(std::move(asked), std::move(answered));
          }
        }
      }
    }
  }
  return answers;
}

}  // namespace tests

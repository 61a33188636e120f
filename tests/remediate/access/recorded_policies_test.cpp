// The evaluator over every recorded policy and rule.
#include <algorithm>

#include <gtest/gtest.h>

#include "client/base/json_document.hpp"
#include "remediate/access/evaluate.hpp"
#include "tests/support/recorded.hpp"

namespace remediate {
namespace {

template <class Model>
std::vector<Model> recorded(const std::string& folder) {
  std::vector<Model> models;
  for (const auto& path : tests::recorded_files(folder)) {
    const auto document = okta::JsonDocument::parse(tests::read_file(path));
    if (!document) continue;
    if (auto model = okta::decode<Model>(document->root())) models.push_back(std::move(*model));
  }
  return models;
}

ServerSnapshot server_with(const okta::AccessPolicy& policy, const okta::AccessPolicyRule& rule) {
  ServerSnapshot server;
  server.server.status = "ACTIVE";
  server.scopes.emplace_back().name = "orders.read";
  server.policies.push_back({.policy = policy, .rules = {rule}});
  return server;
}

TEST(RecordedPolicies, ARuleWithoutScopesAndAPolicyWithoutClientsCoverNobody) {
  if (tests::recorded_folder().empty()) GTEST_SKIP() << tests::kNoRecordings;
  const auto policies = recorded<okta::AccessPolicy>("policies");
  const auto rules = recorded<okta::AccessPolicyRule>("rules");
  int covered = 0;
  int not_covered = 0;
  for (const okta::AccessPolicy& policy : policies) {
    for (const okta::AccessPolicyRule& rule : rules) {
      const ServerSnapshot server = server_with(policy, rule);
      for (const std::string& grant_type : rule.grant_types) {
        const Coverage coverage = coverage_of(server, "0oa1", grant_type, {"orders.read"});
        const bool expected = !policy.clients.empty() && !rule.scopes.empty();
        EXPECT_EQ(coverage.under_every_reading, expected) << policy.name << " / " << rule.id;
        EXPECT_EQ(coverage.under_some_reading, expected) << policy.name << " / " << rule.id;
        (expected ? covered : not_covered) += 1;
      }
    }
  }
  EXPECT_GT(covered, 0);
  EXPECT_GT(not_covered, 0);
}

TEST(RecordedPolicies, ARuleThatSaysNoUserServesClientCredentialsOnly) {
  if (tests::recorded_folder().empty()) GTEST_SKIP() << tests::kNoRecordings;
  const auto rules = recorded<okta::AccessPolicyRule>("rules");
  const auto no_user =
      std::ranges::find_if(rules, [](const auto& rule) { return rule.people.includes_nobody(); });
  ASSERT_NE(no_user, rules.end());
  okta::AccessPolicy policy;
  policy.status = "ACTIVE";
  policy.clients = {"0oa1"};
  const ServerSnapshot server = server_with(policy, *no_user);
  const ScopeSet scopes = {"orders.read"};
  EXPECT_TRUE(coverage_of(server, "0oa1", "client_credentials", scopes).under_every_reading);
  EXPECT_FALSE(coverage_of(server, "0oa1", "authorization_code", scopes).under_some_reading);
}

}  // namespace
}  // namespace remediate

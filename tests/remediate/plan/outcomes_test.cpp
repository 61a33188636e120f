#include "remediate/plan/outcomes.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/remediate/access/server_builder.hpp"

namespace remediate {
namespace {

using tests::policy;
using tests::rule;
using tests::server;

const OutcomeChange* change_of(const std::vector<OutcomeChange>& changes, const ScopeSet& scopes) {
  const auto found = std::ranges::find_if(
      changes, [&](const OutcomeChange& each) { return each.question.scopes == scopes; });
  return found == changes.end() ? nullptr : &*found;
}

// The new rule takes over part of what "*" stood for, a part that neither of them spells out.
TEST(Outcomes, AsksForThePartOfANewRuleThatARuleForAnyScopeAnsweredBefore) {
  const auto everything = policy("old").with(rule("any").lifetime(7));
  const auto before = server({"orders.read"}).with(everything);
  const auto after = server({"orders.read", "orders.write"})
                         .with(policy("new").clients({"app"}).with(
                             rule("both").scopes({"orders.read", "orders.write"}).lifetime(60)))
                         .with(everything);
  const auto changes = outcome_changes(before, after, "app", {});
  const OutcomeChange* listed = change_of(changes, {"orders.read"});
  ASSERT_NE(listed, nullptr);
  EXPECT_EQ(listed->was.terms.access_token_lifetime_minutes, 7);
  EXPECT_EQ(listed->is.terms.access_token_lifetime_minutes, 60);
}

// A rule may name a scope that was never made: what it answered was less than what it says.
TEST(Outcomes, AsksForThePartOfARuleWhoseScopesExisted) {
  const auto named = policy("old").clients({"app"}).with(
      rule("named").scopes({"orders.read", "orders.write"}).lifetime(7));
  const auto before = server({"orders.read"}).with(named);
  const auto after = server({"orders.read", "orders.write"})
                         .with(policy("new").clients({"app"}).with(
                             rule("both").scopes({"orders.read", "orders.write"}).lifetime(60)))
                         .with(named);
  EXPECT_NE(change_of(outcome_changes(before, after, "app", {}), {"orders.read"}), nullptr);
}

TEST(Outcomes, OfAServiceAreAskedForWhatAServiceCanBeGranted) {
  const auto mixed = policy("jobs").with(
      rule("mixed").grants({"client_credentials"}).scopes({"openid", "jobs.run"}).no_user());
  const auto before = server({"openid", "jobs.run"}).with(mixed).inactive();
  const auto after = server({"openid", "jobs.run"}).with(mixed);
  EXPECT_NE(change_of(outcome_changes(before, after, "app", {}), {"jobs.run"}), nullptr);
}

TEST(Outcomes, OfAServerThatStaysAsItIsDoNotChange) {
  const auto same = server({"orders.read"}).with(policy("old").with(rule("any")));
  EXPECT_TRUE(outcome_changes(same, same, "app", {{"orders.read"}}).empty());
}

}  // namespace
}  // namespace remediate

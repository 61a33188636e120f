#include "remediate/model/target.hpp"

#include <gtest/gtest.h>

namespace remediate {
namespace {

ServerSnapshot server(const std::string& id, const std::string& name) {
  ServerSnapshot server;
  server.server.id = id;
  server.server.name = name;
  server.server.issuer = "https://acme.okta.com/oauth2/" + id;
  server.server.status = "ACTIVE";
  return server;
}

PolicySnapshot policy(const std::string& status) {
  PolicySnapshot policy;
  policy.policy.status = status;
  return policy;
}

Snapshot org_with(std::vector<ServerSnapshot> servers) {
  Snapshot snapshot;
  snapshot.servers = std::move(servers);
  return snapshot;
}

std::string found(const Snapshot& snapshot, std::string_view reference) {
  const ServerSnapshot* server = find_server(snapshot, reference);
  return server == nullptr ? "none" : server->server.id;
}

TEST(FindServer, DefaultIsTheFlaggedServerWhateverItIsCalled) {
  ServerSnapshot renamed = server("aus2", "Our APIs");
  renamed.server.is_default = true;
  EXPECT_EQ(found(org_with({server("aus1", "default"), renamed}), "default"), "aus2");
}

TEST(FindServer, DefaultIsKnownByItsIssuerWhereTheFlagIsMissing) {
  ServerSnapshot unflagged = server("aus2", "Our APIs");
  unflagged.server.issuer = "https://acme.okta.com/oauth2/default";
  EXPECT_EQ(found(org_with({server("aus1", "Orders"), unflagged}), "default"), "aus2");
}

TEST(FindServer, AServerThatIsMerelyNamedDefaultIsNotTheDefaultServer) {
  EXPECT_EQ(found(org_with({server("aus1", "default")}), "default"), "none");
}

TEST(FindServer, AnIdIsPreferredToANameThatLooksLikeIt) {
  EXPECT_EQ(found(org_with({server("aus1", "aus2"), server("aus2", "Orders")}), "aus2"), "aus2");
}

TEST(FindServer, ANameMustBeExactAndBelongToOneServerOnly) {
  const Snapshot snapshot =
      org_with({server("aus1", "Orders"), server("aus2", "Twin"), server("aus3", "Twin")});
  EXPECT_EQ(found(snapshot, "Orders"), "aus1");
  EXPECT_EQ(found(snapshot, "orders"), "none");
  EXPECT_EQ(found(snapshot, "Twin"), "none");
}

TEST(FindServer, FindsNothingInAnOrgWithoutServers) {
  EXPECT_EQ(found(org_with({}), "default"), "none");
}

std::string found_target(const Snapshot& snapshot, std::string_view reference,
                         std::string_view create_name) {
  const ServerSnapshot* server = find_target(snapshot, reference, create_name);
  return server == nullptr ? "none" : server->server.id;
}

TEST(FindTarget, IsTheServerOfTheReferenceWhereThatIsThere) {
  const Snapshot snapshot = org_with({server("aus1", "Orders"), server("aus2", "Made")});
  EXPECT_EQ(found_target(snapshot, "Orders", "Made"), "aus1");
}

TEST(FindTarget, IsElseTheOneThatWasMadeInItsPlace) {
  const Snapshot snapshot = org_with({server("aus1", "Orders"), server("aus2", "Made")});
  EXPECT_EQ(found_target(snapshot, "default", "Made"), "aus2");
  EXPECT_EQ(found_target(snapshot, "default", ""), "none");
  EXPECT_EQ(found_target(org_with({server("aus1", "")}), "default", ""), "none");
}

TEST(StateOf, AServerThatIsNotThereIsMissing) {
  EXPECT_EQ(state_of(nullptr), TargetState::missing);
}

TEST(StateOf, AnInactiveServerIsInactiveWhateverItsPolicies) {
  ServerSnapshot off = server("aus1", "Orders");
  off.server.status = "INACTIVE";
  off.policies = {policy("ACTIVE")};
  EXPECT_EQ(state_of(&off), TargetState::inactive);
}

TEST(StateOf, OneActivePolicyMakesItReady) {
  ServerSnapshot on = server("aus1", "Orders");
  on.policies = {policy("INACTIVE"), policy("ACTIVE")};
  EXPECT_EQ(state_of(&on), TargetState::ready);
}

TEST(StateOf, WithoutAnActivePolicyItSaysSoOnlyWhenAllPoliciesWereRead) {
  ServerSnapshot on = server("aus1", "Orders");
  on.policies = {policy("INACTIVE")};
  EXPECT_EQ(state_of(&on), TargetState::no_policy);
  on.policies_complete = false;
  EXPECT_EQ(state_of(&on), TargetState::ready);
}

TEST(StateOf, IsSpelledAsTheReportSpellsIt) {
  EXPECT_EQ(to_string(TargetState::ready), "ready");
  EXPECT_EQ(to_string(TargetState::missing), "missing");
  EXPECT_EQ(to_string(TargetState::inactive), "inactive");
  EXPECT_EQ(to_string(TargetState::no_policy), "noPolicy");
}

}  // namespace
}  // namespace remediate

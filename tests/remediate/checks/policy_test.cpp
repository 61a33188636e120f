// The rules about access policies: policy-does-not-cover, widens-others,
// consent-blocks-client-credentials, inline-hook-not-on-new-rule.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/remediate/checks/audit_builder.hpp"

namespace remediate {
namespace {

using testing::HasSubstr;

constexpr std::string_view kAsks = "custom-scope-on-org-server";
constexpr std::string_view kNotCovered = "policy-does-not-cover";
constexpr std::string_view kWidens = "widens-others";
constexpr std::string_view kConsent = "consent-blocks-client-credentials";
constexpr std::string_view kHook = "inline-hook-not-on-new-rule";

AuditBuilder failing_app() {
  AuditBuilder builder;
  builder.app("0oa1");
  builder.fails("0oa1", {"openid", "orders.read"});
  return builder;
}

AuditBuilder failing_service() {
  AuditBuilder builder;
  builder.app("0oa1").grant_types = {"client_credentials"};
  builder.fails("0oa1", {"orders.read"}, {"client_credentials"});
  builder.demand("0oa1").client_credentials = true;
  return builder;
}

okta::Scope& scope_of(ServerSnapshot& server, std::string_view name) {
  return *std::ranges::find(server.scopes, name, &okta::Scope::name);
}

TEST(PolicyDoesNotCover, TellsAClientThatNoPolicyIncludes) {
  AuditBuilder builder = failing_app();
  ServerSnapshot& server = builder.default_server({"orders.read"});
  builder.policy(server, {"0oaOther"}, {"authorization_code"}, {"orders.read"});
  const Finding finding = only_finding(builder.judged(), kNotCovered);
  EXPECT_EQ(finding.severity, Severity::error);
  EXPECT_TRUE(finding.fixable);
  EXPECT_THAT(finding.message, HasSubstr("no active policy"));
  EXPECT_THAT(finding.message, HasSubstr("no_matching_policy"));
  EXPECT_THAT(finding.evidence.front(), HasSubstr("authorization_code: openid, orders.read"));
}

TEST(PolicyDoesNotCover, TellsAPolicyWithoutAMatchingRule) {
  AuditBuilder builder = failing_app();
  ServerSnapshot& server = builder.default_server({"orders.read"});
  builder.policy(server, {"ALL_CLIENTS"}, {"authorization_code"}, {"openid"});
  EXPECT_THAT(only_finding(builder.judged(), kNotCovered).message, HasSubstr("no rule"));
}

TEST(PolicyDoesNotCover, AsksAsIfTheMissingScopesWereConfigured) {
  AuditBuilder builder = failing_app();
  ServerSnapshot& server = builder.default_server();
  builder.policy(server, {"0oa1"}, {"authorization_code"}, {"*"});
  const Audit audit = builder.judged();
  EXPECT_FALSE(fires(audit, kNotCovered));
  EXPECT_TRUE(fires(audit, "scope-missing-on-target"));
}

TEST(PolicyDoesNotCover, IsADoubtWhereOktasDocumentsLeaveItOpen) {
  AuditBuilder builder = failing_app();
  ServerSnapshot& server = builder.default_server({"orders.read"});
  builder.policy(server, {"0oa1"}, {"authorization_code"}, {"openid"});
  builder.policy(server, {"0oa1"}, {"authorization_code"}, {"openid", "orders.read"});
  const Audit audit = builder.judged();
  const Finding finding = only_finding(audit, kNotCovered);
  EXPECT_EQ(finding.severity, Severity::warning);
  EXPECT_THAT(finding.message, HasSubstr("leave open"));
  EXPECT_EQ(verdict_of(audit, "0oa1"), Verdict::affected);
}

TEST(PolicyDoesNotCover, AsksForEachGrantTypeOfTheAppItself) {
  AuditBuilder builder;
  builder.app("0oa1").grant_types = {"authorization_code", "implicit", "refresh_token"};
  builder.fails("0oa1", {"openid", "orders.read"}, {});
  ServerSnapshot& server = builder.default_server({"orders.read"});
  builder.policy(server, {"0oa1"}, {"authorization_code"}, {"openid", "orders.read"});
  const Finding finding = only_finding(builder.judged(), kNotCovered);
  ASSERT_EQ(finding.evidence.size(), 1U);
  EXPECT_THAT(finding.evidence.front(), HasSubstr("implicit: "));
}

TEST(PolicyDoesNotCover, IsNotConcludedFromPoliciesThatWereNotRead) {
  AuditBuilder builder = failing_app();
  builder.default_server({"orders.read"}).policies_complete = false;
  const Audit audit = builder.judged();
  EXPECT_FALSE(fires(audit, kNotCovered));
  EXPECT_EQ(only_finding(audit, kAsks).blocked_by, "incomplete:policies");
}

TEST(PolicyDoesNotCover, WaitsForTheApprovalOfItsScopes) {
  AuditBuilder builder = failing_app();
  builder.not_approved("0oa1", "orders.read");
  builder.default_server({"orders.read"});
  EXPECT_EQ(only_finding(builder.judged(), kNotCovered).blocked_by, "scope-not-approved");
}

TEST(WidensOthers, NamesPolicyRuleAndClients) {
  AuditBuilder builder = failing_app();
  builder.app("0oa2", "Reports");
  ServerSnapshot& server = builder.default_server();
  builder.policy(server, {"0oa1", "0oa2"}, {"authorization_code"}, {"*"});
  const Audit audit = builder.judged();
  const Finding finding = only_finding(audit, kWidens);
  EXPECT_TRUE(finding.conflict);
  EXPECT_EQ(finding.severity, Severity::error);
  EXPECT_THAT(text_of(finding), HasSubstr("orders.read"));
  EXPECT_THAT(text_of(finding), HasSubstr("rule 'rule 1' of policy 'policy 1'"));
  EXPECT_THAT(text_of(finding), HasSubstr("Reports (0oa2)"));
  EXPECT_EQ(only_finding(audit, kAsks).blocked_by, kWidens);
}

TEST(WidensOthers, AllClientsAreOthers) {
  AuditBuilder builder = failing_app();
  ServerSnapshot& server = builder.default_server();
  builder.policy(server, {"ALL_CLIENTS"}, {"authorization_code"}, {"*"});
  EXPECT_THAT(text_of(only_finding(builder.judged(), kWidens)),
              HasSubstr("every client of the org"));
}

// Rules may go on naming a scope that was removed.
TEST(WidensOthers, TellsOfARuleThatNamesTheScopeAlready) {
  AuditBuilder builder = failing_app();
  ServerSnapshot& server = builder.default_server();
  builder.policy(server, {"0oa2"}, {"authorization_code"}, {"orders.read"});
  EXPECT_THAT(text_of(only_finding(builder.judged(), kWidens)),
              HasSubstr("grants orders.read to 0oa2"));
}

TEST(WidensOthers, IsNoConflictOnceTheOwnerAllowsIt) {
  AuditBuilder builder = failing_app();
  ServerSnapshot& server = builder.default_server();
  builder.policy(server, {"ALL_CLIENTS"}, {"authorization_code"}, {"*"});
  builder.directives.allow = {"widens-others"};
  const Audit audit = builder.judged();
  EXPECT_FALSE(only_finding(audit, kWidens).conflict);
  EXPECT_EQ(only_finding(audit, kAsks).blocked_by, std::nullopt);
}

TEST(WidensOthers, IsSilentWhenNobodyElseGainsAnything) {
  AuditBuilder alone = failing_app();
  alone.policy(alone.default_server(), {"0oa1"}, {"authorization_code"}, {"*"});
  EXPECT_FALSE(fires(alone.judged(), kWidens));

  AuditBuilder configured = failing_app();
  configured.policy(configured.default_server({"orders.read"}), {"ALL_CLIENTS"},
                    {"authorization_code"}, {"*"});
  EXPECT_FALSE(fires(configured.judged(), kWidens));

  AuditBuilder inactive = failing_app();
  inactive.policy(inactive.default_server(), {"ALL_CLIENTS"}, {"authorization_code"}, {"*"})
      .status = "INACTIVE";
  EXPECT_FALSE(fires(inactive.judged(), kWidens));
}

TEST(ConsentBlocksClientCredentials, IsAConflictForAConfiguredScope) {
  AuditBuilder builder = failing_service();
  ServerSnapshot& server = builder.default_server({"orders.read"});
  scope_of(server, "orders.read").consent = "REQUIRED";
  const Audit audit = builder.judged();
  const Finding finding = only_finding(audit, kConsent);
  EXPECT_TRUE(finding.conflict);
  EXPECT_THAT(finding.message, HasSubstr("consent_required"));
  EXPECT_EQ(only_finding(audit, "client-credentials-on-org-server").blocked_by, kConsent);
}

TEST(ConsentBlocksClientCredentials, IsAConflictForAScopeThatWouldBeCreatedSo) {
  AuditBuilder builder = failing_service();
  builder.default_server();
  builder.directives.scopes.consent = "REQUIRED";
  EXPECT_THAT(text_of(only_finding(builder.judged(), kConsent)), HasSubstr("scopes.consent"));
}

TEST(ConsentBlocksClientCredentials, IsSilentAboutUsersAndOtherConsents) {
  AuditBuilder user = failing_app();
  scope_of(user.default_server({"orders.read"}), "orders.read").consent = "REQUIRED";
  EXPECT_FALSE(fires(user.judged(), kConsent));

  AuditBuilder flexible = failing_service();
  scope_of(flexible.default_server({"orders.read"}), "orders.read").consent = "FLEXIBLE";
  EXPECT_FALSE(fires(flexible.judged(), kConsent));
}

TEST(InlineHook, IsAConflictWhenANewRuleWouldIssueTokensWithoutIt) {
  AuditBuilder builder = failing_app();
  ServerSnapshot& server = builder.default_server({"orders.read"});
  builder.policy(server, {"0oa1"}, {"authorization_code"}, {"openid"}).terms.inline_hook_id =
      "cal1";
  const Audit audit = builder.judged();
  const Finding finding = only_finding(audit, kHook);
  EXPECT_TRUE(finding.conflict);
  EXPECT_THAT(text_of(finding), HasSubstr("calls inline hook cal1"));
  EXPECT_EQ(only_finding(audit, kAsks).blocked_by, kHook);
}

TEST(InlineHook, IsSilentWhenNoNewRuleIsNeededOrTheHookServesAnotherGrant) {
  AuditBuilder covered = failing_app();
  covered
      .policy(covered.default_server({"orders.read"}), {"0oa1"}, {"authorization_code"},
              {"openid", "orders.read"})
      .terms.inline_hook_id = "cal1";
  EXPECT_FALSE(fires(covered.judged(), kHook));

  AuditBuilder other_grant = failing_app();
  other_grant
      .policy(other_grant.default_server({"orders.read"}), {"0oa1"}, {"password"}, {"openid"})
      .terms.inline_hook_id = "cal1";
  EXPECT_FALSE(fires(other_grant.judged(), kHook));
}

// Whoever knows a public client id can put any request into the log.
TEST(PlantedRequests, DoNotTurnAnApprovedFixIntoAConflict) {
  AuditBuilder builder = failing_service();
  builder.app("0oa2", "Reports");
  ServerSnapshot& server = builder.default_server({"orders.read", "planted.consent"});
  scope_of(server, "planted.consent").consent = "REQUIRED";
  builder.server("aus2", "Reports API", {"planted.span"});
  okta::AccessPolicyRule& hooked =
      builder.policy(server, {"0oa1"}, {"client_credentials"}, {"orders.read"});
  hooked.terms.inline_hook_id = "cal1";
  builder.policy(server, {"0oa2"}, {"authorization_code"}, {"*"});
  const auto plant = [&](const ScopeSet& scopes, const std::string& planted) {
    builder.fails("0oa1", scopes, {"client_credentials"}).not_approved("0oa1", planted);
  };
  ASSERT_EQ(verdict_of(builder.judged(), "0oa1"), Verdict::prepared);
  plant({"planted.new"}, "planted.new");
  plant({"planted.consent"}, "planted.consent");
  plant({"orders.read", "planted.span"}, "planted.span");

  const Audit audit = builder.judged();
  for (const std::string_view rule : {kWidens, kConsent, kHook})
    EXPECT_FALSE(fires(audit, rule)) << rule;
  EXPECT_FALSE(fires(audit, "scopes-span-servers"));
}

AuditBuilder app_with_declared_groups(const std::vector<std::string>& groups) {
  AuditBuilder builder = failing_app();
  builder.demand("0oa1").groups = groups;
  ServerSnapshot& server = builder.default_server({"orders.read"});
  okta::AccessPolicyRule& rule =
      builder.policy(server, {"0oa1"}, {"authorization_code"}, {"openid", "orders.read"});
  rule.people.groups_include = {"00gSales"};
  return builder;
}

TEST(DeclaredGroups, MustEachBeGranted) {
  const std::vector<std::pair<std::vector<std::string>, bool>> cases = {
      {{}, true},
      {{"00gSales"}, true},
      {{"00gSales", "00gOps"}, false},
      {{"EVERYONE"}, false},
  };
  for (const auto& [groups, is_granted] : cases) {
    const Audit audit = app_with_declared_groups(groups).judged();
    EXPECT_EQ(verdict_of(audit, "0oa1"), is_granted ? Verdict::prepared : Verdict::affected);
    EXPECT_EQ(fires(audit, kNotCovered), !is_granted);
    if (!is_granted) {
      EXPECT_THAT(text_of(only_finding(audit, kNotCovered)), HasSubstr(groups.back()));
    }
  }
}

TEST(DeclaredGroups, OfEveryoneAreGrantedByARuleForEveryone) {
  AuditBuilder builder = app_with_declared_groups({"EVERYONE", "00gOps"});
  builder.snapshot.servers.front().policies.front().rules.front().people.groups_include = {
      "EVERYONE"};
  EXPECT_EQ(verdict_of(builder.judged(), "0oa1"), Verdict::prepared);
}

TEST(DeclaredGroups, DoNotMatterToAService) {
  AuditBuilder builder = failing_service();
  builder.demand("0oa1").groups = {"00gSales"};
  builder.policy(builder.default_server({"orders.read"}), {"0oa1"}, {"client_credentials"},
                 {"orders.read"});
  EXPECT_EQ(verdict_of(builder.judged(), "0oa1"), Verdict::prepared);
}

TEST(ServiceThatAsksForAUser, IsNotPreparedAndMustDropTheScopes) {
  AuditBuilder builder;
  builder.app("0oa1").grant_types = {"client_credentials"};
  builder.fails("0oa1", {"openid", "orders.read"}, {"client_credentials"});
  builder.demand("0oa1").client_credentials = true;
  builder.policy(builder.default_server({"orders.read"}), {"0oa1"}, {"client_credentials"},
                 {"orders.read"});
  const Audit audit = builder.judged();
  EXPECT_EQ(verdict_of(audit, "0oa1"), Verdict::affected);
  const Finding finding = only_finding(audit, "client-credentials-on-org-server");
  EXPECT_FALSE(finding.fixable) << "what is left is the client's part";
  EXPECT_THAT(finding.advice, HasSubstr("drop openid"));
  EXPECT_THAT(finding.advice, HasSubstr("openid_not_allowed_client_creds"));
}

TEST(ServiceThatAsksForAUser, IsNotMadeOfADeclarationForSeveralGrantTypes) {
  AuditBuilder builder;
  builder.app("0oa1").grant_types = {"authorization_code", "client_credentials"};
  builder.declares("0oa1", {"openid", "orders.read"});
  builder.demand("0oa1").grant_types = {"authorization_code", "client_credentials"};
  builder.policy(builder.default_server({"orders.read"}), {"0oa1"}, {"authorization_code"},
                 {"openid", "orders.read"});
  EXPECT_EQ(verdict_of(builder.judged(), "0oa1"), Verdict::prepared);
}

}  // namespace
}  // namespace remediate

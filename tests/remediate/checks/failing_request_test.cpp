// The rules about the request itself: custom-scope-on-org-server, client-credentials-on-org-server,
// tile-asks-custom-scope, org-server-only-client, okta-api-scope-needs-org-server.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/remediate/checks/audit_builder.hpp"

namespace remediate {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kAsks = "custom-scope-on-org-server";
constexpr std::string_view kService = "client-credentials-on-org-server";
constexpr std::string_view kTile = "tile-asks-custom-scope";
constexpr std::string_view kOrgOnly = "org-server-only-client";
constexpr std::string_view kOktaApi = "okta-api-scope-needs-org-server";

AuditBuilder failing_app() {
  AuditBuilder builder;
  builder.app("0oa1");
  builder.fails("0oa1", {"openid", "orders.read"});
  builder.default_server();
  return builder;
}

void grant_all(AuditBuilder& builder) {
  ServerSnapshot& server = builder.snapshot.servers.front();
  okta::Scope scope;
  scope.name = "orders.read";
  server.scopes.push_back(scope);
  builder
      .policy(server, {"0oa1"}, {"authorization_code", "client_credentials"},
              {"openid", "orders.read"})
      .people.groups_include = {"EVERYONE"};
}

TEST(CustomScopeOnOrgServer, TellsTheScopesTheCountsAndTheTimes) {
  const Finding finding = only_finding(failing_app().judged(), kAsks);
  EXPECT_EQ(finding.severity, Severity::error);
  EXPECT_EQ(finding.subject.id, "0oa1");
  EXPECT_EQ(finding.subject.label, "Orders");
  EXPECT_TRUE(finding.fixable);
  EXPECT_FALSE(finding.conflict);
  EXPECT_EQ(finding.blocked_by, std::nullopt);
  EXPECT_THAT(finding.message, HasSubstr("orders.read"));
  EXPECT_THAT(finding.message, HasSubstr("invalid_scope"));
  ASSERT_EQ(finding.evidence.size(), 1U);
  EXPECT_THAT(finding.evidence.front(), HasSubstr("illegal_custom_scope, 12 times on 3 days"));
  EXPECT_THAT(finding.evidence.front(), HasSubstr(okta::format_timestamp(hour(10))));
  EXPECT_THAT(finding.advice, HasSubstr("https://acme.okta.com/oauth2/default"));
}

TEST(CustomScopeOnOrgServer, IsSilentAboutAppsThatAskForNothingCustom) {
  AuditBuilder builder;
  builder.app("0oa1");
  EXPECT_FALSE(fires(builder.judged(), kAsks));
}

TEST(CustomScopeOnOrgServer, IsSilentOnceTheClientMovedOrRecoveredOrIsIgnored) {
  AuditBuilder moved = failing_app();
  moved.demand("0oa1").custom_successes = {hour(11), hour(11)};
  EXPECT_FALSE(fires(moved.judged(), kAsks));

  AuditBuilder recovered = failing_app();
  recovered.demand("0oa1").org_successes = {hour(11), hour(11)};
  EXPECT_FALSE(fires(recovered.judged(), kAsks));

  AuditBuilder ignored = failing_app();
  ignored.demand("0oa1").ignored_because = "retired";
  EXPECT_TRUE(ignored.judged().findings.empty());
}

TEST(CustomScopeOnOrgServer, OnlyWaitsForTheClientOnceTheTargetGrantsAll) {
  AuditBuilder builder = failing_app();
  grant_all(builder);
  const Finding finding = only_finding(builder.judged(), kAsks);
  EXPECT_EQ(finding.severity, Severity::warning);
  EXPECT_FALSE(finding.fixable);
  EXPECT_EQ(finding.blocked_by, std::nullopt);
  EXPECT_THAT(finding.advice, HasSubstr("change the client's issuer to https://acme.okta.com"));
}

TEST(CustomScopeOnOrgServer, CannotBeFixedUntilHiddenScopesAreDeclared) {
  AuditBuilder builder;
  builder.app("0oa1");
  builder.default_server();
  builder.demand("0oa1").hides_scopes = true;
  builder.demand("0oa1").last_failure = hour(10);
  const Audit audit = builder.judged();
  const Finding finding = only_finding(audit, kAsks);
  EXPECT_EQ(finding.severity, Severity::error);
  EXPECT_FALSE(finding.fixable);
  EXPECT_EQ(finding.blocked_by, "unknown:scopes");
  EXPECT_THAT(finding.advice, HasSubstr("applications[].scopes"));
  EXPECT_EQ(audit.summary.blocked, 1);
  EXPECT_EQ(audit.summary.fixable, 0);
}

TEST(CustomScopeOnOrgServer, CannotBeFixedFurtherWhenOnlyHiddenScopesRemain) {
  AuditBuilder builder = failing_app();
  builder.demand("0oa1").hides_scopes = true;
  EXPECT_TRUE(only_finding(builder.judged(), kAsks).fixable);
  grant_all(builder);
  const Finding finding = only_finding(builder.judged(), kAsks);
  EXPECT_EQ(finding.severity, Severity::error);
  EXPECT_FALSE(finding.fixable);
  EXPECT_EQ(finding.blocked_by, "unknown:scopes");
}

TEST(CustomScopeOnOrgServer, SaysThatADeclaredNeedWasNotSeenFailing) {
  AuditBuilder builder;
  builder.app("0oa1");
  builder.default_server();
  builder.declares("0oa1", {"openid", "orders.read"});
  const Finding finding = only_finding(builder.judged(), kAsks);
  EXPECT_EQ(finding.severity, Severity::warning);
  EXPECT_TRUE(finding.fixable);
  EXPECT_THAT(finding.message, HasSubstr("no failing request was seen"));
}

TEST(ClientCredentialsOnOrgServer, StandsInsteadOfTheGeneralRule) {
  AuditBuilder builder;
  okta::Application& app = builder.app("0oa1");
  app.application_type = "service";
  app.grant_types = {"client_credentials"};
  builder.default_server();
  builder.fails("0oa1", {"orders.read"}, {"client_credentials"});
  builder.demand("0oa1").client_credentials = true;
  const Audit audit = builder.judged();
  const Finding finding = only_finding(audit, kService);
  EXPECT_EQ(finding.severity, Severity::error);
  EXPECT_TRUE(finding.fixable);
  EXPECT_THAT(finding.message, HasSubstr("/token"));
  EXPECT_FALSE(fires(audit, kAsks));
  EXPECT_FALSE(fires(failing_app().judged(), kService));
}

TEST(ClientCredentialsOnOrgServer, IsJoinedByTheGeneralRuleWhenUsersSignInToo) {
  AuditBuilder builder;
  builder.app("0oa1").grant_types = {"authorization_code", "client_credentials"};
  builder.default_server();
  builder.fails("0oa1", {"orders.read"}, {"client_credentials"});
  builder.fails("0oa1", {"openid", "orders.read"});
  builder.demand("0oa1").client_credentials = true;
  const Audit audit = builder.judged();
  EXPECT_TRUE(fires(audit, kService));
  EXPECT_TRUE(fires(audit, kAsks));
}

TEST(ClientCredentialsOnOrgServer, OnlyWaitsForTheServiceOnceTheTargetGrantsAll) {
  AuditBuilder builder;
  builder.app("0oa1").grant_types = {"client_credentials"};
  ServerSnapshot& server = builder.default_server({"orders.read"});
  builder.policy(server, {"0oa1"}, {"client_credentials"}, {"orders.read"});
  builder.fails("0oa1", {"orders.read"}, {"client_credentials"});
  builder.demand("0oa1").client_credentials = true;
  const Finding finding = only_finding(builder.judged(), kService);
  EXPECT_EQ(finding.severity, Severity::warning);
  EXPECT_FALSE(finding.fixable);
}

TEST(TileAsksCustomScope, SaysThatMovingTheClientDoesNotHelp) {
  AuditBuilder builder;
  builder.app("0oa1");
  builder.demand("0oa1").tile_scopes = {"orders.read"};
  builder.default_server();
  const Audit audit = builder.judged();
  const Finding finding = only_finding(audit, kTile);
  EXPECT_EQ(finding.severity, Severity::warning);
  EXPECT_FALSE(finding.fixable);
  EXPECT_THAT(finding.message, HasSubstr("orders.read"));
  EXPECT_THAT(finding.message, HasSubstr("does not help"));
  EXPECT_FALSE(fires(audit, kAsks));
}

TEST(TileAsksCustomScope, HoldsForAClientThatMoved) {
  AuditBuilder builder = failing_app();
  builder.demand("0oa1").tile_scopes = {"orders.read"};
  builder.demand("0oa1").custom_successes = {hour(11), hour(11)};
  EXPECT_TRUE(fires(builder.judged(), kTile));
}

TEST(TileAsksCustomScope, IsSilentWithoutSuchATileOrWhenIgnored) {
  AuditBuilder builder = failing_app();
  EXPECT_FALSE(fires(builder.judged(), kTile));
  builder.demand("0oa1").tile_scopes = {"orders.read"};
  builder.demand("0oa1").ignored_because = "retired";
  EXPECT_FALSE(fires(builder.judged(), kTile));
}

TEST(OrgServerOnlyClient, IsProvenByTheLogAndStopsEveryFix) {
  AuditBuilder builder = failing_app();
  builder.demand("0oa1").org_server_only = true;
  const Audit audit = builder.judged();
  const Finding finding = only_finding(audit, kOrgOnly);
  EXPECT_EQ(finding.severity, Severity::error);
  EXPECT_FALSE(finding.fixable);
  for (const Finding& each : audit.findings) {
    if (each.fixable) {
      EXPECT_EQ(each.blocked_by, kOrgOnly) << each.rule;
    }
  }
  EXPECT_EQ(audit.summary.fixable, 0);
}

TEST(OrgServerOnlyClient, IsSuspectedOfCatalogueAppsAndStopsNothing) {
  AuditBuilder builder = failing_app();
  builder.snapshot.applications.front().name = "deel";
  const Audit audit = builder.judged();
  const Finding finding = only_finding(audit, kOrgOnly);
  EXPECT_EQ(finding.severity, Severity::warning);
  EXPECT_EQ(only_finding(audit, kAsks).blocked_by, std::nullopt);
  EXPECT_FALSE(fires(failing_app().judged(), kOrgOnly));
}

TEST(OktaApiScopeNeedsOrgServer, IsAConflictWhenOneRequestNeedsBothKinds) {
  AuditBuilder builder;
  builder.app("0oa1");
  builder.default_server();
  builder.fails("0oa1", {"openid", "orders.read", "okta.users.read"});
  const Audit audit = builder.judged();
  const Finding finding = only_finding(audit, kOktaApi);
  EXPECT_TRUE(finding.conflict);
  EXPECT_EQ(finding.severity, Severity::error);
  EXPECT_EQ(only_finding(audit, kAsks).blocked_by, kOktaApi);
}

TEST(OktaApiScopeNeedsOrgServer, NamesOnlyTheScopesOfTheMixedRequest) {
  AuditBuilder builder = failing_app();
  builder.asks("0oa1", {{"okta.apps.read"}, std::string(evidence_source::kSystemLog), {}, true});
  builder.fails("0oa1", {"orders.read", "okta.users.read", "ssf.read"});
  const std::string message = only_finding(builder.judged(), kOktaApi).message;
  EXPECT_THAT(message, HasSubstr("okta.users.read, ssf.read"));
  EXPECT_THAT(message, Not(HasSubstr("okta.apps.read")));
}

TEST(OktaApiScopeNeedsOrgServer, BlocksNothingButTheMixedRequest) {
  AuditBuilder builder;
  builder.app("0oa1");
  ServerSnapshot& server = builder.default_server({"orders.read"});
  builder.fails("0oa1", {"openid", "orders.read"});
  builder.fails("0oa1", {"orders.planted", "okta.users.read"})
      .not_approved("0oa1", "orders.planted");
  const Audit before = builder.judged();
  EXPECT_TRUE(only_finding(before, kOktaApi).conflict);
  EXPECT_EQ(only_finding(before, kAsks).blocked_by, std::nullopt);
  EXPECT_EQ(only_finding(before, "policy-does-not-cover").blocked_by, std::nullopt);

  builder.policy(server, {"0oa1"}, {"authorization_code"}, {"openid", "orders.read"});
  const Audit after = builder.judged();
  EXPECT_EQ(verdict_of(after, "0oa1"), Verdict::affected);
  EXPECT_EQ(only_finding(after, kAsks).blocked_by, kOktaApi) << "nothing else is left";
}

TEST(OktaApiScopeNeedsOrgServer, IsNoConflictInTwoRequests) {
  AuditBuilder builder = failing_app();
  builder.asks("0oa1", {{"okta.users.read"}, std::string(evidence_source::kSystemLog), {}, true});
  const Finding finding = only_finding(builder.judged(), kOktaApi);
  EXPECT_FALSE(finding.conflict);
  EXPECT_EQ(finding.severity, Severity::warning);
}

TEST(OktaApiScopeNeedsOrgServer, AMereGrantIsAWarning) {
  AuditBuilder builder = failing_app();
  okta::ScopeGrant grant;
  grant.scope = "okta.apps.read";
  grant.status = "ACTIVE";
  builder.snapshot.grants["0oa1"] = {grant};
  const Audit audit = builder.judged();
  const Finding finding = only_finding(audit, kOktaApi);
  EXPECT_FALSE(finding.conflict);
  EXPECT_EQ(finding.severity, Severity::warning);
  EXPECT_THAT(text_of(finding), HasSubstr("okta.apps.read"));
  EXPECT_EQ(only_finding(audit, kAsks).blocked_by, std::nullopt);
}

TEST(OktaApiScopeNeedsOrgServer, IsSilentAboutMyAccountScopesAndAppsWithoutCustomOnes) {
  AuditBuilder builder;
  builder.app("0oa1");
  builder.app("0oa2", "Reports");
  builder.default_server();
  builder.fails("0oa1", {"orders.read", "okta.myAccount.profile.read"});
  okta::ScopeGrant grant;
  grant.scope = "okta.apps.read";
  builder.snapshot.grants["0oa2"] = {grant};
  EXPECT_FALSE(fires(builder.judged(), kOktaApi));
}

}  // namespace
}  // namespace remediate

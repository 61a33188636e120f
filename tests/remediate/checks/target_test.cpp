// The rules about the server to move to: api-access-management-missing, target-server-missing,
// target-server-inactive, scope-missing-on-target, scopes-span-servers,
// groups-scope-not-on-custom-server, issuer-mode-mismatch.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/remediate/checks/audit_builder.hpp"

namespace remediate {
namespace {

using testing::HasSubstr;

constexpr std::string_view kAsks = "custom-scope-on-org-server";
constexpr std::string_view kNoProduct = "api-access-management-missing";
constexpr std::string_view kNoServer = "target-server-missing";
constexpr std::string_view kInactive = "target-server-inactive";
constexpr std::string_view kNoScope = "scope-missing-on-target";
constexpr std::string_view kSpans = "scopes-span-servers";
constexpr std::string_view kGroups = "groups-scope-not-on-custom-server";
constexpr std::string_view kIssuerMode = "issuer-mode-mismatch";

AuditBuilder failing_app(const ScopeSet& scopes = {"openid", "orders.read"}) {
  AuditBuilder builder;
  builder.app("0oa1");
  builder.fails("0oa1", scopes);
  return builder;
}

void make_absent(AuditBuilder& builder) {
  ApiAccessManagement& product = builder.snapshot.api_access_management;
  product.state = ApiAccessState::absent;
  product.status = 401;
  product.error_code = "E0000015";
  product.request_id = "req1";
}

TEST(ApiAccessManagementMissing, IsToldOnceAndBlocksEveryApp) {
  AuditBuilder builder = failing_app();
  builder.app("0oa2", "Reports");
  builder.fails("0oa2", {"reports.read"});
  make_absent(builder);
  const Audit audit = builder.judged();
  const Finding finding = only_finding(audit, kNoProduct);
  EXPECT_EQ(finding.subject.kind, "org");
  EXPECT_EQ(finding.severity, Severity::error);
  EXPECT_FALSE(finding.fixable);
  EXPECT_THAT(finding.message, HasSubstr("2 apps need custom scopes"));
  EXPECT_THAT(text_of(finding), HasSubstr("401 E0000015"));
  EXPECT_THAT(text_of(finding), HasSubstr("req1"));
  for (const Finding& each : findings_of(audit, kAsks)) {
    EXPECT_TRUE(each.fixable);
    EXPECT_EQ(each.blocked_by, kNoProduct);
  }
  EXPECT_FALSE(fires(audit, kNoServer));
  EXPECT_EQ(audit.summary.affected, 2);
  EXPECT_EQ(audit.summary.blocked, 2);
  EXPECT_EQ(audit.summary.fixable, 0);
}

TEST(ApiAccessManagementMissing, DoesNotMatterWhenNothingNeedsIt) {
  AuditBuilder builder;
  builder.app("0oa1");
  make_absent(builder);
  EXPECT_TRUE(builder.judged().findings.empty());
}

TEST(ApiAccessManagementMissing, IsNeverConcludedFromARefusal) {
  AuditBuilder builder = failing_app();
  builder.snapshot.api_access_management.state = ApiAccessState::unknown;
  const Audit audit = builder.judged();
  EXPECT_FALSE(fires(audit, kNoProduct));
  EXPECT_FALSE(fires(audit, kNoServer));
  EXPECT_EQ(only_finding(audit, kAsks).blocked_by, "unknown:apiAccessManagement");
}

TEST(TargetServerMissing, BlocksItsAppsWhenNobodySaidHowToMakeIt) {
  const Audit audit = failing_app().judged();
  const Finding finding = only_finding(audit, kNoServer);
  EXPECT_EQ(finding.subject.kind, "authorizationServer");
  EXPECT_EQ(finding.subject.id, "default");
  EXPECT_FALSE(finding.fixable);
  EXPECT_FALSE(finding.conflict);
  EXPECT_EQ(only_finding(audit, kAsks).blocked_by, kNoServer);
}

TEST(TargetServerMissing, IsFixableWhenTheOwnerSaidHowToMakeIt) {
  AuditBuilder builder = failing_app();
  builder.directives.target.authorization_server = "Orders API";
  builder.directives.target.create = config::CreateServer{"Orders API", "api://orders"};
  const Audit audit = builder.judged();
  EXPECT_TRUE(only_finding(audit, kNoServer).fixable);
  EXPECT_EQ(only_finding(audit, kNoServer).blocked_by, std::nullopt);
  EXPECT_EQ(only_finding(audit, kAsks).blocked_by, std::nullopt);
}

TEST(TargetServerMissing, KnowsAServerThatWasMadeForTheReference) {
  AuditBuilder builder = failing_app();
  builder.directives.target.authorization_server = "orders";
  builder.directives.target.create = config::CreateServer{"Orders API", "api://orders"};
  builder.server("aus7", "Orders API");
  EXPECT_FALSE(fires(builder.judged(), kNoServer));
}

TEST(TargetServerMissing, IsToldPerReferenceAndOnlyForThoseThatNeedIt) {
  AuditBuilder builder = failing_app();
  builder.default_server();
  builder.app("0oa2", "Reports");
  builder.fails("0oa2", {"reports.read"});
  builder.demand("0oa2").target = "Reports API";
  builder.app("0oa3", "Idle");
  builder.demand("0oa3").target = "Nowhere";
  const Audit audit = builder.judged();
  EXPECT_EQ(only_finding(audit, kNoServer).subject.id, "Reports API");
  for (const Finding& each : findings_of(audit, kAsks)) {
    const bool is_reports = each.subject.id == "0oa2";
    EXPECT_EQ(each.blocked_by.has_value(), is_reports) << each.subject.id;
  }
}

TEST(TargetServerMissing, SaysWhenTheNameIsNotUnique) {
  AuditBuilder builder = failing_app();
  builder.directives.target.authorization_server = "Orders API";
  builder.server("aus1", "Orders API");
  builder.server("aus2", "Orders API");
  EXPECT_THAT(only_finding(builder.judged(), kNoServer).message,
              HasSubstr("2 authorization servers are called 'Orders API'"));
}

TEST(TargetServerMissing, IsNotConcludedFromAListThatWasNotReadToItsEnd) {
  AuditBuilder builder = failing_app();
  builder.source(source::kAuthorizationServers).complete = false;
  const Audit audit = builder.judged();
  EXPECT_FALSE(fires(audit, kNoServer));
  EXPECT_EQ(only_finding(audit, kAsks).blocked_by, "incomplete:authorizationServers");
  EXPECT_TRUE(audit.targets.empty());
}

TEST(TargetServerInactive, IsAConflictUntilTheOwnerAllowsIt) {
  AuditBuilder builder = failing_app();
  ServerSnapshot& server = builder.default_server();
  server.server.status = "INACTIVE";
  builder.policy(server, {"0oaOther"}, {"authorization_code"}, {"openid"});
  const Audit conflict = builder.judged();
  const Finding finding = only_finding(conflict, kInactive);
  EXPECT_TRUE(finding.conflict);
  EXPECT_FALSE(finding.fixable);
  EXPECT_THAT(text_of(finding), HasSubstr("0oaOther"));
  EXPECT_THAT(text_of(finding), HasSubstr("activate:aus1"));
  EXPECT_EQ(only_finding(conflict, kAsks).blocked_by, kInactive);

  builder.directives.allow = {"activate:aus1"};
  const Audit allowed = builder.judged();
  EXPECT_FALSE(only_finding(allowed, kInactive).conflict);
  EXPECT_TRUE(only_finding(allowed, kInactive).fixable);
  EXPECT_EQ(only_finding(allowed, kAsks).blocked_by, std::nullopt);
}

TEST(TargetServerInactive, IsSilentAboutServersThatNobodyMovesTo) {
  AuditBuilder builder = failing_app();
  builder.default_server();
  builder.server("aus2", "Old").server.status = "INACTIVE";
  EXPECT_FALSE(fires(builder.judged(), kInactive));
}

TEST(ScopeMissingOnTarget, NamesTheScopeAndTheNextError) {
  AuditBuilder builder = failing_app();
  builder.default_server();
  const Finding finding = only_finding(builder.judged(), kNoScope);
  EXPECT_EQ(finding.severity, Severity::error);
  EXPECT_TRUE(finding.fixable);
  EXPECT_EQ(finding.blocked_by, std::nullopt);
  EXPECT_THAT(finding.message, HasSubstr("orders.read"));
  EXPECT_THAT(finding.message, HasSubstr("no_matching_scope"));
}

TEST(ScopeMissingOnTarget, IsSilentWhenConfiguredOrNotRead) {
  AuditBuilder configured = failing_app();
  configured.default_server({"orders.read"});
  EXPECT_FALSE(fires(configured.judged(), kNoScope));

  AuditBuilder unread = failing_app();
  unread.default_server().scopes_complete = false;
  const Audit audit = unread.judged();
  EXPECT_FALSE(fires(audit, kNoScope));
  EXPECT_EQ(only_finding(audit, kAsks).blocked_by, "incomplete:scopes");
}

TEST(ScopeMissingOnTarget, HintsAtAnotherServerThatHasTheScope) {
  AuditBuilder builder = failing_app();
  builder.default_server();
  builder.server("aus2", "Orders API", {"orders.read"});
  const Audit audit = builder.judged();
  EXPECT_THAT(text_of(only_finding(audit, kNoScope)), HasSubstr("'Orders API' (aus2)"));
  EXPECT_FALSE(fires(audit, kSpans));
}

TEST(ScopeMissingOnTarget, CannotCreateOktasOwnNames) {
  AuditBuilder builder = failing_app({"orders.read", "phone", "okta.myAccount.read"});
  builder.default_server({"orders.read"});
  const Finding finding = only_finding(builder.judged(), kNoScope);
  EXPECT_FALSE(finding.fixable);
  EXPECT_THAT(finding.message, HasSubstr("okta.myAccount.read, phone"));
}

TEST(ScopesSpanServers, IsAConflictWhenNoServerHasAllScopesOfARequest) {
  AuditBuilder builder = failing_app({"orders.read", "reports.read"});
  builder.default_server({"orders.read"});
  builder.server("aus2", "Reports API", {"reports.read"});
  const Audit audit = builder.judged();
  const Finding finding = only_finding(audit, kSpans);
  EXPECT_TRUE(finding.conflict);
  EXPECT_THAT(text_of(finding), HasSubstr("reports.read is configured on authorization server "
                                          "'Reports API' (aus2)"));
  EXPECT_EQ(only_finding(audit, kAsks).blocked_by, kSpans);
}

TEST(ScopesSpanServers, IsSilentWhenOneServerHasAllOrTheyAreInTwoRequests) {
  AuditBuilder one_has_all = failing_app({"orders.read", "reports.read"});
  one_has_all.default_server({"orders.read", "reports.read"});
  one_has_all.server("aus2", "Reports API", {"reports.read"});
  EXPECT_FALSE(fires(one_has_all.judged(), kSpans));

  AuditBuilder two_requests = failing_app({"orders.read"});
  two_requests.fails("0oa1", {"reports.read"});
  two_requests.default_server({"orders.read"});
  two_requests.server("aus2", "Reports API", {"reports.read"});
  EXPECT_FALSE(fires(two_requests.judged(), kSpans));

  AuditBuilder new_scope = failing_app({"orders.read", "orders.write"});
  new_scope.default_server({"orders.read"});
  EXPECT_FALSE(fires(new_scope.judged(), kSpans));
}

TEST(GroupsScope, TheOwnerMustSayWhichGroups) {
  AuditBuilder builder = failing_app({"openid", "groups", "orders.read"});
  builder.default_server();
  const Finding finding = only_finding(builder.judged(), kGroups);
  EXPECT_EQ(finding.severity, Severity::error);
  EXPECT_FALSE(finding.fixable);
  EXPECT_THAT(finding.message, HasSubstr("no_matching_scope"));
  EXPECT_THAT(finding.advice, HasSubstr("which groups"));
}

TEST(GroupsScope, BlocksTheRequestAsAWholeButNotItsOtherScopes) {
  AuditBuilder builder = failing_app({"openid", "groups", "orders.read"});
  builder.default_server();
  const Audit audit = builder.judged();
  EXPECT_EQ(only_finding(audit, kAsks).blocked_by, kGroups);
  EXPECT_EQ(only_finding(audit, kNoScope).blocked_by, std::nullopt);
}

TEST(GroupsScope, BlocksNothingWhereOnlyAnUnapprovedRequestAsksForIt) {
  AuditBuilder builder = failing_app();
  builder.fails("0oa1", {"groups", "orders.planted"}).not_approved("0oa1", "orders.planted");
  builder.default_server();
  const Audit audit = builder.judged();
  EXPECT_TRUE(fires(audit, kGroups));
  EXPECT_EQ(only_finding(audit, kAsks).blocked_by, std::nullopt);
}

TEST(GroupsScope, AClaimAloneDoesNotMakeTheScopeKnown) {
  AuditBuilder builder = failing_app({"openid", "groups", "orders.read"});
  okta::Claim claim;
  claim.name = "groups";
  claim.value_type = "GROUPS";
  claim.status = "ACTIVE";
  builder.default_server().claims = {claim};
  EXPECT_THAT(only_finding(builder.judged(), kGroups).advice, HasSubstr("drop the scope"));
}

TEST(GroupsScope, AScopeAloneTellsNoGroups) {
  AuditBuilder builder = failing_app({"openid", "groups", "orders.read"});
  builder.default_server({"groups"}).claims = std::vector<okta::Claim>();
  EXPECT_EQ(only_finding(builder.judged(), kGroups).severity, Severity::warning);
}

TEST(GroupsScope, IsSilentWhenTheTargetHasItOrNobodyAsks) {
  AuditBuilder has = failing_app({"openid", "groups", "orders.read"});
  has.default_server({"groups"});
  EXPECT_FALSE(fires(has.judged(), kGroups));
  AuditBuilder asks_not = failing_app();
  asks_not.default_server();
  EXPECT_FALSE(fires(asks_not.judged(), kGroups));
}

struct IssuerCase {
  std::string server_mode;
  std::string issuer_host;
  std::optional<std::string> app_mode;
  bool is_mismatch;
};

TEST(IssuerModeMismatch, ComparesTheHostThatIsAnnouncedWithTheOneThatIsUsed) {
  const std::vector<IssuerCase> cases = {
      {"DYNAMIC", "https://acme.okta.com", "CUSTOM_URL", false},
      {"ORG_URL", "https://acme.okta.com", "CUSTOM_URL", true},
      {"ORG_URL", "https://acme.okta.com", "ORG_URL", false},
      {"ORG_URL", "https://acme.okta.com", "DYNAMIC", false},
      {"ORG_URL", "https://acme.okta.com", std::nullopt, false},
      {"CUSTOM_URL", "https://login.acme.com", "ORG_URL", true},
      {"CUSTOM_URL", "https://login.acme.com", "CUSTOM_URL", false},
      {"CUSTOM_URL", "https://old.acme.com", "DYNAMIC", true},
  };
  for (const IssuerCase& each : cases) {
    AuditBuilder builder = failing_app();
    builder.snapshot.org.custom_domains = {"login.acme.com"};
    builder.snapshot.applications.front().issuer_mode = each.app_mode;
    okta::AuthorizationServer& server = builder.default_server().server;
    server.issuer_mode = each.server_mode;
    server.issuer = each.issuer_host + "/oauth2/default";
    EXPECT_EQ(fires(builder.judged(), kIssuerMode), each.is_mismatch)
        << each.server_mode << " " << each.issuer_host << " " << each.app_mode.value_or("-");
  }
}

TEST(IssuerModeMismatch, IsNotConcludedWhereTheDomainsWereNotReadWhole) {
  AuditBuilder builder = failing_app();
  okta::AuthorizationServer& server = builder.default_server().server;
  server.issuer_mode = "CUSTOM_URL";
  server.issuer = "https://login.acme.com/oauth2/default";
  EXPECT_TRUE(fires(builder.judged(), kIssuerMode));
  builder.source(source::kDomains).complete = false;
  EXPECT_FALSE(fires(builder.judged(), kIssuerMode));
}

TEST(IssuerModeMismatch, BelievesTheDiscoveryDocumentAndTheAppsOwnUrls) {
  AuditBuilder builder = failing_app();
  builder.snapshot.org.custom_domains = {"login.acme.com"};
  builder.snapshot.applications.front().url_fields = {
      {"/profile/issuer", "https://login.acme.com/oauth2/default"}};
  ServerSnapshot& server = builder.default_server();
  server.server.issuer_mode = "ORG_URL";
  const Finding finding = only_finding(builder.judged(), kIssuerMode);
  EXPECT_EQ(finding.severity, Severity::warning);
  EXPECT_FALSE(finding.conflict);

  server.discovery = okta::DiscoveryDocument{};
  server.discovery->issuer = "https://login.acme.com/oauth2/default";
  EXPECT_FALSE(fires(builder.judged(), kIssuerMode));
}

}  // namespace
}  // namespace remediate

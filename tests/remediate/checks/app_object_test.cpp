// The rules about URLs in the app object, and about what the credentials may see:
// issuer-points-to-org-server, mixed-issuer-and-endpoints, role-may-hide-apps.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/remediate/checks/audit_builder.hpp"

namespace remediate {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kIssuer = "issuer-points-to-org-server";
constexpr std::string_view kMixed = "mixed-issuer-and-endpoints";
constexpr std::string_view kHidden = "role-may-hide-apps";

AuditBuilder failing_app(const std::vector<okta::UrlField>& fields) {
  AuditBuilder builder;
  builder.app("0oa1").url_fields = fields;
  builder.fails("0oa1", {"openid", "orders.read"});
  builder.default_server();
  return builder;
}

TEST(IssuerPointsToOrgServer, NamesTheFieldAndTheUrlWithoutItsQuery) {
  const AuditBuilder builder = failing_app(
      {{"/profile/issuer", "https://ACME.okta.com"},
       {"/settings/app/tokenUrl", "https://acme.okta.com/oauth2/v1/token?key=hunter2"}});
  const Finding finding = only_finding(builder.judged(), kIssuer);
  EXPECT_EQ(finding.severity, Severity::warning);
  EXPECT_TRUE(finding.fixable);
  EXPECT_EQ(finding.blocked_by, std::nullopt);
  EXPECT_THAT(text_of(finding), HasSubstr("/profile/issuer: https://ACME.okta.com"));
  EXPECT_THAT(text_of(finding), HasSubstr("/settings/app/tokenUrl"));
  EXPECT_THAT(text_of(finding), Not(HasSubstr("hunter2")));
}

TEST(IssuerPointsToOrgServer, IsSilentAboutWhatIsNoAuthorizationServer) {
  const AuditBuilder builder = failing_app({
      {"/profile/oktaUrl", "https://acme.okta.com"},
      {"/profile/issuer", "https://acme.okta.com/oauth2/default"},
      {"/profile/callback", "https://acme.okta.com/oauth2/v1/authorize/callback"},
      {"/profile/registration", "https://acme.okta.com/oauth2/v1/clients"},
      {"/profile/api", "https://acme.okta.com/api/v1"},
      {"/profile/otherIssuer", "https://else.okta.com"},
  });
  EXPECT_FALSE(fires(builder.judged(), kIssuer));
}

TEST(IssuerPointsToOrgServer, IsOnlyNotedForAppsThatNeedNothingCustom) {
  AuditBuilder builder;
  builder.app("0oa1").url_fields = {{"/profile/issuer", "https://acme.okta.com"}};
  const Finding finding = only_finding(builder.judged(), kIssuer);
  EXPECT_EQ(finding.severity, Severity::note);
  EXPECT_FALSE(finding.fixable);
  EXPECT_FALSE(finding.conflict);
}

TEST(IssuerPointsToOrgServer, IsBlockedWithItsApp) {
  AuditBuilder builder = failing_app({{"/profile/issuer", "https://acme.okta.com"}});
  builder.not_approved("0oa1", "orders.read");
  EXPECT_EQ(only_finding(builder.judged(), kIssuer).blocked_by, "scope-not-approved");
}

TEST(MixedIssuerAndEndpoints, IsFixableWhenTheCustomServerIsTheTarget) {
  const std::vector<okta::UrlField> fields = {
      {"/profile/issuer", "https://acme.okta.com/oauth2/default"},
      {"/profile/tokenUrl", "https://acme.okta.com/oauth2/v1/token"}};
  const Finding finding = only_finding(failing_app(fields).judged(), kMixed);
  EXPECT_EQ(finding.severity, Severity::warning);
  EXPECT_TRUE(finding.fixable);
  EXPECT_EQ(finding.evidence.size(), 2U);
}

TEST(MixedIssuerAndEndpoints, IsToldOfAppsThatWorkTooButNotFixed) {
  AuditBuilder builder;
  builder.app("0oa1").url_fields = {{"/profile/issuer", "https://acme.okta.com/oauth2/default"},
                                    {"/profile/tokenUrl", "https://acme.okta.com/oauth2/v1/token"}};
  builder.default_server();
  EXPECT_FALSE(only_finding(builder.judged(), kMixed).fixable);
  builder.demand("0oa1").ignored_because = "retired";
  EXPECT_FALSE(fires(builder.judged(), kMixed));
}

TEST(MixedIssuerAndEndpoints, IsNotFixedWhenAThirdServerIsNamed) {
  const AuditBuilder builder =
      failing_app({{"/profile/issuer", "https://acme.okta.com/oauth2/aus9"},
                   {"/profile/tokenUrl", "https://acme.okta.com/oauth2/v1/token"}});
  EXPECT_FALSE(only_finding(builder.judged(), kMixed).fixable);
}

TEST(MixedIssuerAndEndpoints, IsSilentAboutOneServer) {
  EXPECT_FALSE(fires(
      failing_app({{"/profile/issuer", "https://acme.okta.com/oauth2/default"}}).judged(), kMixed));
}

TEST(RoleMayHideApps, WarnsOfClientsThatFailAndAreNotInTheList) {
  AuditBuilder builder;
  builder.app("0oa1");
  builder.evidence.orphans = {{"0oaGone", 3, hour(5)}};
  const Finding finding = only_finding(builder.judged(), kHidden);
  EXPECT_EQ(finding.subject.kind, "org");
  EXPECT_EQ(finding.severity, Severity::warning);
  EXPECT_THAT(text_of(finding), HasSubstr("0oaGone failed 3 times"));
}

TEST(RoleMayHideApps, WarnsOfAppsThatTheOwnerKnowsAndTheListDoesNot) {
  AuditBuilder builder;
  builder.app("0oa1");
  builder.evidence.unmatched_directives = {"Legacy *"};
  const Finding finding = only_finding(builder.judged(), kHidden);
  EXPECT_EQ(finding.severity, Severity::warning);
  EXPECT_THAT(text_of(finding), HasSubstr("'Legacy *'"));
}

TEST(RoleMayHideApps, WarnsOfAnEmptyList) {
  EXPECT_EQ(only_finding(AuditBuilder().judged(), kHidden).severity, Severity::warning);
}

TEST(RoleMayHideApps, NotesClientsOfPoliciesThatAreNotInTheList) {
  AuditBuilder builder;
  builder.app("0oa1");
  builder.policy(builder.default_server(), {"0oa1", "0oaHidden", "ALL_CLIENTS"},
                 {"authorization_code"}, {"openid"});
  const Finding finding = only_finding(builder.judged(), kHidden);
  EXPECT_EQ(finding.severity, Severity::note);
  EXPECT_THAT(text_of(finding), HasSubstr("0oaHidden"));
}

TEST(RoleMayHideApps, IsSilentAboutAppsThatAreThereButDidNotDecode) {
  AuditBuilder builder;
  builder.app("0oa1");
  builder.snapshot.undecoded_applications = {"0oaOdd"};
  builder.evidence.orphans = {{"0oaOdd", 3, hour(5)}};
  EXPECT_FALSE(fires(builder.judged(), kHidden));
}

TEST(RoleMayHideApps, LeavesAListThatWasNotReadWholeToItsGap) {
  AuditBuilder builder;
  builder.source(source::kApps).complete = false;
  EXPECT_FALSE(fires(builder.judged(), kHidden));
}

}  // namespace
}  // namespace remediate

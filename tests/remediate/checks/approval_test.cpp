// The rules about approval: scope-not-approved, suspicious-scope.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/remediate/checks/audit_builder.hpp"

namespace remediate {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kNotApproved = "scope-not-approved";
constexpr std::string_view kSuspicious = "suspicious-scope";

AuditBuilder failing_app(const ScopeSet& scopes) {
  AuditBuilder builder;
  builder.app("0oa1");
  builder.default_server();
  builder.fails("0oa1", scopes);
  return builder;
}

TEST(ScopeNotApproved, IsAConflictThatBlocksAnAppWithoutAnyApprovedScope) {
  AuditBuilder builder = failing_app({"openid", "orders.read"});
  builder.not_approved("0oa1", "orders.read");
  const Audit audit = builder.judged();
  const Finding finding = only_finding(audit, kNotApproved);
  EXPECT_TRUE(finding.conflict);
  EXPECT_EQ(finding.severity, Severity::error);
  EXPECT_FALSE(finding.fixable);
  EXPECT_THAT(finding.message, HasSubstr("orders.read"));
  EXPECT_THAT(finding.advice, HasSubstr("--approve-scopes"));
  for (const Finding& each : audit.findings) {
    if (each.fixable) {
      EXPECT_EQ(each.blocked_by, kNotApproved) << each.rule;
    }
  }
  EXPECT_EQ(audit.summary.fixable, 0);
  EXPECT_EQ(audit.summary.blocked, 1);
}

TEST(ScopeNotApproved, BlocksOnlyItsOwnScopes) {
  AuditBuilder builder = failing_app({"orders.read", "orders.write"});
  builder.not_approved("0oa1", "orders.write");
  const Audit audit = builder.judged();
  EXPECT_THAT(only_finding(audit, kNotApproved).message, HasSubstr("orders.write"));
  EXPECT_THAT(only_finding(audit, kNotApproved).message, Not(HasSubstr("orders.read")));

  const std::vector<Finding> missing = findings_of(audit, "scope-missing-on-target");
  ASSERT_EQ(missing.size(), 2U);
  EXPECT_THAT(missing[0].message, HasSubstr("orders.read"));
  EXPECT_EQ(missing[0].blocked_by, std::nullopt);
  EXPECT_THAT(missing[1].message, HasSubstr("orders.write"));
  EXPECT_EQ(missing[1].blocked_by, kNotApproved);
  EXPECT_EQ(audit.summary.fixable, 1);
  EXPECT_EQ(audit.summary.blocked, 1);
}

TEST(ScopeNotApproved, NeedsNoApprovalForWhatTheTargetGrantsAlready) {
  AuditBuilder builder;
  builder.app("0oa1");
  ServerSnapshot& server = builder.default_server({"orders.read"});
  builder.policy(server, {"0oa1"}, {"authorization_code"}, {"orders.read"});
  builder.fails("0oa1", {"orders.read"}).not_approved("0oa1", "orders.read");
  const Audit audit = builder.judged();
  EXPECT_FALSE(fires(audit, kNotApproved));
  EXPECT_EQ(verdict_of(audit, "0oa1"), Verdict::prepared);
}

TEST(ScopeNotApproved, IsSilentAboutApprovedScopes) {
  EXPECT_FALSE(fires(failing_app({"openid", "orders.read"}).judged(), kNotApproved));
}

TEST(SuspiciousScope, IsAConflictOfItsOwnThatSaysWhy) {
  AuditBuilder builder = failing_app({"opendi", "orders.read"});
  builder.suspicious("0oa1", "opendi");
  const Audit audit = builder.judged();
  const Finding finding = only_finding(audit, kSuspicious);
  EXPECT_TRUE(finding.conflict);
  EXPECT_FALSE(finding.fixable);
  EXPECT_THAT(finding.evidence.front(), HasSubstr("'opendi': "));
  EXPECT_THAT(finding.advice, HasSubstr("exact name"));
  EXPECT_FALSE(fires(audit, kNotApproved));
}

TEST(SuspiciousScope, BlocksEverythingOfAnAppThatAsksForNothingElse) {
  AuditBuilder builder = failing_app({"opendi"});
  builder.suspicious("0oa1", "opendi");
  EXPECT_EQ(only_finding(builder.judged(), "custom-scope-on-org-server").blocked_by, kSuspicious);
}

TEST(SuspiciousScope, IsSilentOnceApprovedByName) {
  AuditBuilder builder = failing_app({"opendi"});
  builder.demand("0oa1").suspicious = {"opendi"};
  EXPECT_FALSE(fires(builder.judged(), kSuspicious));
}

}  // namespace
}  // namespace remediate

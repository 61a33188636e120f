#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/remediate/checks/audit_builder.hpp"

namespace remediate {
namespace {

using testing::ElementsAre;

TEST(AllChecks, CarryTheStableNames) {
  const std::set<std::string_view> promised = {"custom-scope-on-org-server",
                                               "client-credentials-on-org-server",
                                               "scope-not-approved",
                                               "suspicious-scope",
                                               "api-access-management-missing",
                                               "target-server-missing",
                                               "target-server-inactive",
                                               "scope-missing-on-target",
                                               "policy-does-not-cover",
                                               "widens-others",
                                               "issuer-points-to-org-server",
                                               "mixed-issuer-and-endpoints",
                                               "okta-api-scope-needs-org-server",
                                               "scopes-span-servers",
                                               "groups-scope-not-on-custom-server",
                                               "consent-blocks-client-credentials",
                                               "inline-hook-not-on-new-rule",
                                               "client-file-needs-a-person",
                                               "client-file-names-another-client",
                                               "tile-asks-custom-scope",
                                               "org-server-only-client",
                                               "issuer-mode-mismatch",
                                               "role-may-hide-apps"};
  std::set<std::string_view> listed;
  for (const Check& each : all_checks()) EXPECT_TRUE(listed.insert(each.rule).second) << each.rule;
  EXPECT_EQ(listed, promised);
}

TEST(Judge, NumbersErrorsFirstThenByLabel) {
  AuditBuilder builder;
  builder.app("0oa1", "Zebra");
  builder.app("0oa2", "Ant");
  builder.app("0oa3", "Bee").url_fields = {{"/profile/issuer", "https://acme.okta.com"}};
  builder.default_server({"a.read"});
  for (const char* id : {"0oa1", "0oa2", "0oa3"}) builder.fails(id, {"a.read"});
  const Audit audit = builder.judged();
  std::vector<std::string> told;
  for (const Finding& each : audit.findings)
    told.push_back(each.id + " " + std::string(to_string(each.severity)) + " " +
                   each.subject.label + " " + each.rule);
  EXPECT_THAT(
      told, ElementsAre(
                "f1 error Ant custom-scope-on-org-server", "f2 error Ant policy-does-not-cover",
                "f3 error Bee custom-scope-on-org-server", "f4 error Bee policy-does-not-cover",
                "f5 error Zebra custom-scope-on-org-server", "f6 error Zebra policy-does-not-cover",
                "f7 warning Bee issuer-points-to-org-server"));
}

TEST(Judge, TellsTheGeneralTargetAndThoseOfSingleAppsOnce) {
  AuditBuilder builder;
  builder.default_server();
  builder.server("aus2", "Orders API");
  builder.app("0oa1");
  builder.app("0oa2");
  builder.app("0oa3");
  builder.fails("0oa1", {"orders.read"});
  builder.demand("0oa1").target = "Orders API";
  builder.demand("0oa2").target = "Orders API";
  builder.demand("0oa3").target = "Nowhere";
  const Audit audit = builder.judged();
  ASSERT_EQ(audit.targets.size(), 3U);
  EXPECT_EQ(audit.targets[0].authorization_server_id, "aus1");
  EXPECT_EQ(audit.targets[0].state, TargetState::no_policy);
  EXPECT_EQ(audit.targets[1].reference, "Nowhere");
  EXPECT_EQ(audit.targets[1].state, TargetState::missing);
  EXPECT_EQ(audit.targets[2].authorization_server_id, "aus2");
  ASSERT_TRUE(audit.applications[0].target.has_value());
  EXPECT_EQ(audit.applications[0].target->authorization_server_id, "aus2");
  EXPECT_FALSE(audit.applications[1].target.has_value());
}

TEST(Judge, CountsApplicationsNotFindings) {
  AuditBuilder builder;
  ServerSnapshot& server = builder.default_server({"orders.read"});
  builder.policy(server, {"0oa3"}, {"authorization_code"}, {"orders.read"});
  for (const char* id : {"0oa1", "0oa2", "0oa3", "0oa4"}) builder.app(id, id);
  builder.fails("0oa1", {"orders.read"});
  builder.fails("0oa2", {"orders.write"}).not_approved("0oa2", "orders.write");
  builder.fails("0oa3", {"orders.read"});
  builder.snapshot.applications_read = 240;
  const AuditSummary summary = builder.judged().summary;
  EXPECT_EQ(summary.applications, 240);
  EXPECT_EQ(summary.oidc, 4);
  EXPECT_EQ(summary.affected, 2);
  EXPECT_EQ(summary.awaiting_client, 1);
  EXPECT_EQ(summary.fixable, 1);
  EXPECT_EQ(summary.blocked, 1);
}

TEST(Judge, PassesOnWhatWasReadAndWhatWasNot) {
  AuditBuilder builder;
  builder.app("0oa1");
  builder.default_server();
  builder.snapshot.gaps.push_back({"domains", "forbidden", "okta.domains.read", "", ""});
  builder.evidence.gaps.push_back({"systemLog", "unrecognisedReason", "", "", "0oa1"});
  builder.evidence.orphans = {{"0oaGone", 3, hour(1)}};
  const Audit audit = builder.judged();
  ASSERT_EQ(audit.gaps.size(), 2U);
  EXPECT_EQ(audit.gaps[0].source, "domains");
  EXPECT_EQ(audit.gaps[1].reason, "unrecognisedReason");
  EXPECT_FALSE(audit.is_complete());
  EXPECT_EQ(audit.sources.size(), builder.snapshot.sources.size());
  EXPECT_EQ(audit.org.url, kOrgUrl);
  EXPECT_EQ(audit.collected_at, builder.snapshot.collected_at);
  ASSERT_EQ(audit.authorization_servers.size(), 1U);
  EXPECT_EQ(audit.orphans.size(), 1U);
}

TEST(Judge, NothingMayBeFixedWhileWhatDecidesAboutAccessIsUnread) {
  for (const std::string_view name : {source::kApps, source::kAuthorizationServers, source::kScopes,
                                      source::kPolicies, source::kRules}) {
    AuditBuilder builder;
    builder.app("0oa1");
    builder.default_server();
    builder.fails("0oa1", {"orders.read"});
    builder.source(name).complete = false;
    const Audit audit = builder.judged();
    for (const Finding& each : audit.findings) {
      if (each.fixable) {
        EXPECT_EQ(each.blocked_by, "incomplete:" + std::string(name)) << each.rule;
      }
    }
    EXPECT_EQ(audit.summary.fixable, 0) << name;
  }
}

TEST(Judge, AGapInEvidenceLeavesWhatIsProvenFixable) {
  AuditBuilder builder;
  builder.app("0oa1");
  builder.default_server();
  builder.fails("0oa1", {"orders.read"});
  builder.source(source::kSystemLog).complete = false;
  EXPECT_EQ(builder.judged().summary.fixable, 1);
}

TEST(Judge, EveryFindingSaysWhatAndWhatToDo) {
  AuditBuilder builder;
  builder.app("0oa1").url_fields = {{"/profile/issuer", "https://acme.okta.com"}};
  builder.policy(builder.default_server(), {"ALL_CLIENTS"}, {"authorization_code"}, {"*"});
  builder.fails("0oa1", {"groups", "okta.users.read", "orders.read"});
  for (const Finding& each : builder.judged().findings) {
    EXPECT_FALSE(each.message.empty()) << each.rule;
    EXPECT_FALSE(each.advice.empty()) << each.rule;
    EXPECT_FALSE(each.rule.empty());
    EXPECT_FALSE(each.conflict && each.fixable) << each.rule;
  }
}

}  // namespace
}  // namespace remediate

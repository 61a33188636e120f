// What checks say about client configuration files that the owner binds to apps.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/remediate/checks/audit_builder.hpp"

namespace remediate {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr auto kIssuerRule = "issuer-points-to-org-server";
constexpr auto kMixedRule = "mixed-issuer-and-endpoints";

FileUrl url(std::size_t line, FileUrlState state = FileUrlState::names_org,
            const std::string& client_id = "") {
  const bool is_custom = state == FileUrlState::names_custom;
  return {"okta.issuer",
          is_custom ? "https://acme.okta.com/oauth2/default" : "https://acme.okta.com",
          line,
          state,
          is_custom ? "default" : "",
          state == FileUrlState::manual ? "the code builds it" : "",
          client_id};
}

BoundFile& file(AuditBuilder& builder, std::vector<FileUrl> urls,
                std::vector<std::string> apps = {"0oa1"}) {
  BoundFile& made = builder.snapshot.files.emplace_back();
  made.path = "orders/.env";
  made.digest = "sha256:x";
  made.app_ids = std::move(apps);
  made.urls = std::move(urls);
  return made;
}

// 0oa1 asks for custom scopes, and its file can move.
AuditBuilder failing_with_file(std::vector<FileUrl> urls = {url(3)}) {
  AuditBuilder builder;
  builder.app("0oa1");
  builder.fails("0oa1", {"openid", "orders.read"});
  builder.default_server();
  file(builder, std::move(urls)).moves = {{"0oa1", "aus1", {{7, "", "/oauth2/default"}}, {}, {}}};
  return builder;
}

TEST(FileNamesOrgServer, IsFixableWhereTheClientAsksForCustomScopes) {
  const Finding finding = only_finding(failing_with_file().judged(), kIssuerRule);
  EXPECT_EQ(finding.severity, Severity::warning);
  EXPECT_EQ(finding.subject.kind, "file");
  EXPECT_EQ(finding.subject.id, "orders/.env");
  ASSERT_TRUE(finding.location.has_value());
  EXPECT_EQ(finding.location->file, "orders/.env");
  EXPECT_EQ(finding.location->line, 3U);
  EXPECT_TRUE(finding.fixable);
  EXPECT_EQ(finding.blocked_by, std::nullopt);
  EXPECT_THAT(finding.evidence, ElementsAre("line 3: okta.issuer: https://acme.okta.com"));
}

TEST(FileNamesOrgServer, IsANoteWhereNoCustomScopeIsAskedFor) {
  AuditBuilder builder;
  builder.app("0oa1");
  builder.default_server();
  file(builder, {url(3)});
  const Finding finding = only_finding(builder.judged(), kIssuerRule);
  EXPECT_EQ(finding.severity, Severity::note);
  EXPECT_FALSE(finding.fixable);
}

TEST(FileNamesOrgServer, IsSilentForAnIgnoredApp) {
  AuditBuilder builder = failing_with_file();
  builder.demand("0oa1").ignored_because = "retired";
  EXPECT_FALSE(fires(builder.judged(), kIssuerRule));
}

TEST(FileNamesOrgServer, IsBlockedByWhatBlocksItsClient) {
  AuditBuilder builder = failing_with_file();
  builder.not_approved("0oa1", "orders.read");
  EXPECT_EQ(only_finding(builder.judged(), kIssuerRule).blocked_by, "scope-not-approved");
  builder = failing_with_file();
  builder.snapshot.api_access_management.state = ApiAccessState::absent;
  EXPECT_EQ(only_finding(builder.judged(), kIssuerRule).blocked_by,
            "api-access-management-missing");
}

TEST(FileNamesOrgServer, IsLeftToAPersonWhereNoSpliceCanBeMade) {
  AuditBuilder builder = failing_with_file();
  builder.snapshot.files[0].moves[0].obstacle = "two issuers are told";
  const Finding finding = only_finding(builder.judged(), kIssuerRule);
  EXPECT_EQ(finding.blocked_by, "file-by-hand");
  EXPECT_EQ(finding.advice, "two issuers are told");
}

TEST(FileNamesOrgServer, IsToldOnceMoreForWhatNoTextEditCanChange) {
  const auto found =
      findings_of(failing_with_file({url(3), url(9, FileUrlState::manual)}).judged(), kIssuerRule);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[1].location->line, 9U);
  EXPECT_FALSE(found[1].fixable);
  EXPECT_EQ(found[1].advice, "the code builds it");
}

TEST(FileNamesOrgServer, LeavesWhatBelongsToAnotherClient) {
  AuditBuilder builder = failing_with_file({url(3, FileUrlState::names_org, "0oaOther")});
  builder.snapshot.files[0].clients = {{"0oaOther", 2, {}, 0}};
  const Audit audit = builder.judged();
  EXPECT_FALSE(fires(audit, kIssuerRule));
  const Finding other = only_finding(audit, "client-file-names-another-client");
  EXPECT_EQ(other.location->line, 2U);
  EXPECT_THAT(other.message, HasSubstr("0oaOther"));
}

TEST(FileNamesOrgServer, SaysWhereNothingTellsForWhichOfSeveralApps) {
  AuditBuilder builder = failing_with_file();
  builder.app("0oa2", "Stock");
  builder.snapshot.files[0].app_ids = {"0oa1", "0oa2"};
  const Finding finding = only_finding(builder.judged(), kIssuerRule);
  EXPECT_FALSE(finding.fixable);
  EXPECT_THAT(finding.message, HasSubstr("nothing tells for which"));
}

TEST(MixedFile, IsFixableWhereAllTheRestIsTheTarget) {
  AuditBuilder builder = failing_with_file({url(3), url(4, FileUrlState::names_custom)});
  EXPECT_TRUE(only_finding(builder.judged(), kMixedRule).fixable);
  builder.snapshot.files[0].urls[1].server = "ausOther";
  EXPECT_FALSE(only_finding(builder.judged(), kMixedRule).fixable);
}

TEST(FileRemarks, AreFindingsOfTheirOwnWithTheirLine) {
  AuditBuilder builder = failing_with_file();
  builder.snapshot.files[0].remarks = {{"builds-url", "code builds the URL", 12},
                                       {"mixed-issuer-and-endpoints", "both servers", 3}};
  builder.snapshot.files[0].moves[0].remarks = {{"audience", "validates api://default", 5}};
  const auto found = findings_of(builder.judged(), "client-file-needs-a-person");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].location->line, 12U);
  EXPECT_EQ(found[1].location->line, 5U);
  EXPECT_THAT(found[1].evidence, ElementsAre("audience"));
}

// A file that could not be read says nothing about anybody else.
TEST(FileGap, LeavesOtherAppsClean) {
  AuditBuilder builder;
  builder.app("0oa1");
  builder.app("0oa2", "Stock");
  builder.default_server();
  SourceCoverage files;
  files.name = source::kClientFiles;
  files.complete = false;
  builder.snapshot.sources.push_back(files);
  builder.snapshot.gaps.push_back(
      {std::string(source::kClientFiles), "failed", {}, "orders/.env: is not there", "0oa1"});
  const Audit audit = builder.judged();
  EXPECT_EQ(verdict_of(audit, "0oa1"), Verdict::unknown);
  EXPECT_EQ(verdict_of(audit, "0oa2"), Verdict::clean);
  EXPECT_FALSE(audit.is_complete());
}

}  // namespace
}  // namespace remediate

#include "remediate/engine/audit.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/support/fake_org_fixture.hpp"
#include "tests/support/recorded.hpp"

namespace remediate {
namespace {

class AuditTest : public tests::FakeOrgFixture {
 protected:
  Audit audit() {
    const okta::Client opened = client();
    auto audited = run_audit(opened, directives_, {}, {}, {});
    EXPECT_TRUE(audited) << audited.error().describe();
    return audited ? std::move(*audited) : Audit{};
  }
};

TEST_F(AuditTest, TellsTheStoryOfTheDemoOrg) {
  mocks::Options options;
  options.seed_path = (tests::source_folder() / "mocks/seeds/demo.json").string();
  start(std::move(options));
  const Audit audited = audit();
  EXPECT_TRUE(audited.is_complete());
  std::map<Verdict, int> verdicts;
  for (const AuditedApplication& each : audited.applications) ++verdicts[each.verdict];
  EXPECT_EQ(verdicts[Verdict::affected], audited.summary.affected);
  EXPECT_GE(verdicts[Verdict::affected], 6);
  EXPECT_EQ(verdicts[Verdict::moved], 1);
  EXPECT_EQ(verdicts[Verdict::recovered], 1);
  EXPECT_EQ(audited.orphans.size(), 1U);
}

// The same org, once with and once without the product: what would fix it is blocked, nothing else
// changes.
TEST_F(AuditTest, BlocksEveryFixWhereTheProductIsMissing) {
  mocks::Options options;
  options.seed_path = (tests::source_folder() / "mocks/seeds/demo.json").string();
  options.api_am = false;
  start(std::move(options));
  const Audit audited = audit();
  EXPECT_EQ(audited.api_access_management.state, ApiAccessState::absent);
  EXPECT_TRUE(audited.is_complete());
  EXPECT_GE(audited.summary.affected, 6);
  EXPECT_EQ(audited.summary.fixable, 0);
  EXPECT_TRUE(std::ranges::any_of(audited.findings, [](const Finding& each) {
    return each.rule == "api-access-management-missing";
  }));
}

TEST_F(AuditTest, DecodesOrCountsEveryRecordedApplication) {
  if (tests::recorded_folder().empty()) GTEST_SKIP() << tests::kNoRecordings;
  mocks::Options options;
  options.seed_path = tests::recorded_folder().string();
  start(std::move(options));
  const Audit audited = audit();
  const auto apps = std::ranges::find(audited.sources, "apps", &SourceCoverage::name);
  ASSERT_NE(apps, audited.sources.end());
  EXPECT_GT(apps->read, 300);
  EXPECT_EQ(apps->skipped, 0);
  EXPECT_EQ(audited.summary.applications, apps->read);
  EXPECT_EQ(static_cast<int>(audited.applications.size()), audited.summary.oidc);
  for (const AuditedApplication& each : audited.applications) {
    EXPECT_NE(each.verdict, Verdict::affected)
        << each.application.id << ": the recordings hold no failing request";
  }
}

}  // namespace
}  // namespace remediate

#include <gtest/gtest.h>

#include "remediate/model/audit.hpp"

namespace remediate {
namespace {

TEST(Audit, IsCompleteWhenEverySourceIsAndNothingIsMissing) {
  Audit audit;
  audit.sources = {{.name = "apps"}, {.name = "systemLog"}};
  EXPECT_TRUE(audit.is_complete());
}

TEST(Audit, IsIncompleteWithOneSourceThatWasNotReadWhole) {
  Audit audit;
  audit.sources = {{.name = "apps"}, {.name = "systemLog"}};
  audit.sources.back().complete = false;
  EXPECT_FALSE(audit.is_complete());
}

TEST(Audit, IsIncompleteWithAGapThoughEverySourceIsWhole) {
  Audit audit;
  audit.sources = {{.name = "apps"}};
  Gap gap;
  gap.source = source::kSystemLog;
  gap.reason = "unrecognisedReason";
  audit.gaps = {gap};
  EXPECT_FALSE(audit.is_complete());
}

TEST(Snapshot, FindsItsSourcesByName) {
  Snapshot snapshot;
  snapshot.sources = {{.name = "apps", .pages = 2}, {.name = "systemLog"}};
  ASSERT_NE(snapshot.source_named(source::kApps), nullptr);
  EXPECT_EQ(snapshot.source_named(source::kApps)->pages, 2);
  EXPECT_EQ(snapshot.source_named(source::kGrants), nullptr);
}

TEST(Demand, ShowsCustomScopesEvenWhereTheRequestHidThem) {
  Demand nothing;
  nothing.requested = {"openid"};
  EXPECT_FALSE(nothing.shows_custom_scopes());

  Demand named;
  named.custom = {"orders.read"};
  EXPECT_TRUE(named.shows_custom_scopes());

  Demand hidden;
  hidden.hides_scopes = true;
  EXPECT_TRUE(hidden.shows_custom_scopes());

  Demand service;
  service.client_credentials = true;
  EXPECT_TRUE(service.shows_custom_scopes());
}

}  // namespace
}  // namespace remediate

#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "remediate/evidence/find_evidence.hpp"
#include "tests/remediate/evidence/builders.hpp"

namespace remediate {
namespace {

using tests::at;
using tests::demand_of;
using tests::event;
using tests::failed_token;
using tests::failure_with;
using tests::march;
using tests::read;

LoggedRequest success(const char* type, const char* grant_type, int day,
                      const std::string& scopes = "") {
  okta::LogEvent logged = event(type, "SUCCESS");
  logged.debug_data["grantType"] = grant_type;
  logged.debug_data["requestedScopes"] = scopes;
  return at(march(day), read(logged));
}

constexpr const char* kOrgCode = "app.oauth2.authorize.code";
constexpr const char* kOrgToken = "app.oauth2.token.grant.access_token";
constexpr const char* kCustomCode = "app.oauth2.as.authorize.code";
constexpr const char* kCustomToken = "app.oauth2.as.token.grant.access_token";

TEST(Success, OnEachKindOfServerIsTold) {
  const Demand demand = demand_of({failure_with("orders.read", 1), success(kOrgCode, "", 3),
                                   success(kCustomCode, "", 4, "orders.read")});
  EXPECT_EQ(demand.org_successes.all_uses_by, march(3));
  EXPECT_EQ(demand.custom_successes.all_uses_by, march(4));
}

TEST(Success, OfRefreshingOldTokensProvesNothing) {
  const Demand demand =
      demand_of({failure_with("orders.read", 1), success(kOrgToken, "refresh_token", 3, "openid"),
                 success(kCustomToken, "refresh_token", 3)});
  EXPECT_EQ(demand.org_successes.all_uses_by, std::nullopt);
  EXPECT_EQ(demand.custom_successes.all_uses_by, std::nullopt);
}

TEST(Success, OfAnUnknownGrantTypeOnTheOrgServerMustShowTheScopesItAskedFor) {
  const LoggedRequest failed = failure_with("orders.read", 1);
  EXPECT_EQ(demand_of({failed, success(kOrgToken, "", 3)}).org_successes.all_uses_by, std::nullopt);
  EXPECT_EQ(demand_of({failed, success(kOrgToken, "", 3, "openid")}).org_successes.all_uses_by,
            march(3));
  EXPECT_EQ(demand_of({failed, success(kCustomToken, "", 3)}).custom_successes.all_uses_by,
            march(3));
}

TEST(Success, OfTheOrgServerWithCustomScopesProvesNothing) {
  EXPECT_EQ(demand_of({failure_with("orders.read", 1), success(kOrgCode, "", 3, "orders.read")})
                .org_successes.all_uses_by,
            std::nullopt);
}

TEST(Success, MustBeOfTheSameKindOfUse) {
  const LoggedRequest signing_in = failure_with("orders.read", 1);
  const LoggedRequest service = at(march(1), read(failed_token("illegal_custom_scope")));
  const LoggedRequest as_service = success(kOrgToken, "client_credentials", 3, "okta.users.read");
  const LoggedRequest as_person = success(kOrgCode, "", 4, "openid");
  EXPECT_EQ(demand_of({signing_in, as_service}).org_successes.all_uses_by, std::nullopt);
  EXPECT_EQ(demand_of({service, as_person}).org_successes.all_uses_by, std::nullopt);
  EXPECT_EQ(demand_of({service, as_service}).org_successes.all_uses_by, march(3));
  EXPECT_EQ(demand_of({signing_in, service, as_person}).org_successes.all_uses_by, std::nullopt);
  EXPECT_EQ(demand_of({signing_in, service, as_person, as_service}).org_successes.all_uses_by,
            march(3));
}

TEST(Success, OfOneUseIsToldWhereAnotherHasNone) {
  const LoggedRequest signing_in = failure_with("orders.read", 1);
  const LoggedRequest service = at(march(1), read(failed_token("illegal_custom_scope")));
  const Demand demand = demand_of({signing_in, service, success(kCustomCode, "", 3, "orders.read"),
                                   success(kCustomToken, "client_credentials", 3, "orders.read"),
                                   success(kOrgCode, "", 4, "openid")});
  EXPECT_EQ(demand.custom_successes.all_uses_by, march(3));
  EXPECT_EQ(demand.custom_successes.any_use_at, march(3));
  EXPECT_EQ(demand.org_successes.all_uses_by, std::nullopt);
  EXPECT_EQ(demand.org_successes.any_use_at, march(4));
}

TEST(Success, OfAUseThatNeverFailedIsNotOneOfAnyThatFails) {
  const LoggedRequest service = at(march(1), read(failed_token("illegal_custom_scope")));
  EXPECT_EQ(demand_of({service, success(kOrgCode, "", 4, "openid")}).org_successes.any_use_at,
            std::nullopt);
}

TEST(Success, OfNoKindIsNeededWhereNothingFailed) {
  EXPECT_EQ(
      demand_of({success(kCustomToken, "client_credentials", 2)}).custom_successes.all_uses_by,
      march(2));
}

}  // namespace
}  // namespace remediate

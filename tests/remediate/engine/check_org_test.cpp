#include "remediate/engine/check_org.hpp"

#include <algorithm>

#include "tests/support/fake_org_fixture.hpp"
#include "tests/support/key_pair.hpp"

namespace remediate {
namespace {

class CheckOrgTest : public tests::FakeOrgFixture {
 protected:
  OrgCheck check(const std::string& token = "test-token") {
    const okta::Client opened = client(token);
    auto checked = check_org(opened, {});
    EXPECT_TRUE(checked);
    return checked ? std::move(*checked) : OrgCheck{};
  }

  static const Probe& probe(const OrgCheck& check, const std::string& name) {
    static const Probe none{"not looked at", ProbeState::unknown, "", "", std::nullopt};
    const auto found = std::ranges::find(check.probes, name, &Probe::name);
    return found == check.probes.end() ? none : *found;
  }

  static std::vector<std::string> not_ok(const OrgCheck& check) {
    std::vector<std::string> names;
    for (const Probe& each : check.probes) {
      if (each.state != ProbeState::ok) names.push_back(each.name);
    }
    return names;
  }
};

TEST_F(CheckOrgTest, FindsNothingAmissInASaneOrgWithAHandfulOfCalls) {
  start({});
  const OrgCheck checked = check();
  EXPECT_EQ(not_ok(checked), std::vector<std::string>{});
  EXPECT_EQ(checked.api_access_management.state, ApiAccessState::present);
  EXPECT_LE(checked.calls, 8);
  EXPECT_FALSE(checked.needs.empty());
}

TEST_F(CheckOrgTest, SaysThatTheTokenIsRejectedOnceAndForAll) {
  start_with_seed(R"({"tokens":["another-token"]})");
  const OrgCheck checked = check();
  EXPECT_EQ(probe(checked, "credentials").state, ProbeState::failed);
  EXPECT_EQ(probe(checked, "reachability").state, ProbeState::ok);
  EXPECT_EQ(checked.api_access_management.state, ApiAccessState::unknown);
  EXPECT_EQ(probe(checked, "apps").name, "not looked at") << "it would only say the same again";
}

TEST_F(CheckOrgTest, AdvisesMoreRightsOnlyAgainstARefusal) {
  mocks::Options options;
  options.faults = {"GET ^/api/v1/apps$ 1 500"};
  start(std::move(options));
  const OrgCheck checked = check();
  EXPECT_EQ(org_->faults().at(0).fired, 1);
  EXPECT_EQ(probe(checked, "apps").state, ProbeState::failed);
  EXPECT_EQ(probe(checked, "apps").advice, "");
}

TEST_F(CheckOrgTest, LooksAtTheGrantsThatAnAuditWillNeed) {
  mocks::Options options;
  options.faults = {"GET ^/api/v1/apps/[^/]+/grants$ 1 403"};
  start(std::move(options));
  const OrgCheck checked = check();
  EXPECT_EQ(org_->faults().at(0).fired, 1);
  EXPECT_EQ(not_ok(checked), std::vector<std::string>{"grants"});
  EXPECT_NE(probe(checked, "grants").advice.find("okta.appGrants.read"), std::string::npos);
}

TEST_F(CheckOrgTest, TellsAMissingProductFromAMissingRight) {
  mocks::Options without_product;
  without_product.api_am = false;
  start(std::move(without_product));
  const OrgCheck absent = check();
  EXPECT_EQ(probe(absent, "apiAccessManagement").state, ProbeState::failed);
  EXPECT_EQ(absent.api_access_management.state, ApiAccessState::absent);
  EXPECT_EQ(probe(absent, "credentials").state, ProbeState::ok);

  mocks::Options without_right;
  without_right.faults = {"GET ^/api/v1/authorizationServers$ 1 403"};
  start(std::move(without_right));
  const OrgCheck forbidden = check();
  EXPECT_EQ(org_->faults().at(0).fired, 1);
  EXPECT_EQ(probe(forbidden, "apiAccessManagement").state, ProbeState::unknown);
  EXPECT_NE(probe(forbidden, "apiAccessManagement").advice.find("okta.authorizationServers.read"),
            std::string::npos);
}

TEST_F(CheckOrgTest, NamesTheScopeOfEachSourceThatMayNotBeRead) {
  mocks::Options options;
  options.faults = {"GET ^/api/v1/logs$ 1 403", "GET ^/api/v1/domains$ 1 403"};
  start(std::move(options));
  const OrgCheck checked = check();
  EXPECT_EQ(not_ok(checked), (std::vector<std::string>{"systemLog", "domains"}));
  EXPECT_NE(probe(checked, "systemLog").advice.find("okta.logs.read"), std::string::npos);
  EXPECT_NE(probe(checked, "domains").advice.find("okta.domains.read"), std::string::npos);
}

TEST_F(CheckOrgTest, WarnsOfATokenThatCanDoAnything) {
  start_with_seed(R"({"tokens":[{"token":"super","roles":["SUPER_ADMIN"]},
                                {"token":"modest","roles":["READ_ONLY_ADMIN","APP_ADMIN"]}]})");
  EXPECT_EQ(probe(check("super"), "excessRights").state, ProbeState::warning);
  const OrgCheck modest = check("modest");
  EXPECT_EQ(probe(modest, "excessRights").state, ProbeState::ok);
  EXPECT_EQ(probe(modest, "excessRights").detail,
            "the owner of the token is READ_ONLY_ADMIN, APP_ADMIN");
  EXPECT_EQ(modest.granted_scopes, std::nullopt);
}

TEST_F(CheckOrgTest, TakesNoOffenceWhereRolesMayNotBeRead) {
  start_with_seed(R"({"tokens":[{"token":"reader","forbidden":["/api/v1/users/"]}]})");
  const OrgCheck checked = check("reader");
  EXPECT_EQ(probe(checked, "excessRights").state, ProbeState::ok);
}

TEST_F(CheckOrgTest, PassesNobodyWhoseRolesCouldNotBeRead) {
  for (const char* path : {"^/api/v1/users/me$", "^/api/v1/users/[^/]+/roles$"}) {
    mocks::Options options;
    options.faults = {std::string("GET ") + path + " 1 503"};
    start(std::move(options));
    const OrgCheck checked = check();
    EXPECT_EQ(org_->faults().at(0).fired, 1) << path;
    EXPECT_EQ(not_ok(checked), std::vector<std::string>{"excessRights"});
    EXPECT_EQ(probe(checked, "excessRights").state, ProbeState::unknown);
    EXPECT_NE(probe(checked, "excessRights").detail.find("503"), std::string::npos);
  }
}

TEST_F(CheckOrgTest, PassesNoServiceAppThatGotNoToken) {
  mocks::Options options;
  options.faults = {"POST ^/oauth2/v1/token$ 1-99 503"};
  start(std::move(options));
  okta::ClientOptions as_app;
  as_app.org_url = *okta::parse_url(org_->base_url());
  as_app.service_app = okta::ServiceApp{
      "0oaTool", {"okta.apps.read"}, okta::Secret(tests::KeyPair::ec().pkcs8()), {}, {}};
  as_app.allow_plain_http = true;
  as_app.max_retries = 0;
  const auto app = okta::Client::open(std::move(as_app), clock_);
  ASSERT_TRUE(app);
  const auto checked = check_org(*app, {});
  ASSERT_TRUE(checked);
  EXPECT_GT(org_->faults().at(0).fired, 0);
  EXPECT_EQ(checked->granted_scopes, std::nullopt);
  EXPECT_EQ(probe(*checked, "excessRights").state, ProbeState::unknown);
}

TEST_F(CheckOrgTest, TellsWhatReadingShowedOfTheRights) {
  mocks::Options options;
  options.faults = {"GET ^/api/v1/logs$ 1 403"};
  start(std::move(options));
  const OrgCheck checked = check();
  ASSERT_EQ(checked.needs.size(), 2U);
  EXPECT_EQ(checked.needs[0].missing, std::vector<std::string>{"okta.logs.read"});
  EXPECT_EQ(checked.needs[0].held.size(), 4U);
  EXPECT_TRUE(checked.needs[1].held.empty()) << "nothing was written to see";
  EXPECT_TRUE(checked.needs[1].missing.empty());
}

TEST_F(CheckOrgTest, WarnsOfAClockThatIsFarFromTheOrgs) {
  start({});
  clock_.tick(std::chrono::minutes{5});
  const OrgCheck checked = check();
  EXPECT_EQ(probe(checked, "clock").state, ProbeState::warning);
  EXPECT_EQ(probe(checked, "clock").detail, "300 s ahead of the org's clock");
}

TEST_F(CheckOrgTest, StopsAfterTheFirstCallWhereThereIsNoOrg) {
  mocks::Options options;
  options.faults = {"GET ^/.well-known/okta-organization$ 1 html"};
  start(std::move(options));
  const OrgCheck checked = check();
  EXPECT_EQ(not_ok(checked), std::vector<std::string>{"reachability"});
  EXPECT_EQ(checked.calls, 1);
}

}  // namespace
}  // namespace remediate

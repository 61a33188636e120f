#include "remediate/evidence/find_evidence.hpp"

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/remediate/evidence/builders.hpp"

namespace remediate {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using tests::declaring;
using tests::demand_of;
using tests::evidence_of;
using tests::failed_authorize;
using tests::failed_token;
using tests::failure_with;
using tests::march;
using tests::orders_app;
using tests::read;
using tests::snapshot_of;

TEST(Evidence, OfAFailedRequestNamesItsScopesAndHowThatIsKnown) {
  LoggedRequest twice = failure_with("openid, orders.read", 1);
  twice.count = 2;
  twice.last_seen = march(2);
  twice.days.insert(std::chrono::floor<std::chrono::days>(march(2)));
  const Demand demand = demand_of({twice, failure_with("openid, orders.write", 2)});

  EXPECT_EQ(demand.app_id, "0oaOrders");
  EXPECT_TRUE(demand.shows_custom_scopes());
  EXPECT_THAT(demand.requested, ElementsAre("openid", "orders.read", "orders.write"));
  EXPECT_THAT(demand.custom, ElementsAre("orders.read", "orders.write"));
  EXPECT_FALSE(demand.hides_scopes);
  EXPECT_FALSE(demand.client_credentials);
  ASSERT_EQ(demand.evidence.size(), 1U);
  EXPECT_EQ(demand.evidence[0].source, "systemLog");
  EXPECT_EQ(demand.evidence[0].detail, "illegal_custom_scope");
  EXPECT_EQ(demand.evidence[0].count, 3);
  EXPECT_EQ(demand.evidence[0].first_seen, march(1));
  EXPECT_EQ(demand.evidence[0].last_seen, march(2));
  EXPECT_EQ(demand.evidence[0].distinct_days, 2);
  EXPECT_EQ(demand.last_failure, march(2));
}

TEST(Evidence, KeepsTheScopesOfEachRequestApart) {
  const Demand demand =
      demand_of({failure_with("openid, orders.read"), failure_with("okta.users.read, orders.write"),
                 failure_with("openid, orders.read", 3)});
  ASSERT_EQ(demand.sets.size(), 2U);
  EXPECT_THAT(demand.sets[0].scopes, ElementsAre("okta.users.read", "orders.write"));
  EXPECT_THAT(demand.sets[1].scopes, ElementsAre("openid", "orders.read"));
  EXPECT_THAT(demand.okta_api, ElementsAre("okta.users.read"));
}

TEST(Evidence, DoesNotCountMyAccountScopesAsOktaApi) {
  EXPECT_THAT(demand_of({failure_with("okta.myAccount.profile.read, orders.read")}).okta_api,
              IsEmpty());
}

TEST(Evidence, IsNotMadeOfUnrelatedFailures) {
  const Demand demand = demand_of(
      {read(failed_authorize("illegal_scopes")), read(failed_authorize("user_not_assigned"))});
  EXPECT_FALSE(demand.shows_custom_scopes());
  EXPECT_THAT(demand.sets, IsEmpty());
  EXPECT_THAT(demand.evidence, IsEmpty());
  EXPECT_EQ(demand.last_failure, std::nullopt);
}

TEST(Evidence, OfHiddenCutOrContradictingScopesSaysThatThereIsMore) {
  EXPECT_TRUE(demand_of({failure_with("")}).hides_scopes);
  EXPECT_THAT(demand_of({failure_with("")}).sets, IsEmpty());
  EXPECT_TRUE(demand_of({failure_with("openid, orders.read, ord...")}).hides_scopes);
  const Demand contradicting = demand_of({failure_with("openid, groups")});
  EXPECT_TRUE(contradicting.hides_scopes);
  EXPECT_TRUE(contradicting.shows_custom_scopes());
  EXPECT_THAT(contradicting.custom, IsEmpty());
}

TEST(Evidence, OfAServiceAppIsMarked) {
  EXPECT_TRUE(demand_of({read(failed_token("unsupported_grant_type_client_creds_org_as"))})
                  .client_credentials);
  EXPECT_TRUE(demand_of({read(failed_token("illegal_custom_scope"))}).client_credentials);
  const Demand hidden = demand_of({read(failed_token("unsupported_auth_method_client_creds", ""))});
  EXPECT_TRUE(hidden.client_credentials);
  EXPECT_TRUE(hidden.hides_scopes);
}

TEST(Evidence, OfWordsThatNobodyKnowsIsAGap) {
  LoggedRequest unknown = read(failed_authorize("Scope orders.read is out of season."));
  unknown.count = 4;
  const Evidence evidence = evidence_of(snapshot_of({unknown}));
  EXPECT_FALSE(evidence.demands[0].shows_custom_scopes());
  ASSERT_EQ(evidence.gaps.size(), 1U);
  EXPECT_EQ(evidence.gaps[0].source, "systemLog");
  EXPECT_EQ(evidence.gaps[0].reason, "unrecognisedReason");
  EXPECT_EQ(evidence.gaps[0].subject, "0oaOrders");
  EXPECT_THAT(evidence.gaps[0].detail, HasSubstr("Scope orders.read is out of season."));
  EXPECT_THAT(evidence.gaps[0].detail, HasSubstr("4 requests"));
}

TEST(Evidence, IsOfTheAppWithThatClientIdElseWithThatAppId) {
  okta::Application app = orders_app();
  app.client_id = "my-client";
  Snapshot snapshot = snapshot_of({failure_with("orders.read")});
  snapshot.applications = {orders_app(), app};
  snapshot.applications[0].id = "0oaOther";
  snapshot.applications[0].client_id = "other-client";

  LoggedRequest& request = snapshot.requests[0];
  request.client_id = "my-client";
  request.app_id = "0oaOther";
  EXPECT_THAT(evidence_of(snapshot).demands[1].custom, ElementsAre("orders.read"));
  EXPECT_THAT(evidence_of(snapshot).demands[0].custom, IsEmpty());

  for (const char* client_id : {"", "0oaUnheardOf"}) {
    request.client_id = client_id;
    request.app_id = "0oaOrders";
    EXPECT_THAT(evidence_of(snapshot).demands[1].custom, ElementsAre("orders.read"));
    EXPECT_THAT(evidence_of(snapshot).orphans, IsEmpty());
  }
  request.client_id = "0oaOrders";
  request.app_id = "";
  EXPECT_THAT(evidence_of(snapshot).demands[1].custom, ElementsAre("orders.read"));
}

TEST(Evidence, OfAClientThatIsNotInTheListIsAnOrphan) {
  LoggedRequest gone = failure_with("orders.read", 1);
  gone.client_id = "0oaGone";
  gone.count = 2;
  LoggedRequest later = failure_with("orders.write", 5);
  later.client_id = "0oaGone";
  LoggedRequest unrelated = read(failed_authorize("user_not_assigned"));
  unrelated.client_id = "0oaElsewhere";
  const Evidence evidence = evidence_of(snapshot_of({gone, later, unrelated}));
  ASSERT_EQ(evidence.orphans.size(), 1U);
  EXPECT_EQ(evidence.orphans[0].client_id, "0oaGone");
  EXPECT_EQ(evidence.orphans[0].count, 3);
  EXPECT_EQ(evidence.orphans[0].last_seen, march(5));
}

TEST(Evidence, OfAnAppThatDidNotDecodeIsNoOrphan) {
  LoggedRequest request = failure_with("orders.read");
  request.client_id = "0oaBroken";
  Snapshot snapshot = snapshot_of({request});
  snapshot.undecoded_applications = {"0oaBroken"};
  EXPECT_THAT(evidence_of(snapshot).orphans, IsEmpty());
}

TEST(Evidence, OfADeletedClientIsAnOrphanBesideAnUndecodedAppWithoutId) {
  LoggedRequest request = failure_with("orders.read");
  request.client_id = "0oaGone";
  request.app_id = "";
  Snapshot snapshot = snapshot_of({request});
  snapshot.undecoded_applications = {""};
  EXPECT_EQ(evidence_of(snapshot).orphans.size(), 1U);
}

TEST(Evidence, OfNobodyMayBeAnybodysAndIsAGap) {
  LoggedRequest request = failure_with("orders.read");
  request.client_id = "";
  const Evidence evidence = evidence_of(snapshot_of({request}));
  EXPECT_THAT(evidence.orphans, IsEmpty());
  ASSERT_EQ(evidence.gaps.size(), 1U);
  EXPECT_EQ(evidence.gaps[0].reason, "unattributed");
}

TEST(Evidence, ThatACustomServerRefusesTheClientIsKept) {
  okta::LogEvent refused =
      failed_authorize("This client cannot use a custom authorization server.");
  refused.event_type = "app.oauth2.as.authorize";
  EXPECT_TRUE(demand_of({read(refused)}).org_server_only);
  EXPECT_FALSE(demand_of({failure_with("orders.read")}).org_server_only);
}

struct GrantRow {
  const char* logged;
  std::vector<std::string> own;
  std::vector<std::string> expected;
};

TEST(GrantTypes, AreWhatTheEvidenceShowsOfTheAppsOwn) {
  for (const GrantRow& row : std::vector<GrantRow>{
           {"authorization_code", {"authorization_code"}, {"authorization_code"}},
           {"authorization_code", {"implicit"}, {}},
           {"authorization_code", {}, {"authorization_code"}},
           {"authorization_code implicit",
            {"authorization_code", "implicit"},
            {"authorization_code", "implicit"}},
           {"refresh_token", {"authorization_code", "refresh_token"}, {"authorization_code"}},
           {"refresh_token", {"password", "refresh_token"}, {"password"}},
           {"", {"authorization_code", "refresh_token"}, {"authorization_code"}},
           {"", {"authorization_code", "implicit"}, {}},
       }) {
    LoggedRequest request = failure_with("orders.read");
    request.grant_type = row.logged;
    Snapshot snapshot = snapshot_of({request});
    snapshot.applications[0].grant_types = row.own;
    const Demand demand = evidence_of(snapshot).demands[0];
    EXPECT_EQ(demand.grant_types, row.expected) << row.logged;
    EXPECT_EQ(demand.sets.at(0).grant_types, row.expected) << row.logged;
  }
}

TEST(GrantTypes, OfTheOwnerReplaceWhatTheEvidenceShows) {
  config::ApplicationDirective directive;
  directive.grant_types = {"refresh_token", "password"};
  const Demand demand = demand_of({failure_with("orders.read")}, declaring(directive));
  EXPECT_THAT(demand.grant_types, ElementsAre("password"));
  EXPECT_THAT(demand.sets.at(0).grant_types, ElementsAre("password"));
}

TEST(GrantTypes, OfTheOwnerMakeNoServiceOfARequestThatSpeaksOfAUser) {
  config::ApplicationDirective directive;
  directive.grant_types = {"authorization_code", "client_credentials"};
  const Demand demand = demand_of(
      {failure_with("openid, orders.read"), failure_with("orders.write")}, declaring(directive));
  ASSERT_EQ(demand.sets.size(), 2U);
  EXPECT_THAT(demand.sets[0].grant_types, ElementsAre("authorization_code"));
  EXPECT_THAT(demand.sets[1].grant_types, ElementsAre("authorization_code", "client_credentials"));
}

TEST(ApplicationEvidence, OfATileIsNoRequestOfTheClient) {
  Snapshot snapshot = snapshot_of({});
  snapshot.applications[0].idp_initiated_login =
      okta::IdpInitiatedLogin{"OKTA", {"openid", "orders.read"}};
  Demand demand = evidence_of(snapshot).demands[0];
  EXPECT_THAT(demand.tile_scopes, ElementsAre("orders.read"));
  EXPECT_FALSE(demand.shows_custom_scopes());
  ASSERT_EQ(demand.evidence.size(), 1U);
  EXPECT_EQ(demand.evidence[0].source, "application");

  snapshot.applications[0].idp_initiated_login->mode = "SPEC";
  demand = evidence_of(snapshot).demands[0];
  EXPECT_THAT(demand.tile_scopes, IsEmpty());
  EXPECT_THAT(demand.evidence, IsEmpty());
}

TEST(ApplicationEvidence, NotesUrlsThatNameTheOrgServerOfThisOrg) {
  struct Row {
    const char* pointer;
    const char* url;
    bool noted;
  };
  for (const Row& row : std::to_array<Row>({
           {"/profile/issuer", "https://acme.okta.com", true},
           {"/profile/issuer", "https://ACME.okta.com/", true},
           {"/profile/issuer", "https://login.acme.com", true},
           {"/profile/home", "https://acme.okta.com", false},
           {"/profile/authorize", "https://acme.okta.com/oauth2/v1/authorize", true},
           {"/profile/discovery", "https://acme.okta.com/.well-known/openid-configuration", true},
           {"/profile/issuer", "https://acme.okta.com/oauth2/default", false},
           {"/profile/issuer", "https://acme.okta.com/oauth2/default/v1/authorize", false},
           {"/profile/issuer", "https://other.okta.com", false},
           {"/profile/issuer", "not a url", false},
       })) {
    Snapshot snapshot = snapshot_of({});
    snapshot.org.custom_domains = {"login.acme.com"};
    snapshot.applications[0].url_fields = {{row.pointer, row.url}};
    const Demand demand = evidence_of(snapshot).demands[0];
    EXPECT_EQ(demand.evidence.size(), row.noted ? 1U : 0U) << row.pointer << " " << row.url;
    EXPECT_FALSE(demand.shows_custom_scopes());
  }
}

TEST(Evidence, ListsEveryApplicationInTheOrderOfTheSnapshot) {
  Snapshot snapshot = snapshot_of({});
  okta::Application without_client = orders_app();
  without_client.id = "0oaOkta";
  without_client.client_id = std::nullopt;
  snapshot.applications = {without_client, orders_app()};
  const Evidence evidence = evidence_of(snapshot);
  ASSERT_EQ(evidence.demands.size(), 2U);
  EXPECT_EQ(evidence.demands[0].app_id, "0oaOkta");
  EXPECT_EQ(evidence.demands[1].app_id, "0oaOrders");
}

}  // namespace
}  // namespace remediate

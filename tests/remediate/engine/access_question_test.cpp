#include "remediate/engine/access_question.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fake_org_fixture.hpp"

namespace remediate {
namespace {

using testing::HasSubstr;

// An org with the server "Present" (aus1), and a plan that makes "Orders API" (c1).
class AccessQuestionTest : public tests::FakeOrgFixture {
 protected:
  void SetUp() override {
    start_with_seed(
        R"({"apps":[{"id":"0oa1","name":"oidc_client","label":"Orders","status":"ACTIVE",
            "signOnMode":"OPENID_CONNECT","credentials":{"oauthClient":{"client_id":"0oa1"}}}],
            "authorizationServers":[{"id":"aus1","name":"Present","status":"ACTIVE",
            "issuer":"https://example.okta.com/oauth2/aus1","audiences":["api://orders"],
            "scopes":[],"policies":[]}]})");
    directives_.target.authorization_server = "Orders";
    directives_.target.create = {"Orders API", "api://orders"};
    Change server;
    server.id = "c1";
    server.target = {ObjectKind::authorization_server, "", "Orders API", "", ""};
    server.body = R"({"name":"Orders API","audiences":["api://orders"]})";
    plan_.org = org_->base_url();
    plan_.changes = {server};
  }

  // Which server answers, or why none does.
  std::string answered_by(const std::optional<std::string>& reference,
                          const std::optional<Plan>& plan) {
    const okta::Client opened = client();
    const auto answer = answer_access(
        opened, directives_, {"0oa1", "client_credentials", {"orders.read"}, reference}, plan, {});
    if (answer) return answer->server_name;
    EXPECT_EQ(answer.error().kind, okta::ErrorKind::not_found);
    return answer.error().message;
  }

  Plan plan_;
};

TEST_F(AccessQuestionTest, IsAnsweredByAServerOfTheOrgWithOrWithoutAPlan) {
  for (const char* reference : {"aus1", "Present"}) {
    EXPECT_EQ(answered_by(reference, std::nullopt), "Present");
    EXPECT_EQ(answered_by(reference, plan_), "Present");
  }
}

TEST_F(AccessQuestionTest, IsAnsweredByTheServerThatThePlanMakesWhenThatIsMeant) {
  EXPECT_EQ(answered_by("Orders API", plan_), "Orders API");
  EXPECT_EQ(answered_by("${c1.id}", plan_), "Orders API");
  EXPECT_EQ(answered_by("Orders", plan_), "Orders API");
  EXPECT_EQ(answered_by(std::nullopt, plan_), "Orders API");
}

TEST_F(AccessQuestionTest, IsNotAnsweredByAServerThatNobodyNamed) {
  const auto is_told = HasSubstr("there is no authorization server 'Oders API'");
  EXPECT_THAT(answered_by("Oders API", plan_), is_told);
  EXPECT_THAT(answered_by("Oders API", std::nullopt), is_told);
  EXPECT_THAT(answered_by("aus2", plan_), HasSubstr("'aus2'"));
  EXPECT_THAT(answered_by("default", plan_), HasSubstr("'default'"));
}

TEST_F(AccessQuestionTest, IsNotAnsweredByTheServerThatThePlanMakesForAnotherTarget) {
  directives_.target.create->name = "Invoices API";
  EXPECT_THAT(answered_by("Orders", plan_), HasSubstr("'Orders'"));
  EXPECT_EQ(answered_by("Orders API", plan_), "Orders API");
}

// The name under which a server may be made stands for the target alone.
TEST_F(AccessQuestionTest, IsNotAnsweredByTheServerThatWasMadeForTheTargetWhenAnotherIsNamed) {
  directives_.target.create->name = "Present";
  EXPECT_EQ(answered_by("Orders", std::nullopt), "Present");
  EXPECT_THAT(answered_by("Oders", std::nullopt), HasSubstr("'Oders'"));
}

}  // namespace
}  // namespace remediate

#include "remediate/verify/verify.hpp"

#include <algorithm>
#include <filesystem>

#include <gmock/gmock.h>

#include "tests/support/fake_org_fixture.hpp"
#include "tests/support/recorded.hpp"

namespace remediate {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class VerifyTest : public tests::FakeOrgFixture {
 protected:
  void SetUp() override {
    mocks::Options options;
    options.seed_path = (tests::source_folder() / "mocks/seeds/demo.json").string();
    start(std::move(options));
  }

  static VerifyOptions probing() {
    VerifyOptions options;
    options.probe = true;
    return options;
  }

  static VerifyOptions probing_target() {
    VerifyOptions options = probing();
    options.probe_org_server = false;
    return options;
  }

  Verification verified(const VerifyInput& input, VerifyOptions options = {}) {
    const okta::Client opened = client();
    auto result = verify(opened, input, options, {});
    EXPECT_TRUE(result) << result.error().describe();
    return result ? std::move(*result) : Verification{};
  }

  ClientToVerify client_of(const std::string& app_id, std::vector<ClientRequest> requests,
                           const std::string& server = "default") {
    const okta::Client opened = client();
    ClientToVerify result;
    const auto application = opened.applications().get(app_id, {});
    const auto target = opened.authorization_servers().get(server, {});
    EXPECT_TRUE(application && target);
    if (!application || !target) return result;
    result.application = application->value;
    result.client_id = application->value.client_id.value_or("");
    result.label = application->value.label;
    result.authorization_server = target->value.id;
    result.issuer = target->value.issuer;
    result.requests = std::move(requests);
    org_->forget_requests();
    return result;
  }

  ClientToVerify returns_desk() {
    return client_of("0oademoreturns000000",
                     {{"authorization_code", {"openid", "profile", "returns.read"}}});
  }
};

TEST_F(VerifyTest, ShowsAClientWhoseScopesTheTargetAccepts) {
  const Verification result = verified({"", {}, {returns_desk()}}, probing());
  ASSERT_THAT(result.clients, SizeIs(1));
  const VerifiedClient& shown = result.clients[0];
  EXPECT_EQ(shown.state, ClientState::shown) << shown.why;
  ASSERT_THAT(shown.probes, SizeIs(2));
  EXPECT_EQ(shown.probes[0].verdict, ProbeVerdict::scopes_accepted);
  EXPECT_EQ(shown.probes[0].error, "login_required");
  EXPECT_EQ(shown.probes[1].verdict, ProbeVerdict::scope_problem);
  EXPECT_EQ(shown.probes[1].words, "Custom scopes are not allowed for this request.");
  ASSERT_THAT(result.discovery, SizeIs(1));
  EXPECT_EQ(result.discovery[0].state, DiscoveryState::fine)
      << testing::PrintToString(result.discovery[0].problems);
  EXPECT_EQ(result.calls, 4) << "discovery, keys, and two probes";
}

TEST_F(VerifyTest, SendsProbesWithoutCredentialsOrCookies) {
  static_cast<void>(verified({"", {}, {returns_desk()}}, probing()));
  EXPECT_THAT(org_->requests(), SizeIs(4));
  for (const mocks::RecordedRequest& each : org_->requests()) {
    EXPECT_EQ(each.method, "GET");
    EXPECT_EQ(each.authorization_scheme, "");
    EXPECT_THAT(each.headers,
                Each(Field(&std::pair<std::string, std::string>::first, testing::Ne("cookie"))));
  }
}

TEST_F(VerifyTest, SaysNotYetWhereTheTargetDoesNotKnowAScope) {
  const auto result = verified(
      {"", {}, {client_of("0oademostorefront000", {{"authorization_code", {"stock.read"}}})}},
      probing_target());
  ASSERT_THAT(result.clients, SizeIs(1));
  EXPECT_EQ(result.clients[0].state, ClientState::not_yet);
  ASSERT_THAT(result.clients[0].probes, SizeIs(1));
  EXPECT_EQ(result.clients[0].probes[0].verdict, ProbeVerdict::scope_missing)
      << "the storefront needs a PKCE challenge to get so far";
}

TEST_F(VerifyTest, ProbesNobodyUnasked) {
  const Verification result = verified({"", {}, {returns_desk()}});
  EXPECT_EQ(result.clients.at(0).state, ClientState::not_probed);
  EXPECT_THAT(result.clients.at(0).why, HasSubstr("--probe"));
  EXPECT_EQ(org_->count_requests("GET", "/authorize$"), 0);
  EXPECT_EQ(org_->count_requests("GET", "openid-configuration$"), 1);
}

TEST_F(VerifyTest, TellsWhyAServiceCannotBeProbed) {
  const auto result = verified(
      {"", {}, {client_of("0oademostockSync0000", {{"client_credentials", {"stock.read"}}})}},
      probing());
  EXPECT_EQ(result.clients.at(0).state, ClientState::not_applicable);
  ASSERT_THAT(result.clients.at(0).skipped, SizeIs(1));
  EXPECT_THAT(result.clients.at(0).skipped[0].why, HasSubstr("service app"));
}

TEST_F(VerifyTest, TakesAnAppThatWasNotReadForNoPass) {
  ClientToVerify client = returns_desk();
  client.application = {};
  const auto result = verified({"", {}, {client}}, probing());
  EXPECT_EQ(result.clients.at(0).state, ClientState::not_probed);
  EXPECT_THAT(result.clients.at(0).why, HasSubstr("could be read"));
}

TEST_F(VerifyTest, SeesThatAServerIsNotThereOrSwitchedOff) {
  ClientToVerify client = returns_desk();
  client.issuer = org_->base_url() + "/oauth2/ausNowhere";
  const auto result = verified({"", {}, {client}}, probing_target());
  EXPECT_EQ(result.discovery.at(0).state, DiscoveryState::wrong);
  EXPECT_EQ(result.clients.at(0).probes.at(0).verdict, ProbeVerdict::server_wrong);
  EXPECT_EQ(result.clients.at(0).state, ClientState::not_yet);

  client.issuer.clear();
  const auto missing = verified({"", {}, {client}}, probing());
  EXPECT_EQ(missing.clients.at(0).state, ClientState::not_yet);
  EXPECT_THAT(missing.discovery, IsEmpty());
}

TEST_F(VerifyTest, SeesThatApiAccessManagementIsMissing) {
  const ClientToVerify client = returns_desk();
  mocks::Options without;
  without.seed_path = (tests::source_folder() / "mocks/seeds/demo.json").string();
  without.api_am = false;
  start(std::move(without));
  ClientToVerify moved = client;
  moved.issuer = org_->base_url() + "/oauth2/default";
  const auto result = verified({"", {}, {moved}}, probing_target());
  EXPECT_EQ(result.clients.at(0).probes.at(0).verdict, ProbeVerdict::api_access_missing);
}

TEST_F(VerifyTest, KeepsStateAndNonceToItself) {
  const Verification result = verified({"", {}, {returns_desk()}}, probing());
  std::vector<std::string> secrets;
  for (const mocks::RecordedRequest& each : org_->requests()) {
    for (const std::string name : {"state", "nonce"}) {
      if (auto value = okta::find_parameter(okta::parse_query(each.query), name))
        secrets.push_back(*value);
    }
  }
  ASSERT_THAT(secrets, SizeIs(4));
  for (const ProbeResult& each : result.clients.at(0).probes) {
    for (const std::string& secret : secrets)
      EXPECT_EQ((each.error + each.words + each.detail).find(secret), std::string::npos);
  }
}

class ReadBackTest : public VerifyTest {
 protected:
  ChangeRecord made_scope() {
    const okta::Client opened = client();
    ChangeRecord record;
    record.change.id = "c1";
    record.change.target = {ObjectKind::scope, "", "stock.read", "ausdemoOrdersApi0000", ""};
    record.sent = R"({"name":"stock.read","metadataPublish":"NO_CLIENTS","default":false})";
    const auto scope = opened.scopes("ausdemoOrdersApi0000").create(record.sent, {});
    EXPECT_TRUE(scope);
    record.made = {"c1", scope ? scope->value.id : "", ""};
    record.state = ChangeState::applied;
    org_->forget_requests();
    return record;
  }

  ReadBack read_back_of(const ChangeRecord& record) {
    const Verification result = verified({"r1", {record}, {}});
    EXPECT_THAT(result.read_back, SizeIs(1));
    return result.read_back.empty() ? ReadBack{} : result.read_back[0];
  }
};

TEST_F(ReadBackTest, SeesWhatStandsWithOneCall) {
  const ReadBack result = read_back_of(made_scope());
  EXPECT_EQ(result.state, ReadBackState::stands) << result.detail;
  EXPECT_THAT(result.changes, ElementsAre("c1"));
  EXPECT_THAT(org_->requests(), SizeIs(1));
}

TEST_F(ReadBackTest, SeesWhatWasChangedSince) {
  ChangeRecord record = made_scope();
  const okta::Client opened = client();
  const auto scopes = opened.scopes("ausdemoOrdersApi0000");
  auto edit = okta::JsonEdit::of(scopes.get(record.made.id, {})->text);
  ASSERT_TRUE(edit && edit->set("/default", true));
  ASSERT_TRUE(scopes.replace(record.made.id, *edit, {}));
  EXPECT_EQ(read_back_of(record).state, ReadBackState::differs);
}

TEST_F(ReadBackTest, SeesWhatIsGone) {
  ChangeRecord record = made_scope();
  const okta::Client opened = client();
  ASSERT_TRUE(opened.scopes("ausdemoOrdersApi0000").remove(record.made.id, {}));
  EXPECT_EQ(read_back_of(record).state, ReadBackState::missing);
  record.change.action = Action::remove;
  record.change.target.id = record.made.id;
  EXPECT_EQ(read_back_of(record).state, ReadBackState::stands);
}

TEST_F(ReadBackTest, SeesWhatShouldBeGone) {
  ChangeRecord record = made_scope();
  record.change.action = Action::remove;
  record.change.target.id = record.made.id;
  EXPECT_EQ(read_back_of(record).state, ReadBackState::still_there);
}

TEST_F(ReadBackTest, TakesNothingUnreadForAPass) {
  const ChangeRecord record = made_scope();
  ASSERT_TRUE(org_->add_fault("GET /scopes/ 1 403"));
  EXPECT_EQ(read_back_of(record).state, ReadBackState::unreadable);
  EXPECT_EQ(org_->faults().at(0).fired, 1);
}

TEST_F(ReadBackTest, LooksAtNothingWhoseOutcomeIsUnknown) {
  ChangeRecord record = made_scope();
  record.state = ChangeState::unknown;
  EXPECT_EQ(read_back_of(record).state, ReadBackState::unsettled);
  EXPECT_THAT(org_->requests(), IsEmpty());
}

TEST_F(ReadBackTest, StopsWhenTheCredentialsAreRejected) {
  const ChangeRecord record = made_scope();
  ASSERT_TRUE(org_->add_seed(R"({"tokens":["another"]})"));
  const okta::Client opened = client("rejected");
  const auto result = verify(opened, {"r1", {record}, {}}, {}, {});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, okta::ErrorKind::unauthorized);
}

}  // namespace
}  // namespace remediate

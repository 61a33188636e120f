// oktafix as a service app of the org: PrivateKey, with a key in a file, and DPoP.
#include <algorithm>
#include <chrono>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/oktafix_fixture.hpp"
#include "tests/e2e/orgs.hpp"
#include "tests/support/key_pair.hpp"
#include "tests/support/recorded.hpp"

namespace {

using testing::HasSubstr;
using testing::Not;
using namespace tests;
using Json = nlohmann::ordered_json;

const std::vector<std::string> kAllScopes = {
    "okta.apps.read",      "okta.authorizationServers.read",
    "okta.logs.read",      "okta.domains.read",
    "okta.appGrants.read", "okta.apps.manage",
    "okta.users.manage",   "okta.authorizationServers.manage",
    "okta.clients.read"};

class ServiceApp : public Oktafix {
 protected:
  // The org of the approved orders, and the tool's own app in it.
  mocks::FakeOrg start(const std::vector<std::string>& granted, bool dpop = true,
                       std::chrono::seconds ahead = {}) {
    Json seed = orders_seed();
    Json app = Json::parse(app_json("0oaTool", "oktafix", "service"));
    app["credentials"]["oauthClient"]["token_endpoint_auth_method"] = "private_key_jwt";
    app["settings"]["oauthClient"]["dpop_bound_access_tokens"] = dpop;
    app["settings"]["oauthClient"]["jwks"]["keys"] = Json::array({key_.public_jwk("k1")});
    seed["apps"].push_back(app);
    for (const std::string& scope : granted) seed["grants"]["0oaTool"].push_back(scope);
    seed["tokens"] = Json::array({"no-other-token-is-good"});
    seed["dpopNonceAtApi"] = dpop;
    mocks::Options options;
    options.seed_json = seed.dump();
    if (ahead.count() != 0)
      options.now = [ahead] { return std::chrono::system_clock::now() + ahead; };
    return started(std::move(options));
  }

  ProgramCall as_app(const mocks::FakeOrg& org, std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--log-level", "debug"});
    ProgramCall made = call(org, arguments);
    write("key.pem", key_.traditional());
    std::filesystem::permissions(folder() / "key.pem", std::filesystem::perms::owner_read |
                                                           std::filesystem::perms::owner_write);
    made.environment.erase("OKTA_CLIENT_TOKEN");
    made.environment["OKTA_CLIENT_AUTHORIZATIONMODE"] = "PrivateKey";
    made.environment["OKTA_CLIENT_CLIENTID"] = "0oaTool";
    made.environment["OKTA_CLIENT_PRIVATEKEY"] = "key.pem";
    made.environment["OKTA_CLIENT_PRIVATEKEYID"] = "k1";
    std::string& scopes = made.environment["OKTA_CLIENT_SCOPES"];
    for (const std::string& scope : kAllScopes) scopes += scope + " ";
    return made;
  }

  ProgramResult run_as_app(const mocks::FakeOrg& org, std::vector<std::string> arguments) {
    ProgramResult result = run_program(as_app(org, std::move(arguments)));
    said_ += result.out + result.err;
    return result;
  }

  // No line of the key, no JWT and no token.
  void expect_no_secret_told() {
    for (const auto& each : std::filesystem::recursive_directory_iterator(folder())) {
      if (each.is_regular_file() && each.path().filename() != "key.pem")
        said_ += read_file(each.path());
    }
    EXPECT_THAT(said_, Not(HasSubstr("eyJ"))) << "an assertion, a proof or a token";
    const std::string pem = key_.traditional();
    for (std::size_t at = 0; (at = pem.find('\n', at)) != std::string::npos; ++at) {
      const std::string line = pem.substr(at + 1, 20);
      if (line.size() < 20 || line.starts_with("-----")) continue;
      EXPECT_THAT(said_, Not(HasSubstr(line)));
    }
    EXPECT_THAT(said_, Not(HasSubstr(key_.private_jwk()["d"].get<std::string>())));
  }

  static std::string state_of(const Json& check, const std::string& probe) {
    for (const Json& each : check["probes"])
      if (each["name"] == probe) return each["state"];
    return "not looked at";
  }

  KeyPair key_ = KeyPair::ec();
  std::string said_;
};

TEST_F(ServiceApp, ChecksAuditsAppliesAndRollsBackWithBoundTokens) {
  const auto org = start(kAllScopes);
  const ProgramResult checked = run_as_app(org, {"check", "--format", "json"});
  EXPECT_EQ(checked.exit_code, 0) << checked.out << checked.err;
  const Json check = Json::parse(checked.out);
  EXPECT_EQ(check["grantedScopes"].size(), kAllScopes.size());
  EXPECT_THAT(check["needs"][0]["missing"], Json::array());
  EXPECT_THAT(check["needs"][1]["held"],
              Json::array({"okta.authorizationServers.manage", "okta.apps.manage"}));
  EXPECT_EQ(check["beyondNeed"], Json::array({"okta.users.manage", "okta.clients.read"}));
  EXPECT_EQ(state_of(check, "excessRights"), "warning");

  EXPECT_EQ(run_as_app(org, with_approval({"audit"})).exit_code, 3);
  const ProgramResult applied = run_as_app(org, with_approval({"apply", "--yes"}));
  EXPECT_EQ(applied.exit_code, 0) << applied.out << applied.err;
  EXPECT_EQ(run_as_app(org, {"rollback", "last", "--yes"}).exit_code, 0);
  for (const mocks::RecordedRequest& each : org.requests()) {
    const bool is_api = each.path.starts_with("/api/");
    EXPECT_EQ(each.authorization_scheme, is_api ? "DPoP" : "") << each.path;
  }
  EXPECT_THAT(said_, HasSubstr("POST /oauth2/v1/token -> 200")) << "the log shows the request";
  expect_no_secret_told();
}

TEST_F(ServiceApp, IsToldWhichScopesItLacks) {
  const auto org = start({"okta.apps.read", "okta.logs.read", "okta.domains.read"}, false);
  const ProgramResult checked = run_as_app(org, {"check", "--format", "json"});
  EXPECT_EQ(checked.exit_code, 8) << "the servers could not be read";
  const Json check = Json::parse(checked.out);
  EXPECT_EQ(check["needs"][0]["missing"],
            Json::array({"okta.authorizationServers.read", "okta.appGrants.read"}));
  EXPECT_EQ(state_of(check, "rights"), "warning");
  EXPECT_EQ(state_of(check, "excessRights"), "ok");
  EXPECT_EQ(run_as_app(org, {"audit"}).exit_code, 8);
  expect_no_secret_told();
}

TEST_F(ServiceApp, HearsOktasOwnWordsWhenItIsRefused) {
  const auto nothing_granted = start({});
  const ProgramResult checked = run_as_app(nothing_granted, {"check", "--format", "json"});
  EXPECT_EQ(checked.exit_code, 5);
  EXPECT_THAT(checked.out, HasSubstr("You are not allowed any of the requested scopes."));
  EXPECT_THAT(checked.out, HasSubstr("consent_required"));
  EXPECT_THAT(checked.out, HasSubstr("Okta API Scopes"));

  const auto org = start(kAllScopes);
  key_ = KeyPair::ec();  // which is not the app's
  const ProgramResult refused = run_as_app(org, {"check", "--format", "json"});
  EXPECT_EQ(refused.exit_code, 5);
  EXPECT_THAT(refused.out, HasSubstr("The client_assertion signature is invalid."));
  EXPECT_EQ(state_of(Json::parse(refused.out), "apps"), "not looked at");
  EXPECT_EQ(run_as_app(org, {"apply", "--yes"}).exit_code, 5);
  expect_no_secret_told();
}

TEST_F(ServiceApp, WorksWhereTheClockOfTheMachineIsWrong) {
  const auto org = start(kAllScopes, true, std::chrono::hours{30});
  const ProgramResult audited = run_as_app(org, with_approval({"audit"}));
  EXPECT_EQ(audited.exit_code, 3) << audited.out << audited.err;
  const auto refused =
      std::ranges::count(org.requests(), 401, &mocks::RecordedRequest::answered_status);
  EXPECT_LE(refused, 3) << "nonces that the API asked for";
}

TEST_F(ServiceApp, RefusesAKeyThatOthersMayReadOrThatIsNone) {
  const auto org = start(kAllScopes);
  ProgramCall open_to_all = as_app(org, {"check"});
  std::filesystem::permissions(folder() / "key.pem", std::filesystem::perms::others_read,
                               std::filesystem::perm_options::add);
  const ProgramResult refused = run_program(open_to_all);
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, HasSubstr("chmod 600"));

  ProgramCall broken = as_app(org, {"check"});
  broken.environment["OKTA_CLIENT_PRIVATEKEY"] =
      "-----BEGIN PRIVATE KEY-----\\nhushhush\\n-----END PRIVATE KEY-----";
  const ProgramResult unusable = run_program(broken);
  EXPECT_EQ(unusable.exit_code, 2);
  EXPECT_THAT(unusable.err, HasSubstr("the private key is no PEM"));
  EXPECT_THAT(unusable.err, Not(HasSubstr("hushhush")));
  EXPECT_THAT(org.requests(), testing::IsEmpty());
}

TEST_F(ServiceApp, TakesItsKeyAsAJwkFromTheEnvironment) {
  const auto org = start(kAllScopes, false);
  ProgramCall made = as_app(org, {"check"});
  made.environment["OKTA_CLIENT_PRIVATEKEY"] = key_.private_jwk().dump();
  const ProgramResult checked = run_program(made);
  EXPECT_EQ(checked.exit_code, 0) << checked.out << checked.err;
}

}  // namespace

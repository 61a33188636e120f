#include "tests/support/third_party.hpp"

#include <algorithm>

#include <gmock/gmock.h>

#include "tests/crash/crash_fixture.hpp"
#include "tests/e2e/orgs.hpp"

// Somebody else edits, adds or deletes an object between plan and apply, or between apply and
// rollback.
namespace {

using namespace tests;
using testing::HasSubstr;
using testing::IsEmpty;
using Json = nlohmann::ordered_json;

constexpr auto kStaffPolicy = "Default";
constexpr auto kOrdersPolicy = "oktafix 0oa1orders";

// An admin at the console.
class Admin {
 public:
  explicit Admin(const mocks::FakeOrg& org) : org_(org), third_party_(org.base_url()) {}

  [[nodiscard]] Json server() const { return state()["authorizationServers"][0]; }
  [[nodiscard]] Json scope(const std::string& name) const {
    return named(server()["scopes"], name);
  }
  [[nodiscard]] Json policy(const std::string& name) const {
    return named(server()["policies"], name);
  }
  [[nodiscard]] Json app() const { return state()["apps"][0]; }

  [[nodiscard]] static std::string at(const Json& policy) {
    return std::string(kServerPath) + "/policies/" + std::string(policy["id"]);
  }
  [[nodiscard]] static std::string at(const Json& policy, const Json& rule) {
    return at(policy) + "/rules/" + std::string(rule["id"]);
  }

  void post(const std::string& path, const Json& body) const {
    send(okta::Method::post, path, body.dump());
  }
  void put(const std::string& path, Json body) const {
    for (const char* children : {"scopes", "claims", "policies", "rules"}) body.erase(children);
    send(okta::Method::put, path, body.dump());
  }
  void remove(const std::string& path) const { send(okta::Method::del, path, ""); }

 private:
  [[nodiscard]] Json state() const { return Json::parse(org_.state_json()); }
  [[nodiscard]] static Json named(const Json& list, const std::string& name) {
    return *std::ranges::find_if(list, [&](const Json& each) { return each["name"] == name; });
  }
  void send(okta::Method method, const std::string& path, const std::string& body) const {
    const okta::Response answer = third_party_.send(method, path, body);
    ASSERT_LT(answer.status, 300) << path << answer.body;
  }

  const mocks::FakeOrg& org_;
  ThirdParty third_party_;
};

struct Edit {
  std::string name;
  void (*make)(const Admin& admin);
  std::string words = {};  // on stdout or stderr
  std::string keeps = {};  // the name of the scope, policy or app that stays as it is
};

std::string name_of(const testing::TestParamInfo<Edit>& info) { return info.param.name; }

// GoogleTest's name for it, which would show its bytes otherwise.
void PrintTo(const Edit& edit, std::ostream* stream) { *stream << edit.name; }  // NOLINT

void edit_server(const Admin& admin) {
  Json server = admin.server();
  server["audiences"] = {"api://theirs"};
  admin.put(kServerPath, server);
}

void add_scope(const Admin& admin) {
  admin.post(std::string(kServerPath) + "/scopes", {{"name", "theirs"}});
}

void edit_scope(const Admin& admin, const std::string& name) {
  Json scope = admin.scope(name);
  scope["consent"] = "REQUIRED";
  admin.put(std::string(kServerPath) + "/scopes/" + std::string(scope["id"]), scope);
}

void remove_scope(const Admin& admin, const std::string& name) {
  admin.remove(std::string(kServerPath) + "/scopes/" + std::string(admin.scope(name)["id"]));
}

void add_policy(const Admin& admin) {
  admin.post(std::string(kServerPath) + "/policies",
             {{"type", "OAUTH_AUTHORIZATION_POLICY"},
              {"name", "Theirs"},
              {"description", "of somebody else"},
              {"status", "ACTIVE"},
              {"priority", 1},
              {"conditions", {{"clients", {{"include", {"0oa9theirs"}}}}}}});
}

void edit_policy(const Admin& admin, const std::string& name) {
  Json policy = admin.policy(name);
  policy["description"] = "edited by somebody else";
  admin.put(Admin::at(policy), policy);
}

void remove_policy(const Admin& admin, const std::string& name) {
  admin.remove(Admin::at(admin.policy(name)));
}

void add_rule(const Admin& admin, const std::string& name) {
  const Json policy = admin.policy(name);
  Json rule = admin.policy(kStaffPolicy)["rules"][0];
  rule.erase("id");
  rule.erase("priority");
  rule["name"] = "Theirs";
  admin.post(Admin::at(policy) + "/rules", rule);
}

void edit_rule(const Admin& admin, const std::string& name) {
  const Json policy = admin.policy(name);
  Json rule = policy["rules"][0];
  rule["actions"]["token"]["accessTokenLifetimeMinutes"] = 17;
  admin.put(Admin::at(policy, rule), rule);
}

void remove_rule(const Admin& admin, const std::string& name) {
  const Json policy = admin.policy(name);
  admin.remove(Admin::at(policy, policy["rules"][0]));
}

void edit_app(const Admin& admin) {
  Json app = admin.app();
  app["label"] = "Orders, renamed";
  admin.put(std::string("/api/v1/apps/") + kOrders, app);
}

void edit_url_of_app(const Admin& admin) {
  Json app = admin.app();
  app["profile"]["issuer"] = "https://theirs.example";
  admin.put(std::string("/api/v1/apps/") + kOrders, app);
}

void remove_app(const Admin& admin) {
  const std::string path = std::string("/api/v1/apps/") + kOrders;
  admin.post(path + "/lifecycle/deactivate", Json::object());
  admin.remove(path);
}

class ThirdPartyCase : public CrashFixture, public testing::WithParamInterface<Edit> {
 protected:
  void SetUp() override {
    Scenario scenario = shared_server();
    scenario.seed["authorizationServers"][0]["scopes"] = {
        {{"id", "scp1stock"}, {"name", "stock.read"}, {"consent", "IMPLICIT"}}};
    start(scenario);
  }

  // With all that there is to say.
  [[nodiscard]] ProgramResult loudly(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--state-dir", state_folder().string(), "--yes"});
    return run(*org_, arguments);
  }

  [[nodiscard]] std::vector<std::string> writes_since(std::size_t before) const {
    std::vector<std::string> all = writes(*org_);
    all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(before));
    return all;
  }
};

class BetweenPlanAndApply : public ThirdPartyCase {};

TEST_P(BetweenPlanAndApply, IsRefusedAndNamedBeforeAnythingIsWritten) {
  ASSERT_EQ(run_program(calling({"plan", "--out", "plan.json"})).exit_code, 3);
  GetParam().make(Admin(*org_));
  const Json theirs = contents();
  const std::size_t before = writes(*org_).size();
  const ProgramResult result = loudly({"apply", "plan.json"});
  EXPECT_EQ(result.exit_code, 7) << result.out << result.err;
  EXPECT_THAT(result.out + result.err, HasSubstr(GetParam().words));
  EXPECT_THAT(writes_since(before), IsEmpty());
  EXPECT_EQ(Json::diff(theirs, contents()), kNoMoves);
  for (const remediate::Run& each : runs()) EXPECT_FALSE(each.may_have_written());
}

INSTANTIATE_TEST_SUITE_P(
    Of, BetweenPlanAndApply,
    testing::Values(
        Edit{"AServerEdited", edit_server, "authorization server 'default'"},
        Edit{"AScopeAdded", add_scope, "scope 'theirs'"},
        Edit{"AScopeEdited", [](const Admin& admin) { edit_scope(admin, "stock.read"); },
             "scope 'stock.read'"},
        Edit{"AScopeDeleted", [](const Admin& admin) { remove_scope(admin, "stock.read"); },
             "scope 'stock.read'"},
        Edit{"APolicyAdded", add_policy, "policy 'Theirs'"},
        Edit{"APolicyEdited", [](const Admin& admin) { edit_policy(admin, kStaffPolicy); },
             "policy 'Default'"},
        Edit{"APolicyDeleted", [](const Admin& admin) { remove_policy(admin, kStaffPolicy); },
             "policy 'Default'"},
        Edit{"ARuleAdded", [](const Admin& admin) { add_rule(admin, kStaffPolicy); },
             "rule 'Theirs'"},
        Edit{"ARuleEdited", [](const Admin& admin) { edit_rule(admin, kStaffPolicy); },
             "rule 'Staff'"},
        Edit{"ARuleDeleted", [](const Admin& admin) { remove_rule(admin, kStaffPolicy); },
             "rule 'Staff'"},
        Edit{"AnAppEdited", edit_app, "application 'Orders' (0oa1orders): changed"},
        Edit{"AnAppDeleted", remove_app, "application 'Orders' (0oa1orders): is gone"}),
    name_of);

class BetweenApplyAndRollback : public ThirdPartyCase {
 protected:
  // By name, as contents() has it; null when it is gone.
  [[nodiscard]] static Json kept(const Json& contents, const std::string& name) {
    const Json& server = contents["authorizationServers"][0];
    for (const Json* list : {&server["scopes"], &server["policies"]}) {
      for (const Json& each : *list) {
        if (each["name"] == name) return each;
      }
    }
    return name == "Orders" ? contents["apps"][0]["profile"] : Json();
  }
};

// Of what the run made, and the policy that it stands in.
class OfWhatTheRunMade : public BetweenApplyAndRollback {};

TEST_P(OfWhatTheRunMade, StaysAndIsNamed) {
  ASSERT_EQ(run_program(apply()).exit_code, 0);
  GetParam().make(Admin(*org_));
  const Json theirs = contents();
  for (int times = 0; times < 2; ++times) {
    const ProgramResult result = loudly({"rollback", "last"});
    EXPECT_EQ(result.exit_code, 9) << result.out << result.err;
    EXPECT_THAT(result.out + result.err, HasSubstr(GetParam().words));
    EXPECT_EQ(kept(contents(), GetParam().keeps), kept(theirs, GetParam().keeps));
    EXPECT_NE(runs().front().state, remediate::RunState::rolled_back);
  }
}

INSTANTIATE_TEST_SUITE_P(
    BetweenApplyAndRollback, OfWhatTheRunMade,
    testing::Values(Edit{"AScopeEdited",
                         [](const Admin& admin) { edit_scope(admin, "orders.write"); },
                         "orders.write", "orders.write"},
                    Edit{"APolicyEdited",
                         [](const Admin& admin) { edit_policy(admin, kOrdersPolicy); },
                         kOrdersPolicy, kOrdersPolicy},
                    Edit{"ARuleAdded", [](const Admin& admin) { add_rule(admin, kOrdersPolicy); },
                         "Theirs", kOrdersPolicy},
                    Edit{"ARuleEdited", [](const Admin& admin) { edit_rule(admin, kOrdersPolicy); },
                         "Staff", kOrdersPolicy},
                    Edit{"AUrlOfAnAppEdited", edit_url_of_app, "/profile/issuer", "Orders"}),
    name_of);

class DeletedOfWhatTheRunMade : public BetweenApplyAndRollback {};

TEST_P(DeletedOfWhatTheRunMade, IsNoObstacle) {
  const Json original = contents();
  ASSERT_EQ(run_program(apply()).exit_code, 0);
  GetParam().make(Admin(*org_));
  const ProgramResult result = loudly({"rollback", "last"});
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_EQ(Json::diff(original, contents()), kNoMoves);
  EXPECT_EQ(runs().front().state, remediate::RunState::rolled_back);
}

INSTANTIATE_TEST_SUITE_P(
    BetweenApplyAndRollback, DeletedOfWhatTheRunMade,
    testing::Values(Edit{"AScope", [](const Admin& admin) { remove_scope(admin, "orders.write"); }},
                    Edit{"APolicy",
                         [](const Admin& admin) { remove_policy(admin, kOrdersPolicy); }},
                    Edit{"ARule", [](const Admin& admin) { remove_rule(admin, kOrdersPolicy); }}),
    name_of);

class OfWhatIsTheirs : public BetweenApplyAndRollback {};

TEST_P(OfWhatIsTheirs, IsNotTouchedAndTheRunIsUndone) {
  const World original = world();
  GetParam().make(Admin(*org_));
  const Json expected = contents();
  enter(original);
  ASSERT_EQ(run_program(apply()).exit_code, 0);
  GetParam().make(Admin(*org_));
  const ProgramResult result = loudly({"rollback", "last"});
  const bool is_gone = contents()["apps"].size() < 2;  // what was undone in it, nobody can say
  EXPECT_EQ(result.exit_code, is_gone ? 9 : 0) << result.out << result.err;
  EXPECT_EQ(Json::diff(expected, contents()), kNoMoves);
}

INSTANTIATE_TEST_SUITE_P(
    BetweenApplyAndRollback, OfWhatIsTheirs,
    testing::Values(
        Edit{"AServerEdited", edit_server}, Edit{"AScopeAdded", add_scope},
        Edit{"AScopeEdited", [](const Admin& admin) { edit_scope(admin, "stock.read"); }},
        Edit{"AScopeDeleted", [](const Admin& admin) { remove_scope(admin, "stock.read"); }},
        Edit{"APolicyAdded", add_policy},
        Edit{"APolicyEdited", [](const Admin& admin) { edit_policy(admin, kStaffPolicy); }},
        Edit{"APolicyDeleted", [](const Admin& admin) { remove_policy(admin, kStaffPolicy); }},
        Edit{"ARuleAdded", [](const Admin& admin) { add_rule(admin, kStaffPolicy); }},
        Edit{"ARuleEdited", [](const Admin& admin) { edit_rule(admin, kStaffPolicy); }},
        Edit{"ARuleDeleted", [](const Admin& admin) { remove_rule(admin, kStaffPolicy); }},
        Edit{"AnAppEdited", edit_app}, Edit{"AnAppDeleted", remove_app}),
    name_of);

}  // namespace

#include "tests/remediate/apply/apply_fixture.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "remediate/apply/server_change.hpp"
#include "remediate/collect/read_servers.hpp"
#include "remediate/kinds/after.hpp"
#include "remediate/kinds/content.hpp"
#include "remediate/kinds/find_in_server.hpp"
#include "remediate/kinds/server_set.hpp"
#include "remediate/model/plan_json.hpp"

namespace tests {

using remediate::Action;
using remediate::Change;
using remediate::ObjectKind;

namespace {

Change create(const std::string& id, ObjectKind kind, const std::string& name, std::string body) {
  Change change;
  change.id = id;
  change.target.kind = kind;
  change.target.name = name;
  change.target.server = kServerId;
  change.precondition.absent = true;
  change.body = std::move(body);
  change.why = "a test wants it";
  return change;
}

Change update(const std::string& id, ObjectKind kind, const std::string& object,
              remediate::FieldEdit edit) {
  Change change;
  change.id = id;
  change.action = Action::update;
  change.target.kind = kind;
  change.target.id = object;
  change.target.name = object;
  change.diff = {std::move(edit)};
  change.why = "a test wants it";
  return change;
}

}  // namespace

std::string scope_body(const std::string& name) {
  return R"({"name":")" + name +
         R"(","description":"made","consent":"IMPLICIT","default":false,)"
         R"("metadataPublish":"NO_CLIENTS"})";
}

std::string policy_body(const std::string& name) {
  return R"({"type":"OAUTH_AUTHORIZATION_POLICY","name":")" + name +
         R"(","description":"made","status":"ACTIVE","conditions":{"clients":{"include":[]}}})";
}

std::string rule_body(const std::string& name) {
  return R"({"type":"RESOURCE_ACCESS","name":")" + name +
         R"(","status":"ACTIVE","conditions":{)"
         R"("people":{"groups":{"include":["EVERYONE"]}},)"
         R"("grantTypes":{"include":["implicit","authorization_code"]},)"
         R"("scopes":{"include":["orders.read","openid"]}},)"
         R"("actions":{"token":{"accessTokenLifetimeMinutes":60}}})";
}

Change create_server(const std::string& id, const std::string& name) {
  Change change = create(id, ObjectKind::authorization_server, name,
                         R"({"name":")" + name + R"(","audiences":["api://stock"]})");
  change.target.server.clear();
  return change;
}

Change create_scope(const std::string& id, const std::string& name) {
  return create(id, ObjectKind::scope, name, scope_body(name));
}

Change create_policy(const std::string& id, const std::string& name) {
  return create(id, ObjectKind::policy, name, policy_body(name));
}

Change create_rule(const std::string& id, const std::string& policy, const std::string& name) {
  Change change = create(id, ObjectKind::rule, name, rule_body(name));
  change.target.policy = policy;
  return change;
}

Change name_client(const std::string& id, const std::string& policy, const std::string& client) {
  Change change = update(id, ObjectKind::policy, policy,
                         {"/conditions/clients/include", "[]", "[\"" + client + "\"]"});
  change.target.server = kServerId;
  return change;
}

Change remove(const std::string& id, ObjectKind kind, const std::string& object) {
  Change change;
  change.id = id;
  change.action = Action::remove;
  change.target = {kind, object, object, kServerId, ""};
  change.why = "a test wants it";
  return change;
}

Change move_app(const std::string& id, const std::string& app, const std::string& path,
                const std::string& before, const std::string& after) {
  return update(id, ObjectKind::application, app, {path, before, after});
}

std::string ApplyFixture::seed() {
  const std::string oauth =
      R"({"redirect_uris":["https://orders.example/cb"],"response_types":["code"],)"
      R"("grant_types":["authorization_code"],"application_type":"web","invented":{"deep":[3,1,2]},)"
      R"("initiate_login_uri":"https://acme.example/oauth2/v1/authorize","consent_method":"TRUSTED"})";
  const std::string rest =
      R"("status":"ACTIVE","signOnMode":"OPENID_CONNECT","invented":"at the top",)"
      R"("settings":{"app":{"issuer":"https://acme.example","invented":null,"other":""},)"
      R"("inventedToo":[{"b":1,"a":2}],"oauthClient":)" +
      oauth + R"(},"profile":{"issuer":"https://acme.example","invented":{"n":1.5,"e":[]}})";
  const std::string client =
      R"("credentials":{"invented":true,"oauthClient":{"client_id":"0oa1","client_secret":")" +
      std::string(kClientSecret) + R"(","token_endpoint_auth_method":"client_secret_basic"}},)";
  return R"({"apps":[{"id":"0oa1","name":"oidc_client","label":"Orders Web",)" + client + rest +
         R"(},{"id":"0oaCatalogue","name":"deel","label":"Deel",)" + rest +
         R"(}],"authorizationServers":[{"id":"aus1","name":"Orders API","status":"ACTIVE",)"
         R"("issuer":"https://example.okta.com/oauth2/aus1","issuerMode":"DYNAMIC",)"
         R"("audiences":["api://orders"],"scopes":[{"id":"scp1","name":"openid"}],)"
         R"("policies":[{"id":"00p1","name":"Others","status":"ACTIVE","priority":1,)"
         R"("conditions":{"clients":{"include":["0oaOther"]}},"rules":[{"id":"0pr1","name":"R",)"
         R"("status":"ACTIVE","priority":1,"conditions":{"grantTypes":{"include":)"
         R"(["authorization_code"]},"people":{"groups":{"include":["EVERYONE"]}},)"
         R"("scopes":{"include":["*"]}}}]}]}]})";
}

remediate::Plan ApplyFixture::plan(std::vector<Change> changes) {
  remediate::Plan plan;
  plan.org = org_->base_url();
  plan.created_at = okta::Timestamp{kNow};
  plan.valid_until = plan.created_at + remediate::kPlanValidity;
  plan.changes = std::move(changes);
  remediate::ServerSnapshot server = server_now();
  plan.basis = {remediate::set_of(server)};
  for (Change& change : plan.changes) {
    remediate::Precondition& precondition = change.precondition;
    const remediate::ChangeTarget& target = change.target;
    if (target.kind == ObjectKind::application && precondition.digest.empty())
      precondition.digest = remediate::application_digest(app_now(target.id).dump());
    if (target.server != kServerId && target.id != kServerId) continue;
    const std::string* content = remediate::content_in(server, target);
    if (change.action == Action::remove && precondition.digest.empty() && content != nullptr)
      precondition.digest = remediate::object_digest(*content);
    auto next = remediate::after(server, change, remediate::id_of_made(change.id));
    if (next) server = std::move(*next);
  }
  remediate::seal(plan);
  org_->forget_requests();
  return plan;
}

remediate::ApplyOutcome ApplyFixture::apply(const remediate::Plan& plan, std::stop_token stop) {
  okta::ClientOptions how;
  how.org_url = *okta::parse_url(org_->base_url());
  how.token = okta::Secret("test-token");
  how.allow_plain_http = true;
  how.max_retries = max_retries_;
  how.on_wait = on_wait_;
  const auto opened = okta::Client::open(std::move(how), clock());
  auto journal = remediate::Journal::open(folder_.path(), clock());
  if (!journal) {
    ADD_FAILURE() << journal.error().describe();
    return {};
  }
  remediate::ApplyOptions options;
  options.files = files_;
  options.tool_version = "test";
  options.progress = [this](const std::string& line) {
    told_.push_back(line);
    if (on_progress_) on_progress_(line);
  };
  auto outcome = remediate::apply(*opened, plan, *journal, options, std::move(stop));
  if (outcome) return std::move(*outcome);
  ADD_FAILURE() << outcome.error().describe();
  return {};
}

nlohmann::json ApplyFixture::app_now(const std::string& id) {
  const auto stored = client().applications().get(id, {});
  return stored ? nlohmann::json::parse(stored->text) : nlohmann::json();
}

std::vector<std::string> ApplyFixture::writes() const {
  std::vector<std::string> lines;
  for (const auto& request : org_->requests()) {
    if (request.method != "GET") lines.push_back(request.method + " " + request.path);
  }
  return lines;
}

void ApplyFixture::expect_faults_fired(int times) const {
  for (const auto& fault : org_->faults()) EXPECT_EQ(fault.fired, times) << fault.spec;
}

std::string ApplyFixture::journal_bytes() const {
  std::string bytes;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path())) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    bytes.append(std::istreambuf_iterator<char>(file), {});
  }
  return bytes;
}

remediate::ServerSnapshot ApplyFixture::server_now() {
  const okta::Client opened = client();
  auto set = remediate::read_server_set(opened, kServerId, {});
  if (set) return std::move(*set);
  ADD_FAILURE() << set.error().describe();
  return {};
}

}  // namespace tests

#include "tests/e2e/oktafix_fixture.hpp"

#include <fstream>
#include <stdexcept>

#include <nlohmann/json.hpp>

namespace tests {

using Json = nlohmann::ordered_json;

mocks::FakeOrg started(mocks::Options options) {
  auto org = mocks::FakeOrg::start(std::move(options));
  if (!org) throw std::runtime_error(org.error());
  return std::move(*org);
}

std::string app_json(const std::string& id, const std::string& label, const std::string& type) {
  const bool is_service = type == "service";
  return Json{{"id", id},
              {"name", "oidc_client"},
              {"label", label},
              {"status", "ACTIVE"},
              {"signOnMode", "OPENID_CONNECT"},
              {"credentials", {{"oauthClient", {{"client_id", id}}}}},
              {"settings",
               {{"oauthClient",
                 {{"application_type", type},
                  {"redirect_uris",
                   is_service ? Json::array() : Json::array({"https://" + id + ".example/cb"})},
                  {"response_types", Json::array({is_service ? "token" : "code"})},
                  {"grant_types",
                   Json::array({is_service ? "client_credentials" : "authorization_code"})}}}}}}
      .dump();
}

std::string failure_json(const std::string& client_id, const std::string& scopes,
                         const std::string& reason) {
  return Json{{"eventType", "app.oauth2.authorize"},
              {"published", "-2h"},
              {"client", {{"id", client_id}}},
              {"outcome", {{"result", "FAILURE"}, {"reason", reason}}},
              {"debugContext",
               {{"debugData",
                 {{"requestUri", "/oauth2/v1/authorize"},
                  {"url", "/oauth2/v1/authorize?client_id=" + client_id + "&response_type=code"},
                  {"requestedScopes", scopes}}}}}}
      .dump();
}

std::string seed_json(const std::vector<std::string>& apps, const std::vector<std::string>& logs) {
  Json seed = {{"apps", Json::array()}, {"logs", Json::array()}};
  for (const std::string& each : apps) seed["apps"].push_back(Json::parse(each));
  for (const std::string& each : logs) seed["logs"].push_back(Json::parse(each));
  seed["authorizationServers"] = Json::parse(R"([{
      "id": "aus1default", "name": "default", "description": "", "default": true,
      "audiences": ["api://default"], "issuerMode": "DYNAMIC", "status": "ACTIVE",
      "issuer": "https://example.okta.com/oauth2/default",
      "policies": [{"id": "00p1default", "type": "OAUTH_AUTHORIZATION_POLICY", "status": "ACTIVE",
                    "name": "Default", "priority": 1,
                    "conditions": {"clients": {"include": ["ALL_CLIENTS"]}}}]}])");
  return seed.dump();
}

ProgramCall Oktafix::call(const std::vector<std::string>& arguments) const {
  return {OKTAFIX_PROGRAM, arguments, {{"HOME", folder().string()}}, folder()};
}

ProgramCall Oktafix::call(const mocks::FakeOrg& org,
                          const std::vector<std::string>& arguments) const {
  ProgramCall made = call(arguments);
  made.environment["OKTA_CLIENT_ORGURL"] = org.base_url();
  made.environment["OKTA_CLIENT_TOKEN"] = kToken;
  made.environment["OKTA_TESTING_DISABLEHTTPSCHECK"] = "true";
  return made;
}

Json Oktafix::json_of(const mocks::FakeOrg& org, std::vector<std::string> arguments) const {
  arguments.insert(arguments.end(), {"--format", "json"});
  const ProgramResult result = run(org, arguments);
  return Json::parse(result.out);
}

void Oktafix::write(const std::string& name, const std::string& text) const {
  std::ofstream(folder() / name, std::ios::binary) << text;
}

}  // namespace tests

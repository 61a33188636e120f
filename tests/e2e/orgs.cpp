#include "tests/e2e/orgs.hpp"

#include <algorithm>

#include "tests/e2e/oktafix_fixture.hpp"

namespace tests {

using Json = nlohmann::ordered_json;

namespace {

// Somebody's rule, with a member that no tool knows.
const Json& staff_rule() {
  static const Json rule = Json::parse(R"({
      "id": "0pr1staff", "type": "RESOURCE_ACCESS", "status": "ACTIVE", "name": "Staff",
      "priority": 1, "system": false, "invented": {"by": ["nobody"]},
      "conditions": {"people": {"users": {"include": [], "exclude": []},
                                "groups": {"include": ["00g1staff"], "exclude": []}},
                     "grantTypes": {"include": ["authorization_code"]},
                     "scopes": {"include": ["openid", "profile"]}},
      "actions": {"token": {"accessTokenLifetimeMinutes": 30, "refreshTokenLifetimeMinutes": 600,
                            "refreshTokenWindowMinutes": 60}}})");
  return rule;
}

void erase_stamps(Json& value) {
  if (value.is_object()) {
    value.erase("lastUpdated");
    value.erase("priority");  // lists are in its order, and Okta numbers them anew
    for (auto& [name, member] : value.items()) erase_stamps(member);
  } else if (value.is_array()) {
    for (Json& each : value) erase_stamps(each);
  }
}

Json named(const Json& list, const std::string& member, const std::string& value) {
  const auto found =
      std::ranges::find_if(list, [&](const Json& each) { return each[member] == value; });
  return found == list.end() ? Json() : *found;
}

}  // namespace

Json orders_seed() {
  Json seed = Json::parse(
      seed_json({app_json(kOrders, "Orders")}, {failure_json(kOrders, "openid, orders.read")}));
  seed["authorizationServers"][0]["policies"][0]["rules"] = Json::array({staff_rule()});
  return seed;
}

Json two_client_seed() {
  Json seed = orders_seed();
  seed["apps"].push_back(Json::parse(app_json(kStock, "Stock")));
  seed["logs"].push_back(Json::parse(failure_json(kStock, "openid, orders.read")));
  return seed;
}

mocks::FakeOrg started_with(const Json& seed, std::vector<std::string> faults) {
  mocks::Options options;
  options.seed_json = seed.dump();
  options.faults = std::move(faults);
  return started(std::move(options));
}

std::vector<std::string> with_approval(std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), kApproveOrders.begin(), kApproveOrders.end());
  return arguments;
}

std::vector<mocks::RecordedRequest> write_requests(const mocks::FakeOrg& org) {
  std::vector<mocks::RecordedRequest> found = org.requests();
  std::erase_if(found, [](const auto& each) { return each.method == "GET"; });
  return found;
}

std::vector<std::string> writes(const mocks::FakeOrg& org) {
  std::vector<std::string> lines;
  for (const mocks::RecordedRequest& each : write_requests(org))
    lines.push_back(each.method + " " + each.path);
  return lines;
}

Json state_of(const mocks::FakeOrg& org) {
  std::string text = org.state_json();
  for (auto at = text.find(org.base_url()); at != std::string::npos; at = text.find(org.base_url()))
    text.replace(at, org.base_url().size(), kSeedUrl);
  Json state = Json::parse(text);
  state.erase("logs");
  erase_stamps(state);
  return state;
}

Json moves(const Json& before, const Json& after) { return Json::diff(before, after); }

Json own_policy(const mocks::FakeOrg& org, const std::string& client_id) {
  const Json state = state_of(org);
  return named(state["authorizationServers"][0]["policies"], "name", "oktafix " + client_id);
}

Json app_of(const mocks::FakeOrg& org, const std::string& id) {
  const Json state = state_of(org);
  return named(state["apps"], "id", id);
}

bool has_scope(const mocks::FakeOrg& org, const std::string& name) {
  const Json state = state_of(org);
  return !named(state["authorizationServers"][0]["scopes"], "name", name).is_null();
}

}  // namespace tests

#include "tests/crash/scenarios.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "tests/e2e/oktafix_fixture.hpp"
#include "tests/e2e/orgs.hpp"

namespace tests {

using Json = nlohmann::ordered_json;

namespace {

// What differs between two runs that do the same.
constexpr std::array kStamps = {"id",  "_links",        "created",     "lastUpdated", "priority",
                                "kid", "client_secret", "lastRotated", "nextRotation"};

void erase_stamps(Json& value) {
  if (value.is_object()) {
    for (const char* stamp : kStamps) value.erase(stamp);
  }
  if (value.is_structured()) {
    for (Json& each : value) erase_stamps(each);
  }
}

// The change that a reference is to; null for an id.
const remediate::Change* maker_of(const std::string& id, const remediate::Plan& plan) {
  const auto references = remediate::references_in(id);
  if (references.empty()) return nullptr;
  const auto found =
      std::ranges::find(plan.changes, references.front().change, &remediate::Change::id);
  return found == plan.changes.end() ? nullptr : &*found;
}

// By id, or by the name that the plan gives to what it makes; null when there is none.
const Json* found_in(const Json& list, const std::string& id, const remediate::Plan& plan) {
  const remediate::Change* maker = maker_of(id, plan);
  const auto is_it = [&](const Json& each) {
    return maker == nullptr ? each["id"] == id : each["name"] == maker->target.name;
  };
  const auto found = std::ranges::find_if(list, is_it);
  return found == list.end() ? nullptr : &*found;
}

bool has_named(const Json& list, const std::string& name) {
  return std::ranges::any_of(list, [&](const Json& each) { return each["name"] == name; });
}

bool is_edited(const Json& object, const remediate::Change& change) {
  return std::ranges::none_of(change.diff, [&](const remediate::FieldEdit& each) {
    const Json::json_pointer path(each.path);
    const Json before = each.before ? Json::parse(*each.before) : Json();
    return (object.contains(path) ? object.at(path) : Json()) == before;
  });
}

bool is_removed_later(const remediate::Change& change, const remediate::Plan& plan) {
  return std::ranges::any_of(plan.changes, [&](const remediate::Change& each) {
    return each.action == remediate::Action::remove && each.target.id == change.target.id;
  });
}

// The list that it stands in; null when what holds it is not there.
const Json* list_of(const Json& state, const remediate::Change& change,
                    const remediate::Plan& plan) {
  using remediate::ObjectKind;
  const remediate::ChangeTarget& target = change.target;
  if (target.kind == ObjectKind::application) return &state["apps"];
  if (target.kind == ObjectKind::authorization_server) return &state["authorizationServers"];
  const Json* server = found_in(state["authorizationServers"], target.server, plan);
  if (server == nullptr) return nullptr;
  if (target.kind == ObjectKind::scope) return &(*server)["scopes"];
  if (target.kind == ObjectKind::policy) return &(*server)["policies"];
  const Json* policy = found_in((*server)["policies"], target.policy, plan);
  return policy == nullptr ? nullptr : &(*policy)["rules"];
}

// The id of a server to be made is known to the org alone.
bool is_rewritten(const Json& files, const remediate::Change& change) {
  const std::string text = files[change.target.name];
  return std::ranges::any_of(change.splices, [&](const remediate::Splice& each) {
    return std::string_view(text).substr(each.offset, each.before.size()) != each.before ||
           (each.before.empty() && text.substr(each.offset, 1) == "/");
  });
}

// What it makes is there, what it edits is not as before, what it removes is gone.
bool is_to_be_seen(const Json& state, const remediate::Change& change,
                   const remediate::Plan& plan) {
  using remediate::Action;
  if (change.action == Action::rewrite) return is_rewritten(state["files"], change);
  const Json* list = list_of(state, change, plan);
  if (change.action == Action::remove)
    return list == nullptr || found_in(*list, change.target.id, plan) == nullptr;
  if (list == nullptr) return false;
  if (change.action == Action::create) return has_named(*list, change.target.name);
  const Json* object = found_in(*list, change.target.id, plan);
  return object == nullptr ? is_removed_later(change, plan) : is_edited(*object, change);
}

}  // namespace

std::string with_replaced(std::string text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

Scenario shared_server() {
  Json seed = orders_seed();
  seed["apps"][0]["profile"] = {{"issuer", kSeedUrl}};
  seed["apps"].push_back(Json::parse(app_json(kStock, "Stock")));
  seed["logs"].push_back(Json::parse(failure_json(kStock, "openid, orders.read, orders.write")));
  return {seed, "scopes:\n  approve: [\"orders.*\"]\n"};
}

Scenario new_server() {
  Json seed = orders_seed();
  seed["apps"][0]["profile"] = {{"issuer", kSeedUrl}};
  return {seed,
          std::string("target:\n  authorizationServer: ") + kNewServer +
              "\n  create: {name: " + kNewServer +
              ", audience: \"api://billing\"}\nscopes:\n  approve: [\"orders.*\"]\napplications:\n"
              "  - {match: 0oa1orders, files: [orders.env]}\n",
          {{"orders.env", std::string("# of Orders\r\nCLIENT_ID=0oa1orders\r\nISSUER=") + kSeedUrl +
                              "\r\nCLIENT_SECRET=not-for-the-journal"}}};
}

Json comparable(const std::string& state, const std::string& base_url) {
  std::string text = with_replaced(state, base_url, kSeedUrl);
  const Json raw = Json::parse(text);
  for (const Json& server : raw["authorizationServers"])
    text = with_replaced(text, server["id"], "<" + std::string(server["name"]) + ">");
  Json contents = Json::parse(text);
  contents.erase("logs");
  erase_stamps(contents["authorizationServers"]);
  erase_stamps(contents["apps"]);
  return contents;
}

std::string untruth_in(const remediate::Run& run, const std::string& state,
                       const std::string& base_url) {
  using remediate::ChangeState;
  const Json now = Json::parse(with_replaced(state, kSeedUrl, base_url));
  std::string untruth;
  for (const remediate::ChangeRecord& each : run.changes) {
    const bool may_be_either =
        each.state == ChangeState::intended || each.state == ChangeState::unknown;
    const bool is_seen = is_to_be_seen(now, each.change, run.plan);
    if (may_be_either || is_seen == (each.state == ChangeState::applied)) continue;
    untruth += fmt::format("{} {} is {} in run {} and {} to be seen\n", each.change.id,
                           each.change.target.name, to_string(each.state), run.id,
                           is_seen ? "is" : "is not");
  }
  return untruth;
}

}  // namespace tests

#include "mocks/org_state.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace mocks {
namespace {

int priority_of(const Json& body) {
  const Json* priority = member_at(body, "priority");
  return priority != nullptr && priority->is_number_integer() ? priority->get<int>() : 1'000'000;
}

Json bodies(const std::vector<JsonBox>& boxes) {
  Json list = Json::array();
  for (const auto& box : boxes) list.push_back(*box);
  return list;
}

Json server_state(const AuthorizationServer& server) {
  Json state = *server.body;
  state["scopes"] = bodies(server.scopes);
  state["claims"] = bodies(server.claims);
  state["policies"] = Json::array();
  for (const auto& policy : server.policies) {
    Json entry = *policy.body;
    entry["rules"] = bodies(policy.rules);
    state["policies"].push_back(std::move(entry));
  }
  return state;
}

}  // namespace

std::string id_of(const JsonBox& object) { return text_at(*object, "id"); }

Application* find_app(OrgState& org, std::string_view id) {
  const auto found =
      std::ranges::find_if(org.apps, [&](const Application& app) { return id_of(app.body) == id; });
  return found == org.apps.end() ? nullptr : &*found;
}

Application* find_client(OrgState& org, std::string_view client_id) {
  if (client_id.empty()) return nullptr;
  const auto found = std::ranges::find_if(
      org.apps, [&](const Application& app) { return client_id_of(app) == client_id; });
  return found == org.apps.end() ? nullptr : &*found;
}

AuthorizationServer* find_server(OrgState& org, std::string_view id_or_default) {
  const auto first = [&](auto holds) {
    const auto found = std::ranges::find_if(org.servers, holds);
    return found == org.servers.end() ? nullptr : &*found;
  };
  if (id_or_default != "default")
    return first(
        [&](const AuthorizationServer& server) { return id_of(server.body) == id_or_default; });
  // Recordings before 2021 do not carry the flag: then the issuer tells.
  auto* flagged =
      first([](const AuthorizationServer& server) { return flag_at(*server.body, "default"); });
  return flagged != nullptr ? flagged : first(is_default);
}

bool is_default(const AuthorizationServer& server) {
  return flag_at(*server.body, "default") ||
         text_at(*server.body, "issuer").ends_with("/oauth2/default");
}

std::string server_reference(const AuthorizationServer& server) {
  return is_default(server) ? "default" : id_of(server.body);
}

std::string client_id_of(const Application& app) {
  auto client_id = text_at(*app.body, "credentials/oauthClient/client_id");
  if (client_id.empty() && member_at(*app.body, "settings/oauthClient") != nullptr)
    client_id = id_of(app.body);
  return client_id;
}

void sort_by_priority(std::vector<Policy>& policies) {
  std::ranges::stable_sort(policies, {},
                           [](const Policy& policy) { return priority_of(*policy.body); });
}

void sort_by_priority(std::vector<JsonBox>& rules) {
  std::ranges::stable_sort(rules, {}, [](const JsonBox& rule) { return priority_of(*rule); });
}

void append_log_event(OrgState& org, Json event, TimePoint now) {
  const auto written = text_at(event, "published");
  const auto age = parse_age(written, now);
  const auto absolute = parse_iso(written);
  // Cursors count in milliseconds, as `published` is written: nothing may lie between two of them.
  const TimePoint published =
      std::chrono::floor<std::chrono::milliseconds>(age ? *age : absolute.value_or(now));
  if (age || !absolute) event["published"] = iso_text(published);
  if (!event.contains("uuid")) event["uuid"] = org.ids.uuid();
  if (!event.contains("version")) event["version"] = "0";
  if (!event.contains("severity")) event["severity"] = "INFO";
  org.log.push_back(
      {.published = published, .sequence = org.next_sequence++, .body = JsonBox(std::move(event))});
}

std::string state_text(const OrgState& org) {
  Json state{{"apps", Json::array()},
             {"grants", Json::object()},
             {"authorizationServers", Json::array()},
             {"logs", Json::array()}};
  for (const auto& app : org.apps) {
    Json body = *app.body;
    if (!app.secret.empty()) body["credentials"]["oauthClient"]["client_secret"] = app.secret;
    state["apps"].push_back(std::move(body));
    if (!app.grants.empty()) state["grants"][id_of(app.body)] = bodies(app.grants);
  }
  for (const auto& server : org.servers)
    state["authorizationServers"].push_back(server_state(server));
  for (const auto& event : org.log) state["logs"].push_back(*event.body);
  state["groups"] = bodies(org.groups);
  state["domains"] = bodies(org.domains);
  state["features"] = bodies(org.features);
  state["org"] = *org.org;
  state["organization"] = *org.organization;
  return state.dump(1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace mocks

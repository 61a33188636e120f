#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "mocks/app_object.hpp"
#include "mocks/change_log.hpp"
#include "mocks/okta_errors.hpp"
#include "mocks/paging.hpp"
#include "mocks/routes.hpp"
#include "mocks/scim_filter.hpp"

namespace mocks {
namespace {

tl::expected<Application*, Response> app_of(const Call& call) {
  auto* app = find_app(*call.org, call.args[0]);
  if (app == nullptr) return tl::unexpected(not_found(call.args[0], "AppInstance"));
  return app;
}

bool starts_with_words(const Json& body, const std::string& q) {
  const auto wanted = lower_case(q);
  return lower_case(text_at(body, "name")).starts_with(wanted) ||
         lower_case(text_at(body, "label")).starts_with(wanted);
}

std::vector<std::string> values_of(const Json& body, std::string_view attribute) {
  const Json* value = member_at(body, replace_all(std::string(attribute), ".", "/"));
  if (value == nullptr || value->is_null()) return {};
  return {value->is_string() ? value->get<std::string>() : value->dump()};
}

tl::expected<Filter, Response> app_filter(const std::string& text) {
  constexpr auto kKnown =
      std::to_array<std::string_view>({"id", "status", "name", "credentials.signing.kid",
                                       "settings.slo.enabled", "user.id", "group.id"});
  const auto filter = Filter::parse(text);
  if (!filter) return tl::unexpected(okta_error("E0000031", {filter.error()}));
  for (const auto& comparison : filter->comparisons()) {
    if (std::ranges::find(kKnown, comparison.attribute) == kKnown.end() || comparison.op != "eq") {
      return tl::unexpected(okta_error(
          "E0000031", {},
          fmt::format("The supplied combination of operator and field is not currently supported. "
                      "Operator: {}, Field: {}",
                      comparison.op, comparison.attribute)));
    }
  }
  return *filter;
}

Response list_apps(Call& call) {
  const auto q = field_or_empty(call.query, "q");
  std::optional<Filter> filter;
  if (const auto text = field(call.query, "filter"); text && !text->empty()) {
    auto parsed = app_filter(*text);
    if (!parsed) return parsed.error();
    filter = std::move(*parsed);
  }
  std::vector<const JsonBox*> all;
  std::vector<bool> wanted;
  for (const auto& app : call.org->apps) {
    const Json& body = *app.body;
    all.push_back(&app.body);
    wanted.push_back((q.empty() || starts_with_words(body, q)) &&
                     (!filter || filter->matches([&](std::string_view attribute) {
                       return values_of(body, attribute);
                     })));
  }
  return page_of(all, wanted,
                 {.path = "/api/v1/apps",
                  .query = call.query,
                  .size = {.usual = 20, .most = 200},
                  .known_cursors = &call.org->deleted_ids,
                  .next_after_last = false});
}

Response check_app(const Json& body) {
  if (text_at(body, "label").empty())
    return validation_failed("label", {"label: The field cannot be left blank"});
  if (text_at(body, "signOnMode").empty() && text_at(body, "name").empty()) {
    return validation_failed("signOnMode", {"signOnMode: The field cannot be left blank"});
  }
  const Json* grant_types = member_at(body, "settings/oauthClient/grant_types");
  if (is_oidc(body) && grant_types != nullptr &&
      (!grant_types->is_array() || grant_types->empty())) {
    return validation_failed("settings.oauthClient.grant_types",
                             {"'grant_types' must contain at least one value."});
  }
  return {};
}

// A PUT replaces: what the specification calls required must be there again, or a client that drops
// half of an app would go unnoticed. Apps of the catalogue keep their settings whatever is sent.
Response check_replacement(const Json& stored, const Json& body) {
  if (!is_oidc(stored) || !text_at(stored, "name").starts_with("oidc_client")) return {};
  for (const std::string path :
       {"signOnMode", "credentials/oauthClient", "settings/oauthClient/grant_types"}) {
    if (member_at(body, path) == nullptr) {
      const std::string field = replace_all(path, "/", ".");
      return validation_failed(field, {field + ": The field cannot be left blank"});
    }
  }
  return {};
}

Response create_app(Call& call) {
  const auto sent = object_of(*call.request);
  if (!sent) return sent.error();
  if (auto problem = check_app(**sent); problem.status != 200) return problem;
  const bool active = field_or_empty(call.query, "activate") != "false";
  call.org->apps.push_back(created_app(**sent, active, call.org->ids, call.now));
  return json_answer(200, *with_secret(call.org->apps.back()));
}

Response get_app(Call& call) {
  const auto app = app_of(call);
  return app ? json_answer(200, *(*app)->body) : app.error();
}

Response put_app(Call& call) {
  const auto app = app_of(call);
  if (!app) return app.error();
  const auto sent = object_of(*call.request);
  if (!sent) return sent.error();
  if (auto problem = check_app(**sent); problem.status != 200) return problem;
  if (auto problem = check_replacement(*(*app)->body, **sent); problem.status != 200) {
    return problem;
  }
  replace_app(**app, **sent, call.org->ids, call.now);
  log_change(call, "application.lifecycle.update", {{"AppInstance", &*(*app)->body}});
  return json_answer(200, *with_secret(**app));
}

Response delete_app(Call& call) {
  const auto app = app_of(call);
  if (!app) return app.error();
  if (text_at(*(*app)->body, "status") == "ACTIVE") {
    return okta_error("E0000056", {"The application must be deactivated before deletion."});
  }
  const auto id = id_of((*app)->body);
  call.org->deleted_ids.insert(id);
  std::erase_if(call.org->apps, [&](const Application& entry) { return id_of(entry.body) == id; });
  return no_content();
}

Response set_status(Call& call, bool active) {
  const auto app = app_of(call);
  if (!app) return app.error();
  set_app_status(**app, active, call.now);
  return json_answer(200, Json::object());
}

Response activate_app(Call& call) { return set_status(call, true); }
Response deactivate_app(Call& call) { return set_status(call, false); }

Response list_grants(Call& call) {
  const auto app = app_of(call);
  return app ? whole_list(pointers((*app)->grants)) : app.error();
}

Response get_grant(Call& call) {
  const auto app = app_of(call);
  if (!app) return app.error();
  const auto found = std::ranges::find((*app)->grants, call.args[1], id_of);
  return found == (*app)->grants.end() ? not_found(call.args[1], "OAuth2ScopeConsentGrant")
                                       : json_answer(200, **found);
}

Response create_grant(Call& call) {
  const auto app = app_of(call);
  if (!app) return app.error();
  const auto sent = object_of(*call.request);
  if (!sent) return sent.error();
  const auto scope = text_at(**sent, "scopeId");
  if (scope.empty())
    return validation_failed("scopeId", {"scopeId: The field cannot be left blank"});
  const auto id = call.org->ids.next("oag");
  const auto path = fmt::format("/api/v1/apps/{}", call.args[0]);
  const Json grant{
      {"id", id},
      {"status", "ACTIVE"},
      {"created", stamp_text(call.now)},
      {"createdBy", {{"id", "00umockadmin00000000"}, {"type", "User"}}},
      {"lastUpdated", stamp_text(call.now)},
      {"issuer", kOrgUrl},
      {"clientId", client_id_of(**app)},
      {"scopeId", scope},
      {"source", "ADMIN"},
      {"_links",
       {{"app",
         {{"href", fmt::format("{}{}", kOrgUrl, path)},
          {"title", text_at(*(*app)->body, "label")}}},
        {"self", *link_to(fmt::format("{}/grants/{}", path, id), {"GET", "DELETE"})}}}};
  (*app)->grants.emplace_back(grant);
  return json_answer(200, grant);
}

Response delete_grant(Call& call) {
  const auto app = app_of(call);
  if (!app) return app.error();
  const auto gone = std::erase_if(
      (*app)->grants, [&](const JsonBox& grant) { return id_of(grant) == call.args[1]; });
  return gone == 0 ? not_found(call.args[1], "OAuth2ScopeConsentGrant") : no_content();
}

Response list_nobody(Call& call) {
  const auto app = app_of(call);
  return app ? json_answer(200, Json::array()) : app.error();
}

}  // namespace

std::vector<Route> app_routes() {
  return {{"GET", "/api/v1/apps", "apps", list_apps},
          {"POST", "/api/v1/apps", "apps", create_app},
          {"GET", "/api/v1/apps/{}", "apps", get_app},
          {"PUT", "/api/v1/apps/{}", "apps", put_app},
          {"DELETE", "/api/v1/apps/{}", "apps", delete_app},
          {"POST", "/api/v1/apps/{}/lifecycle/activate", "apps", activate_app},
          {"POST", "/api/v1/apps/{}/lifecycle/deactivate", "apps", deactivate_app},
          {"GET", "/api/v1/apps/{}/grants", "appGrants", list_grants},
          {"POST", "/api/v1/apps/{}/grants", "appGrants", create_grant},
          {"GET", "/api/v1/apps/{}/grants/{}", "appGrants", get_grant},
          {"DELETE", "/api/v1/apps/{}/grants/{}", "appGrants", delete_grant},
          {"GET", "/api/v1/apps/{}/groups", "apps", list_nobody},
          {"GET", "/api/v1/apps/{}/users", "apps", list_nobody}};
}

}  // namespace mocks

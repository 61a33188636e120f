#include <nlohmann/json.hpp>

#include "remediate/report/check_report.hpp"
#include "remediate/report/exit_code.hpp"
#include "remediate/report/json_parts.hpp"

namespace remediate {

namespace {

using Json = nlohmann::ordered_json;
using json_parts::text_or_null;

Json error_json(const std::optional<okta::Error>& error) {
  if (!error) return nullptr;
  const okta::HttpFacts http = error->http.value_or(okta::HttpFacts{});
  return {{"kind", okta::to_string(error->kind)},
          {"message", error->message},
          {"status", error->http ? Json(http.status) : Json()},
          {"errorCode", text_or_null(http.error_code)},
          {"requestId", text_or_null(http.request_id)},
          {"requiredScope", text_or_null(http.required_scope)}};
}

Json probe_json(const Probe& probe) {
  return {{"name", probe.name},
          {"state", to_string(probe.state)},
          {"detail", text_or_null(probe.detail)},
          {"advice", text_or_null(probe.advice)},
          {"error", error_json(probe.error)}};
}

Json list_json(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const std::string& each : texts) list.push_back(each);
  return list;
}

Json need_json(const VerbNeeds& need) {
  return {{"verb", need.verb},
          {"oauthScopes", list_json(need.oauth_scopes)},
          {"adminRoles", list_json(need.admin_roles)},
          {"held", list_json(need.held)},
          {"missing", list_json(need.missing)}};
}

}  // namespace

std::string check_json(const OrgCheck& check) {
  Json probes = Json::array();
  for (const Probe& each : check.probes) probes.push_back(probe_json(each));
  Json needs = Json::array();
  for (const VerbNeeds& each : check.needs) needs.push_back(need_json(each));
  const ExitCodes codes = exit_codes(check);
  const Json document = {
      {"schema", "oktafix.check/1"},
      {"org", {{"url", check.org_url}, {"pipeline", text_or_null(check.pipeline)}}},
      {"apiAccessManagement", json_parts::api_access_management(check.api_access_management)},
      {"probes", probes},
      {"needs", needs},
      {"grantedScopes", check.granted_scopes ? list_json(*check.granted_scopes) : Json()},
      {"beyondNeed", list_json(check.beyond_need)},
      {"calls", check.calls},
      {"exitCode", static_cast<int>(codes.front())},
      {"exitCodes", json_parts::exit_codes(codes)}};
  return json_parts::printed(document);
}

}  // namespace remediate

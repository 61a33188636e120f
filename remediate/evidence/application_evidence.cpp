#include "remediate/evidence/application_evidence.hpp"

#include <string>
#include <string_view>

#include "remediate/evidence/scope_name.hpp"
#include "remediate/issuer/okta_url.hpp"

namespace remediate {
namespace {

constexpr std::string_view kTilePointer = "/settings/oauthClient/idp_initiated_login/default_scope";

EvidenceNote note(std::string_view detail) {
  return {std::string(evidence_source::kApplication), std::string(detail), 1, {}, {}, 0};
}

ScopeSet tile_scopes_of(const okta::Application& application) {
  const auto& login = application.idp_initiated_login;
  if (!login || login->mode != "OKTA") return {};
  return custom_scopes_of(as_scope_set(login->default_scope));
}

// The bare origin is the org server's issuer, but also where everything else of the org lives: only
// a field that is called an issuer means the server.
bool names_org_server(const okta::UrlField& field, const OrgHosts& hosts) {
  const UrlMeaning meaning = classify_url(field.value, hosts).meaning;
  return meaning == UrlMeaning::org_endpoint ||
         (meaning == UrlMeaning::org_issuer && names_an_issuer(field.pointer));
}

}  // namespace

void add_application_evidence(const OrgSnapshot& org, const okta::Application& application,
                              Demand& demand) {
  demand.tile_scopes = tile_scopes_of(application);
  if (!demand.tile_scopes.empty()) demand.evidence.push_back(note(kTilePointer));
  const OrgHosts hosts(org.url, org.other_hosts());
  for (const okta::UrlField& field : application.url_fields) {
    if (names_org_server(field, hosts)) demand.evidence.push_back(note(field.pointer));
  }
}

}  // namespace remediate

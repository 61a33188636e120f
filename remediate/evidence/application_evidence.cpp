#include "remediate/evidence/application_evidence.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "client/base/url.hpp"
#include "remediate/evidence/ascii_case.hpp"
#include "remediate/evidence/scope_name.hpp"

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

bool is_host_of_org(const okta::Url& url, const OrgSnapshot& org) {
  const okta::Result<okta::Url> org_url = okta::parse_url(org.url);
  if (org_url && okta::same_origin(url, *org_url)) return true;
  return std::ranges::any_of(org.custom_domains, [&](const std::string& domain) {
    return lower_case(domain) == url.host;
  });
}

bool has_org_server_path(std::string_view path) {
  return path.starts_with("/oauth2/v1/") || path.starts_with("/.well-known/openid-configuration") ||
         path == "/.well-known/oauth-authorization-server";
}

// The bare origin is the org server's issuer, but also where everything else of the org lives.
bool is_called_issuer(std::string_view pointer) {
  const std::string name = lower_case(pointer.substr(pointer.rfind('/') + 1));
  return name.find("issuer") != std::string::npos || name.find("authority") != std::string::npos;
}

bool names_org_server(const okta::UrlField& field, const OrgSnapshot& org) {
  const okta::Result<okta::Url> url = okta::parse_url(field.value);
  if (!url || !is_host_of_org(*url, org)) return false;
  return has_org_server_path(url->path) || (url->path == "/" && is_called_issuer(field.pointer));
}

}  // namespace

void add_application_evidence(const OrgSnapshot& org, const okta::Application& application,
                              Demand& demand) {
  demand.tile_scopes = tile_scopes_of(application);
  if (!demand.tile_scopes.empty()) demand.evidence.push_back(note(kTilePointer));
  for (const okta::UrlField& field : application.url_fields) {
    if (names_org_server(field, org)) demand.evidence.push_back(note(field.pointer));
  }
}

}  // namespace remediate

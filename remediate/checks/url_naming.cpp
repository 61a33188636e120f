#include "remediate/checks/url_naming.hpp"

#include <fmt/format.h>

#include "remediate/evidence/scope_name.hpp"

namespace remediate {
namespace {

bool names_org_server(const okta::UrlField& field, const OktaUrl& url) {
  return url.meaning == UrlMeaning::org_endpoint ||
         (url.meaning == UrlMeaning::org_issuer && names_an_issuer(field.pointer));
}

std::string line_of(const okta::UrlField& field) {
  return fmt::format("{}: {}", field.pointer,
                     field.value.substr(0, field.value.find_first_of("?#")));
}

}  // namespace

NamedServers servers_named_by(const CheckInput& input, const okta::Application& application) {
  const OrgHosts hosts = hosts_of(input);
  NamedServers named;
  for (const okta::UrlField& field : application.url_fields) {
    const OktaUrl url = classify_url(field.value, hosts);
    if (names_org_server(field, url)) named.org.push_back(line_of(field));
    if (url.meaning != UrlMeaning::custom_server) continue;
    named.custom.push_back(line_of(field));
    named.custom_servers.push_back(url.server);
  }
  named.custom_servers = as_scope_set(std::move(named.custom_servers));
  return named;
}

std::vector<okta::UrlField> fields_naming_org_server(const CheckInput& input,
                                                     const okta::Application& application) {
  const OrgHosts hosts = hosts_of(input);
  std::vector<okta::UrlField> fields;
  for (const okta::UrlField& field : application.url_fields) {
    if (names_org_server(field, classify_url(field.value, hosts))) fields.push_back(field);
  }
  return fields;
}

OrgHosts hosts_of(const CheckInput& input) {
  return {input.snapshot.org.url, input.snapshot.org.other_hosts()};
}

}  // namespace remediate

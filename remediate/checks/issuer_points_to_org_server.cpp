// Organisations keep the issuer that a client uses in the app object's profile or settings. For an
// app that needs no custom scope the org server is the right one: then it is worth a note, since
// nothing else in Okta tells which server a client uses.
#include <algorithm>

#include <fmt/format.h>

#include "remediate/checks/find_open_cases.hpp"
#include "remediate/checks/url_naming.hpp"
#include "remediate/checks/wording.hpp"

namespace remediate {

void issuer_points_to_org_server(const CheckInput& input, Findings& findings) {
  for (std::size_t place = 0; place < input.snapshot.applications.size(); ++place) {
    const okta::Application& application = input.snapshot.applications[place];
    const Demand* demand = demand_of(input, place);
    if (demand != nullptr && demand->ignored_because) continue;
    NamedServers named = servers_named_by(input, application);
    if (named.org.empty()) continue;
    const auto open = std::ranges::find(input.open_cases, &application, &OpenCase::application);
    const bool asks_for_custom_scopes = open != input.open_cases.end();

    Finding finding =
        about(application, asks_for_custom_scopes ? Severity::warning : Severity::note);
    finding.evidence = std::move(named.org);
    finding.fixable = asks_for_custom_scopes;
    if (asks_for_custom_scopes) {
      finding.message =
          "the app object names the org authorization server: a client that reads its issuer there "
          "keeps asking it for custom scopes";
      finding.advice = fmt::format("let these URLs name {}", target_of(*open));
    } else {
      finding.message =
          "the app object names the org authorization server, which is right as long as the client "
          "asks for no custom scope";
    }
    findings.push_back(std::move(finding));
  }
}

}  // namespace remediate

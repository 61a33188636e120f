// An access token has one audience: that of the server which issued it. Scopes of one request that
// live on several servers belong to several APIs. Creating copies on the target would give tokens
// that those APIs refuse.
#include <algorithm>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "remediate/checks/wording.hpp"
#include "remediate/evidence/scope_name.hpp"

namespace remediate {
namespace {

bool has_all(const ServerSnapshot& server, const ScopeSet& scopes) {
  return std::ranges::all_of(scopes,
                             [&](const std::string& scope) { return has_scope(server, scope); });
}

ScopeSet configured_somewhere(const Snapshot& snapshot, const ScopeSet& scopes) {
  ScopeSet configured;
  std::ranges::copy_if(scopes, std::back_inserter(configured), [&](const std::string& scope) {
    return std::ranges::any_of(
        snapshot.servers, [&](const ServerSnapshot& server) { return has_scope(server, scope); });
  });
  return configured;
}

// The scopes of the need that live on several servers; empty when one server has them all.
ScopeSet spanning_scopes(const Snapshot& snapshot, const Need& need) {
  const ScopeSet known = configured_somewhere(snapshot, custom_scopes_of(need.scopes));
  const bool one_has_all =
      known.empty() || std::ranges::any_of(snapshot.servers, [&](const ServerSnapshot& server) {
        return has_all(server, known);
      });
  return one_has_all ? ScopeSet{} : known;
}

std::set<std::string> places_of(const Snapshot& snapshot, const ScopeSet& scopes) {
  std::set<std::string> lines;
  for (const ServerSnapshot& server : snapshot.servers) {
    for (const std::string& scope : scopes) {
      if (has_scope(server, scope))
        lines.insert(fmt::format("{} is configured on authorization server '{}' ({})", scope,
                                 server.server.name, server.server.id));
    }
  }
  return lines;
}

}  // namespace

void scopes_span_servers(const CheckInput& input, Findings& findings) {
  for (const OpenCase& open : input.open_cases) {
    ScopeSet spanning;
    std::set<std::string> lines;
    for (const Need& need : approved_needs(open)) {
      const ScopeSet scopes = spanning_scopes(input.snapshot, need);
      spanning.insert(spanning.end(), scopes.begin(), scopes.end());
      lines.merge(places_of(input.snapshot, scopes));
    }
    if (spanning.empty()) continue;
    Finding finding = about(*open.application, Severity::error);
    finding.conflict = true;
    finding.message = fmt::format(
        "one request needs scopes of several authorization servers ({}); a token has one audience, "
        "so no server can grant it",
        list_of(as_scope_set(std::move(spanning))));
    finding.evidence.assign(lines.begin(), lines.end());
    finding.advice =
        "let the client ask each server for its own scopes, or bring the scopes together on one "
        "server whose audience all these APIs accept";
    findings.push_back(std::move(finding));
  }
}

}  // namespace remediate

#include "remediate/checks/need.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "remediate/evidence/scope_name.hpp"

namespace remediate {
namespace {

bool has_kind(const ScopeSet& scopes, ScopeKind kind) {
  return std::ranges::any_of(scopes,
                             [&](const std::string& each) { return kind_of_scope(each) == kind; });
}

std::vector<std::string> without_refresh(const std::vector<std::string>& grant_types) {
  std::vector<std::string> rest;
  std::ranges::copy_if(grant_types, std::back_inserter(rest), [](const std::string& each) {
    return each != okta::grant_type::kRefreshToken;
  });
  std::ranges::sort(rest);
  return rest;
}

bool speaks_of_a_user(const ScopeSet& scopes) {
  return has_kind(scopes, ScopeKind::oidc) || has_kind(scopes, ScopeKind::groups) ||
         has_kind(scopes, ScopeKind::my_account);
}

// Of several grant types, client credentials cannot have asked for a user's scopes.
void leave_to_users(std::vector<std::string>& grant_types, const ScopeSet& scopes) {
  if (grant_types.size() > 1 && speaks_of_a_user(scopes))
    std::erase(grant_types, okta::grant_type::kClientCredentials);
}

std::vector<std::string> usual_grant_types(const okta::Application& application,
                                           const ScopeSet& scopes) {
  std::vector<std::string> own = without_refresh(application.grant_types);
  leave_to_users(own, scopes);
  if (!own.empty()) return own;
  const bool is_service = application.application_type == okta::application_type::kService;
  return {std::string(is_service ? okta::grant_type::kClientCredentials
                                 : okta::grant_type::kAuthorizationCode)};
}

// A service that asks for a user's scopes alone needs no custom server.
ScopeSet whole_scopes(const ScopeSet& scopes, const std::string& grant_type) {
  if (grant_type == okta::grant_type::kClientCredentials && custom_scopes_of(scopes).empty())
    return {};
  ScopeSet rest;
  std::ranges::copy_if(scopes, std::back_inserter(rest), [](const std::string& each) {
    return kind_of_scope(each) != ScopeKind::okta_api;
  });
  return rest;
}

ScopeSet grantable_scopes(const ScopeSet& scopes, const std::string& grant_type) {
  return grant_type == okta::grant_type::kClientCredentials ? custom_scopes_of(scopes)
                                                            : whole_scopes(scopes, grant_type);
}

std::vector<Need> make_needs(const okta::Application& application, const Demand& demand,
                             ScopeSet (*scopes_of)(const ScopeSet&, const std::string&)) {
  std::set<Need> needs;
  for (const RequestedSet& set : demand.sets) {
    const bool is_for_okta_alone =
        has_kind(set.scopes, ScopeKind::okta_api) && !has_kind(set.scopes, ScopeKind::custom);
    if (is_for_okta_alone) continue;
    for (const std::string& grant_type : grant_types_of(set, application, demand)) {
      ScopeSet scopes = scopes_of(set.scopes, grant_type);
      if (!scopes.empty()) needs.insert({grant_type, std::move(scopes)});
    }
  }
  return {needs.begin(), needs.end()};
}

AccessRequest request_of_member(const std::string& client_id, const Need& need,
                                const std::string& group) {
  Person member;
  if (group != okta::kEveryone) member.groups = {group};
  return {client_id, need.grant_type, need.scopes, std::move(member)};
}

}  // namespace

std::vector<Need> needs_of(const okta::Application& application, const Demand& demand) {
  return make_needs(application, demand, grantable_scopes);
}

std::vector<Need> whole_needs_of(const okta::Application& application, const Demand& demand) {
  return make_needs(application, demand, whole_scopes);
}

std::vector<Need> settleable_needs_of(const okta::Application& application, Demand demand) {
  std::erase_if(demand.sets, mixes_with_okta_api);
  return needs_of(application, demand);
}

std::vector<std::string> grant_types_of(const RequestedSet& set,
                                        const okta::Application& application,
                                        const Demand& demand) {
  const bool is_inherited = set.grant_types.empty();
  std::vector<std::string> shown =
      without_refresh(is_inherited ? demand.grant_types : set.grant_types);
  if (is_inherited || set.source == evidence_source::kDeclared) leave_to_users(shown, set.scopes);
  std::vector<std::string> own;
  std::ranges::copy_if(shown, std::back_inserter(own), [&](const std::string& each) {
    return contains(application.grant_types, each);
  });
  if (!own.empty()) return own;
  const bool may_use_any = application.grant_types.empty() && !shown.empty();
  return may_use_any ? shown : usual_grant_types(application, set.scopes);
}

bool mixes_with_okta_api(const RequestedSet& set) {
  return has_kind(set.scopes, ScopeKind::custom) && has_kind(set.scopes, ScopeKind::okta_api);
}

Coverage coverage_for(const ServerSnapshot& server, const std::string& client_id, const Need& need,
                      const std::vector<std::string>& groups) {
  Coverage coverage = coverage_of(server, client_id, need.grant_type, need.scopes);
  const bool has_user = need.grant_type != okta::grant_type::kClientCredentials;
  if (!has_user || !coverage.under_some_reading) return coverage;
  for (const std::string& group : groups) {
    const AccessRequest request = request_of_member(client_id, need, group);
    if (is_granted_under_every_reading(server, request)) continue;
    coverage.under_every_reading = false;
    coverage.explanation = evaluate(server, request, every_reading().back()).explanation +
                           " to the declared group " + group;
    const bool is_doubtful = std::ranges::any_of(every_reading(), [&](const Reading& reading) {
      return evaluate(server, request, reading).granted;
    });
    if (is_doubtful) continue;
    coverage.under_some_reading = false;
    break;
  }
  return coverage;
}

Coverage coverage_by_policies(const ServerSnapshot& server, const std::string& client_id,
                              const Need& need, const std::vector<std::string>& groups) {
  ServerSnapshot as_if = server;
  as_if.server.status = "ACTIVE";
  for (okta::Scope& scope : as_if.scopes) scope.consent = okta::consent::kImplicit;
  ScopeSet scopes;
  for (const std::string& name : need.scopes) {
    const bool is_configured = has_scope(server, name);
    if (!is_configured && kind_of_scope(name) == ScopeKind::groups) continue;
    scopes.push_back(name);
    if (is_configured) continue;
    okta::Scope added;
    added.name = name;
    as_if.scopes.push_back(std::move(added));
  }
  if (scopes.empty()) {  // no scope at all would mean the server's default scopes
    Coverage nothing_asked;
    nothing_asked.under_every_reading = true;
    nothing_asked.under_some_reading = true;
    return nothing_asked;
  }
  return coverage_for(as_if, client_id, {need.grant_type, scopes}, groups);
}

Standing standing_of(const Demand& demand, const ScopeSet& scopes) {
  Standing worst = Standing::approved;
  for (const std::string& each : scopes) {
    if (kind_of_scope(each) != ScopeKind::custom || contains(demand.approved, each)) continue;
    if (contains(demand.suspicious, each)) return Standing::suspicious;
    worst = Standing::unapproved;
  }
  return worst;
}

bool hides_undeclared_scopes(const Demand& demand) {
  const auto is_declaration = [](const EvidenceNote& note) {
    return note.source == evidence_source::kDeclared;
  };
  return demand.hides_scopes && std::ranges::none_of(demand.evidence, is_declaration);
}

bool has_scope(const ServerSnapshot& server, std::string_view name) {
  return std::ranges::find(server.scopes, name, &okta::Scope::name) != server.scopes.end();
}

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

}  // namespace remediate

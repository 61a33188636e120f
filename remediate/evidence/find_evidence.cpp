#include "remediate/evidence/find_evidence.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "config/glob.hpp"
#include "remediate/evidence/application_evidence.hpp"
#include "remediate/evidence/approval.hpp"
#include "remediate/evidence/attribution.hpp"
#include "remediate/evidence/file_evidence.hpp"
#include "remediate/evidence/log_evidence.hpp"
#include "remediate/evidence/owner_directives.hpp"
#include "remediate/evidence/scope_name.hpp"

namespace remediate {
namespace {

using MatchingDirectives = std::vector<const config::ApplicationDirective*>;

void append_new(std::vector<std::string>& names, const std::vector<std::string>& more) {
  for (const std::string& name : more) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
}

EvidenceNote declaration_note(const config::ApplicationDirective& directive) {
  return {std::string(evidence_source::kDeclared),
          fmt::format("applications: {} (line {})", directive.match, directive.line),
          1,
          {},
          {},
          0};
}

// The last day of a mute is still a muted day.
bool has_expired(const config::Ignore& ignore, okta::Timestamp now) {
  return ignore.until && std::chrono::sys_days(*ignore.until) + std::chrono::days(1) <= now;
}

// Who names the application by its id means it and not whatever carries such a label: there, what
// label globs say of muting does not count.
void add_ignore(const MatchingDirectives& directives, const okta::Application& application,
                okta::Timestamp now, Demand& demand) {
  const bool is_named = !directives.empty() && names_by_id(*directives.front(), application);
  for (const config::ApplicationDirective* directive : directives) {
    if (!directive->ignore || (is_named && !names_by_id(*directive, application))) continue;
    if (has_expired(*directive->ignore, now)) {
      demand.ignore_expired = true;
    } else if (!demand.ignored_because) {
      demand.ignored_because = directive->ignore->reason;
    }
  }
}

bool speaks_of_a_user(const ScopeSet& scopes) {
  return std::ranges::any_of(scopes, [](const std::string& scope) {
    const ScopeKind kind = kind_of_scope(scope);
    return kind == ScopeKind::oidc || kind == ScopeKind::groups || kind == ScopeKind::my_account;
  });
}

// Of several declared grant types, a request that speaks of a user is none of a service, unless it
// was seen as one.
void declare_grant_types(const std::vector<std::string>& declared, RequestedSet& set) {
  const auto is_service = [](const std::string& each) {
    return each == okta::grant_type::kClientCredentials;
  };
  const bool was_seen = std::ranges::any_of(set.grant_types, is_service);
  set.grant_types = declared;
  if (declared.size() > 1 && !was_seen && speaks_of_a_user(set.scopes))
    std::erase_if(set.grant_types, is_service);
}

// Declared grant types replace what the evidence shows; declared scopes add to it.
void add_declarations(const MatchingDirectives& directives, Demand& demand) {
  std::vector<std::string> grant_types;
  for (const config::ApplicationDirective* directive : directives) {
    append_new(grant_types, rule_grant_types(directive->grant_types));
    append_new(demand.groups, directive->groups);
    if (!demand.target) demand.target = directive->authorization_server;
    if (directive->scopes.empty()) continue;
    add_set({as_scope_set(directive->scopes), std::string(evidence_source::kDeclared),
             rule_grant_types(directive->grant_types), true},
            demand);
    demand.evidence.push_back(declaration_note(*directive));
  }
  if (grant_types.empty()) return;
  demand.grant_types = as_scope_set(std::move(grant_types));
  for (RequestedSet& set : demand.sets) declare_grant_types(demand.grant_types, set);
}

void unite_sets(Demand& demand) {
  std::vector<std::string> all;
  for (const RequestedSet& set : demand.sets)
    all.insert(all.end(), set.scopes.begin(), set.scopes.end());
  demand.requested = as_scope_set(std::move(all));
  demand.custom = custom_scopes_of(demand.requested);
  std::ranges::copy_if(
      demand.requested, std::back_inserter(demand.okta_api),
      [](const std::string& scope) { return kind_of_scope(scope) == ScopeKind::okta_api; });
}

Approval approval_for(const std::string& app_id, const MatchingDirectives& matching,
                      const config::Directives& directives, const EvidenceOptions& options,
                      const ScopeSet& approved_in_files) {
  Approval approval;
  approval.patterns = directives.scopes.approve;
  append_new(approval.patterns, options.approve_scopes);
  for (const config::ApplicationDirective* directive : matching)
    append_new(approval.names, directive->scopes);
  if (const auto answered = options.approved_by_person.find(app_id);
      answered != options.approved_by_person.end())
    append_new(approval.names, answered->second);
  append_new(approval.names, approved_in_files);
  return approval;
}

const std::string* first_match(const std::vector<std::string>& patterns,
                               const okta::Application& application) {
  const auto found = std::ranges::find_if(patterns, [&](const std::string& pattern) {
    return config::glob_matches(pattern, application.label) ||
           config::glob_matches(pattern, application.id) ||
           config::glob_matches(pattern, application.client_id.value_or(""));
  });
  return found == patterns.end() ? nullptr : &*found;
}

void apply_selection(const EvidenceOptions& options, const okta::Application& application,
                     Demand& demand) {
  if (demand.ignored_because) return;
  if (const std::string* pattern = first_match(options.exclude, application)) {
    demand.ignored_because = fmt::format("excluded by --exclude {}", *pattern);
  } else if (!options.include.empty() && first_match(options.include, application) == nullptr) {
    demand.ignored_because = "not named by --include";
  }
}

std::vector<std::string> unmatched(const config::Directives& directives, const Snapshot& snapshot) {
  std::vector<std::string> names;
  for (const config::ApplicationDirective& directive : directives.applications) {
    const bool means_one = std::ranges::any_of(
        snapshot.applications,
        [&](const okta::Application& application) { return matches(directive, application); });
    const auto& undecoded = snapshot.undecoded_applications;
    if (!means_one && std::ranges::find(undecoded, directive.match) == undecoded.end())
      names.push_back(directive.match);
  }
  return names;
}

}  // namespace

Evidence find_evidence(const Snapshot& snapshot, const config::Directives& directives,
                       const EvidenceOptions& options) {
  Attribution attribution = attribute_requests(snapshot);
  Evidence evidence;
  evidence.orphans = std::move(attribution.orphans);
  evidence.gaps = std::move(attribution.gaps);
  evidence.unmatched_directives = unmatched(directives, snapshot);

  for (std::size_t at = 0; at < snapshot.applications.size(); ++at) {
    const okta::Application& application = snapshot.applications[at];
    const RequestPointers& requests = attribution.by_application[at];
    const MatchingDirectives matching = directives_for(directives, application);
    Demand demand;
    demand.app_id = application.id;
    add_log_evidence(requests, application, demand);
    add_declarations(matching, demand);
    add_ignore(matching, application, snapshot.collected_at, demand);
    add_application_evidence(snapshot.org, application, demand);
    add_file_evidence(snapshot, directives.target, application, demand);
    unite_sets(demand);
    judge_scopes(approval_for(application.id, matching, directives, options,
                              scopes_named_in_files(snapshot, application)),
                 demand);
    apply_selection(options, application, demand);
    if (!demand.ignored_because)
      std::ranges::move(unrecognised_reasons(requests, application),
                        std::back_inserter(evidence.gaps));
    evidence.demands.push_back(std::move(demand));
  }
  return evidence;
}

}  // namespace remediate

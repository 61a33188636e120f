#include "remediate/plan/desire.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>

#include "remediate/checks/completeness.hpp"
#include "remediate/checks/file_share.hpp"
#include "remediate/checks/rule_name.hpp"
#include "remediate/checks/target_choice.hpp"
#include "remediate/checks/url_naming.hpp"
#include "remediate/evidence/scope_name.hpp"

namespace remediate {
namespace {

constexpr std::array kAsksForAccess = {
    rule::kCustomScopeOnOrgServer,
    rule::kClientCredentialsOnOrgServer,
    rule::kScopeMissingOnTarget,
    rule::kPolicyDoesNotCover,
};

bool is_free(const Finding& finding) { return finding.fixable && !finding.blocked_by; }

bool is_about(const Finding& finding, const OpenCase& open) {
  return finding.subject.kind == "application" && finding.subject.id == open.application->id;
}

template <class Test>
std::vector<std::string> ids_of(const Findings& findings, Test test) {
  std::vector<std::string> ids;
  for (const Finding& each : findings) {
    if (test(each)) ids.push_back(each.id);
  }
  return ids;
}

std::vector<std::string> reasons_for_access(const OpenCase& open, const Findings& findings) {
  return ids_of(findings, [&](const Finding& each) {
    return is_about(each, open) && is_free(each) &&
           std::ranges::find(kAsksForAccess, each.rule) != kAsksForAccess.end();
  });
}

// Names that Okta reserves cannot be made on the target. `groups` alone is left to the owner: the
// rest of its request can be granted meanwhile.
bool can_be_met(const OpenCase& open, const Need& need) {
  return std::ranges::all_of(need.scopes, [&](const std::string& scope) {
    const ScopeKind kind = kind_of_scope(scope);
    return kind == ScopeKind::custom || kind == ScopeKind::groups || open.target == nullptr ||
           has_scope(*open.target, scope);
  });
}

bool waits_for_groups(const OpenCase& open, const Need& need) {
  return contains(need.scopes, "groups") &&
         (open.target == nullptr || !has_scope(*open.target, "groups"));
}

// Without scopes that the owner must make first; nothing when no custom scope is left.
void add_need(const OpenCase& open, Need need, std::vector<Need>& needs) {
  if (!can_be_met(open, need)) return;
  if (waits_for_groups(open, need)) std::erase(need.scopes, "groups");
  if (!need.scopes.empty()) needs.push_back(std::move(need));
}

bool is_whole(const OpenCase& open, const std::vector<Need>& needs) {
  const std::vector<Need> all = whole_needs_of(*open.application, *open.demand);
  return !hides_undeclared_scopes(*open.demand) && std::ranges::all_of(all, [&](const Need& each) {
    return std::ranges::find(needs, each) != needs.end();
  });
}

// Several references may mean one server: what is wanted of it is wanted once.
std::string key_of(const CheckInput& input, const OpenCase& open) {
  if (open.target != nullptr) return open.target->server.id;
  const bool is_made = may_be_created(input.directives, open.target_reference);
  return is_made ? input.directives.target.create->name : open.target_reference;
}

DesiredAccess access_of(const CheckInput& input, const OpenCase& open,
                        std::vector<std::string> because) {
  DesiredAccess access;
  access.app_id = open.application->id;
  access.client_id = open.client_id;
  access.label = open.application->label;
  access.server = key_of(input, open);
  access.groups = open.demand->groups;
  access.because = std::move(because);
  for (Need& need : approved_needs(open)) add_need(open, std::move(need), access.needs);
  access.is_all = is_whole(open, access.needs);
  return access;
}

DesiredServer server_of(const CheckInput& input, const OpenCase& open, const Findings& findings) {
  DesiredServer server;
  server.key = key_of(input, open);
  const std::string subject =
      open.target == nullptr ? open.target_reference : open.target->server.id;
  if (open.target != nullptr) server.id = open.target->server.id;
  if (open.target == nullptr && may_be_created(input.directives, open.target_reference))
    server.create = input.directives.target.create;
  server.activate = open.target != nullptr && !open.target->server.is_active() &&
                    allows(input.directives, "activate:" + subject);
  server.because = ids_of(findings, [&](const Finding& each) {
    return each.subject.kind == "authorizationServer" && each.subject.id == subject &&
           is_free(each);
  });
  return server;
}

void add_urls(const CheckInput& input, const OpenCase& open, const Findings& findings,
              Desired& desired) {
  const std::vector<std::string> because = ids_of(findings, [&](const Finding& each) {
    return is_about(each, open) && each.rule == rule::kIssuerPointsToOrgServer && is_free(each);
  });
  if (because.empty()) return;
  for (const okta::UrlField& field : fields_naming_org_server(input, *open.application))
    desired.urls.push_back({open.application->id, field.pointer, field.value, because});
}

void add_files(const CheckInput& input, const OpenCase& open, const Findings& findings,
               Desired& desired) {
  for (const FileShare& share : file_shares(input)) {
    if (share.open != &open || share.move == nullptr) continue;
    std::vector<std::string> because = ids_of(findings, [&](const Finding& each) {
      return each.rule == rule::kIssuerPointsToOrgServer && is_free(each) &&
             each.subject.kind == "file" && each.subject.id == share.file->path &&
             open_case_of(input, each) == &open;
    });
    if (!because.empty())
      desired.files.push_back({open.application->id, share.file->path, std::move(because)});
  }
}

bool has_server(const Desired& desired, const std::string& key) {
  return std::ranges::find(desired.servers, key, &DesiredServer::key) != desired.servers.end();
}

// What to do about the finding that stands in the way, where there is one; else about this one.
std::string advice_on(const Finding& finding, const Findings& findings) {
  if (!finding.blocked_by) return finding.advice;
  const auto is_blocker = [&](const Finding& each) { return each.rule == *finding.blocked_by; };
  const auto own = std::ranges::find_if(findings, [&](const Finding& each) {
    return is_blocker(each) && each.subject.id == finding.subject.id;
  });
  if (own != findings.end()) return own->advice;
  const auto other = std::ranges::find_if(findings, is_blocker);
  return other == findings.end() ? finding.advice : other->advice;
}

bool is_left_to_people(const Finding& finding) {
  return finding.conflict || (finding.fixable && finding.blocked_by);
}

}  // namespace

Desired desire(const CheckInput& input, const Findings& findings) {
  Desired desired;
  desired.consent = input.directives.scopes.consent;
  for (const OpenCase& open : input.open_cases) {
    std::vector<std::string> because = reasons_for_access(open, findings);
    // A client that is granted everything may still have URLs and files to move.
    if (because.empty() && !open.granted) continue;
    DesiredAccess access = access_of(input, open, std::move(because));
    if (access.needs.empty()) continue;
    if (!has_server(desired, access.server))
      desired.servers.push_back(server_of(input, open, findings));
    desired.access.push_back(std::move(access));
    add_urls(input, open, findings, desired);
    add_files(input, open, findings, desired);
  }
  for (const Finding& each : findings) {
    if (is_left_to_people(each))
      desired.blocked.push_back({each.id, each.blocked_by.value_or(each.rule), each.subject.label,
                                 advice_on(each, findings)});
  }
  return desired;
}

}  // namespace remediate

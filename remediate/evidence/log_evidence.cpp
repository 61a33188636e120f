#include "remediate/evidence/log_evidence.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "remediate/evidence/attribution.hpp"
#include "remediate/evidence/log_reader.hpp"
#include "remediate/evidence/scope_name.hpp"
#include "remediate/evidence/success.hpp"

namespace remediate {
namespace {

using Names = std::vector<std::string>;

bool has(const Names& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

// The only one of these grant types that the application has; nothing when it has several.
Names only_one_of(std::initializer_list<std::string_view> candidates, const Names& own) {
  Names found;
  for (const std::string_view candidate : candidates) {
    if (has(own, candidate)) found.emplace_back(candidate);
  }
  return found.size() == 1 ? found : Names{};
}

// A refreshed token was granted by another grant type once.
Names origins_of_refresh(const Names& own) {
  if (has(own, okta::grant_type::kAuthorizationCode))
    return {std::string(okta::grant_type::kAuthorizationCode)};
  return only_one_of(
      {okta::grant_type::kPassword, okta::grant_type::kDeviceCode, okta::grant_type::kCiba}, own);
}

Names grant_types_of(const LoggedRequest& request, const okta::Application& application) {
  const Names& own = application.grant_types;
  Names shown = split_scopes(request.grant_type);
  if (has(shown, okta::grant_type::kRefreshToken)) shown = origins_of_refresh(own);
  if (shown.empty() && request.endpoint == OAuthEndpoint::authorize)
    shown = only_one_of({okta::grant_type::kAuthorizationCode, okta::grant_type::kImplicit}, own);
  if (!own.empty()) std::erase_if(shown, [&](const std::string& each) { return !has(own, each); });
  return shown;
}

void add_names(Names& names, const Names& more) {
  names.insert(names.end(), more.begin(), more.end());
  names = as_scope_set(std::move(names));
}

// Anyone can plant any number of different sets in the log: no search through all of them for each.
using Sets = std::map<ScopeSet, Names>;

void add_failure(const LoggedRequest& request, const okta::Application& application, Demand& demand,
                 Sets& sets) {
  const Names grant_types = grant_types_of(request, application);
  const bool shows_custom = request.scopes && !custom_scopes_of(*request.scopes).empty();
  if (!shows_custom || request.scopes_cut) demand.hides_scopes = true;
  if (is_for_service(request)) demand.client_credentials = true;
  add_names(demand.grant_types, grant_types);
  if (request.scopes) add_names(sets[*request.scopes], grant_types);
  demand.last_failure =
      std::max(demand.last_failure.value_or(request.last_seen), request.last_seen);
}

// One note for each reason, with the days of all its requests counted once.
class NoteBook {
 public:
  void add(const LoggedRequest& request) {
    const EvidenceNote fresh{std::string(evidence_source::kSystemLog),
                             request.reason,
                             0,
                             request.first_seen,
                             request.last_seen,
                             0};
    Page& page = pages_.try_emplace(request.reason, Page{fresh, {}}).first->second;
    page.note.count += request.count;
    page.note.first_seen = std::min(*page.note.first_seen, request.first_seen);
    page.note.last_seen = std::max(*page.note.last_seen, request.last_seen);
    page.days.insert(request.days.begin(), request.days.end());
    page.note.distinct_days = static_cast<int>(page.days.size());
  }

  [[nodiscard]] std::vector<EvidenceNote> notes() const {
    std::vector<EvidenceNote> notes;
    for (const auto& [reason, page] : pages_) notes.push_back(page.note);
    return notes;
  }

 private:
  struct Page {
    EvidenceNote note;
    std::set<std::chrono::sys_days> days;
  };
  std::map<std::string, Page> pages_;
};

}  // namespace

void add_set(RequestedSet set, Demand& demand) {
  const auto known = std::ranges::find_if(demand.sets, [&](const RequestedSet& each) {
    return each.scopes == set.scopes && each.on_org_server == set.on_org_server;
  });
  if (known == demand.sets.end()) {
    demand.sets.push_back(std::move(set));
  } else {
    add_names(known->grant_types, set.grant_types);
  }
}

std::vector<std::string> rule_grant_types(std::vector<std::string> grant_types) {
  std::erase(grant_types, okta::grant_type::kRefreshToken);
  return as_scope_set(std::move(grant_types));
}

void add_log_evidence(const RequestPointers& requests, const okta::Application& application,
                      Demand& demand) {
  NoteBook notes;
  Sets sets;
  for (const LoggedRequest* request : requests) {
    if (request->reason == kOrgServerOnlyClient) demand.org_server_only = true;
    if (!is_evidence(*request)) continue;
    add_failure(*request, application, demand, sets);
    notes.add(*request);
  }
  for (auto& [scopes, grant_types] : sets) {
    demand.sets.push_back(
        {scopes, std::string(evidence_source::kSystemLog), std::move(grant_types), true});
  }
  std::ranges::move(notes.notes(), std::back_inserter(demand.evidence));
  demand.last_org_success = last_success(requests, ServerKind::org);
  demand.last_custom_success = last_success(requests, ServerKind::custom);
}

std::vector<Gap> unrecognised_reasons(const RequestPointers& requests,
                                      const okta::Application& application) {
  std::map<std::string, int> counts;
  for (const LoggedRequest* request : requests) {
    if (request->family == ReasonFamily::unrecognised_scope)
      counts[request->reason] += request->count;
  }
  std::vector<Gap> gaps;
  for (const auto& [reason, count] : counts) {
    const std::string said = reason.empty() ? "without a reason" : fmt::format("with `{}`", reason);
    gaps.push_back({std::string(source::kSystemLog),
                    "unrecognisedReason",
                    {},
                    fmt::format("{} request{} of {} failed {}, which may be about custom scopes",
                                count, count == 1 ? "" : "s", application.label, said),
                    application.id});
  }
  return gaps;
}

}  // namespace remediate

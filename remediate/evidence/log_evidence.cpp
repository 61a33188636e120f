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

// All requests that failed for one reason; their days are counted once.
struct Tally {
  int count = 0;
  okta::Timestamp first = okta::Timestamp::max();
  okta::Timestamp last = okta::Timestamp::min();
  std::set<std::chrono::sys_days> days;
};

void add_to(Tally& tally, const LoggedRequest& request) {
  tally.count += request.count;
  tally.first = std::min(tally.first, request.first_seen);
  tally.last = std::max(tally.last, request.last_seen);
  tally.days.insert(request.days.begin(), request.days.end());
}

EvidenceNote note_of(const std::string& reason, const Tally& tally) {
  return {std::string(evidence_source::kSystemLog), reason, tally.count, tally.first, tally.last,
          static_cast<int>(tally.days.size())};
}

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
  std::map<std::string, Tally> reasons;
  Sets sets;
  for (const LoggedRequest* request : requests) {
    if (request->reason == kOrgServerOnlyClient) demand.org_server_only = true;
    if (!is_evidence(*request)) continue;
    add_failure(*request, application, demand, sets);
    add_to(reasons[request->reason], *request);
  }
  for (auto& [scopes, grant_types] : sets) {
    demand.sets.push_back(
        {scopes, std::string(evidence_source::kSystemLog), std::move(grant_types), true});
  }
  for (const auto& [reason, tally] : reasons) demand.evidence.push_back(note_of(reason, tally));
  demand.org_successes = successes_on(ServerKind::org, requests);
  demand.custom_successes = successes_on(ServerKind::custom, requests);
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

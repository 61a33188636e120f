#include "remediate/checks/verdict.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "remediate/checks/completeness.hpp"
#include "remediate/checks/target_choice.hpp"
#include "remediate/evidence/scope_name.hpp"
#include "remediate/model/clients.hpp"

namespace remediate {
namespace {

bool is_later(const std::optional<okta::Timestamp>& success, okta::Timestamp failure) {
  return success && *success > failure;
}

// A log that was cut may hide a failure after the last success.
std::string with_doubt(const CheckInput& input, const Demand& demand, std::string reason) {
  const bool is_whole = input.snapshot.log_window && !input.snapshot.log_window->truncated &&
                        was_read_whole_for(input, source::kSystemLog, demand.app_id);
  if (!is_whole) reason += "; but the System Log was not read whole";
  return reason;
}

Judgement without_custom_scopes(const CheckInput& input, const Demand& demand) {
  if (!demand.tile_scopes.empty())
    return {Verdict::unknown,
            "its tile makes Okta ask for custom scopes, but no request of the client was seen"};
  if (auto doubt = silence_proves_nothing(input, demand.app_id))
    return {Verdict::unknown, std::move(*doubt)};
  return {Verdict::clean, "every source was read whole and none shows a request for custom scopes"};
}

Judgement still_affected(const Demand& demand) {
  if (!demand.last_failure)
    return {Verdict::affected,
            "it is declared to need custom scopes that the target does not grant yet"};
  const std::string asked = fmt::format(
      "it asked the org server for custom scopes, last at {}, and nothing shows that "
      "it stopped",
      okta::format_timestamp(*demand.last_failure));
  if (hides_undeclared_scopes(demand))
    return {Verdict::affected, asked + "; which scopes it asks for is not fully known"};
  return {Verdict::affected, asked};
}

// What later successes say; absent when there are none.
std::optional<Judgement> by_later_successes(const CheckInput& input, const Demand& demand) {
  if (!demand.last_failure) return std::nullopt;
  const Successes& org = demand.org_successes;
  const Successes& custom = demand.custom_successes;
  const bool any_on_org = is_later(org.any_use_at, *demand.last_failure);
  const bool any_on_custom = is_later(custom.any_use_at, *demand.last_failure);
  if (any_on_org && any_on_custom)
    return Judgement{Verdict::affected,
                     "since its last failure it had successes on a custom server and on the org "
                     "server, so not all of it has moved"};
  if (is_later(custom.all_uses_by, *demand.last_failure)) {
    return Judgement{Verdict::moved,
                     with_doubt(input, demand,
                                fmt::format("a custom server granted its request at {}, "
                                            "after its last failure on the org server",
                                            okta::format_timestamp(*custom.all_uses_by)))};
  }
  if (is_later(org.all_uses_by, *demand.last_failure)) {
    return Judgement{Verdict::recovered,
                     with_doubt(input, demand,
                                fmt::format("the org server granted its request at {}, "
                                            "after its last failure there: it dropped the "
                                            "custom scopes",
                                            okta::format_timestamp(*org.all_uses_by)))};
  }
  return std::nullopt;
}

Judgement when_granted(const ServerSnapshot& target, const Demand& demand) {
  if (!demand.last_failure && demand.custom_successes.all_uses_by &&
      !demand.org_successes.any_use_at)
    return {Verdict::moved, "a custom server grants its requests, and it was seen there"};
  return {Verdict::prepared,
          fmt::format("authorization server '{}' grants what it needs; the client itself has not "
                      "been seen there since",
                      target.server.name)};
}

Judgement judgement_on(const CheckInput& input, const okta::Application& application,
                       const Demand& demand) {
  if (!demand.shows_custom_scopes()) return without_custom_scopes(input, demand);
  if (later_successes_are_unread(input, demand.app_id)) {
    Judgement judgement = still_affected(demand);
    judgement.reason +=
        "; its later successes were not read whole, so it may have moved or recovered";
    return judgement;
  }
  if (auto judgement = by_later_successes(input, demand)) return *std::move(judgement);
  const ServerSnapshot* target = find_target(input, target_reference(input, demand));
  const bool is_granted =
      !hides_undeclared_scopes(demand) && grants_all_needs(target, application, demand);
  return is_granted ? when_granted(*target, demand) : still_affected(demand);
}

}  // namespace

Judgement verdict_on(const CheckInput& input, const okta::Application& application,
                     const Demand& demand) {
  if (demand.ignored_because) return {Verdict::ignored, *demand.ignored_because};
  Judgement judgement = judgement_on(input, application, demand);
  if (demand.ignore_expired)
    judgement.reason += "; it was muted in oktafix.yaml until a day that has passed";
  return judgement;
}

bool grants_all_needs(const ServerSnapshot* server, const okta::Application& application,
                      const Demand& demand) {
  if (server == nullptr || demand.org_server_only) return false;
  if (std::ranges::any_of(demand.sets, mixes_with_okta_api)) return false;
  const std::vector<Need> needs = whole_needs_of(application, demand);
  const bool needs_custom = std::ranges::any_of(
      needs, [](const Need& need) { return !custom_scopes_of(need.scopes).empty(); });
  return needs_custom && grants_each(server, application, demand, needs);
}

bool grants_each(const ServerSnapshot* server, const okta::Application& application,
                 const Demand& demand, const std::vector<Need>& needs) {
  return server != nullptr && std::ranges::all_of(needs, [&](const Need& need) {
           return coverage_for(*server, client_id_of(application), need, demand.groups)
               .under_every_reading;
         });
}

}  // namespace remediate

#include "remediate/engine/rollback.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "remediate/collect/read_usage.hpp"
#include "remediate/engine/org_now.hpp"
#include "remediate/engine/own_writes.hpp"
#include "remediate/engine/run_of_org.hpp"
#include "remediate/engine/use_of_touched.hpp"
#include "remediate/model/obstacle.hpp"
#include "remediate/plan/inverse.hpp"

namespace remediate {
namespace {

okta::Status check_run(const okta::Client& client, const Run& run) {
  const auto refused = [](std::string why) {
    return okta::failure(okta::ErrorKind::invalid_input, std::move(why));
  };
  if (auto same = check_org_of(run, client); !same) return same;
  if (run.state == RunState::rolled_back)
    return refused(fmt::format("run {} was undone already", run.id));
  if (run.state == RunState::running)
    return refused(fmt::format("run {} is still going on", run.id));
  return {};
}

// Then it is worth a query who it was.
bool meets_changes_of_others(const Plan& plan) {
  return std::ranges::find(plan.blocked, obstacle::kChangedSince, &Blocked::by) !=
         plan.blocked.end();
}

}  // namespace

okta::Result<Plan> plan_rollback(const okta::Client& client, const Run& run,
                                 const std::vector<Run>& runs, const BoundPaths& files,
                                 bool even_if_used, std::stop_token stop) {
  if (auto fits = check_run(client, run); !fits) return okta::failure(std::move(fits.error()));
  const auto now = read_touched(client, run, files, stop);
  if (!now) return okta::failure(now.error());
  std::vector<Run> others;
  std::ranges::copy_if(runs, std::back_inserter(others), [&](const Run& each) {
    return each.org == run.org && each.id != run.id && each.undoes.empty();
  });
  KnownUse use{read_use_of_touched(client, run, *now, stop), std::nullopt, even_if_used};
  Plan plan = inverse_of(run, others, *now, use, client.clock().now());
  if (!meets_changes_of_others(plan)) return plan;
  use.recent =
      without_own(read_recent_changes(client, run.started_at - kClockSkew, stop), runs, run.org);
  return inverse_of(run, others, *now, use, client.clock().now());
}

}  // namespace remediate

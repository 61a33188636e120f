#include "remediate/engine/resume.hpp"

#include <fmt/format.h>

#include "remediate/engine/org_now.hpp"
#include "remediate/engine/run_of_org.hpp"
#include "remediate/plan/rest_of_run.hpp"

namespace remediate {

okta::Result<Resumption> plan_resume(const okta::Client& client, const Run& run,
                                     const BoundPaths& files, std::stop_token stop) {
  if (auto same = check_org_of(run, client); !same) return okta::failure(std::move(same.error()));
  if (!run.undoes.empty()) {
    return okta::failure(
        okta::ErrorKind::invalid_input,
        fmt::format("run {} is a rollback: roll {} back again", run.id, run.undoes));
  }
  const auto now = read_touched(client, run, files, std::move(stop));
  if (!now) return okta::failure(now.error());
  return rest_of_run(run, *now, client.clock().now());
}

}  // namespace remediate

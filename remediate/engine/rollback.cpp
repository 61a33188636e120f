#include "remediate/engine/rollback.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "remediate/collect/read_servers.hpp"
#include "remediate/kinds/content.hpp"
#include "remediate/kinds/field_edits.hpp"
#include "remediate/plan/inverse.hpp"

namespace remediate {
namespace {

okta::Status check_run(const okta::Client& client, const Run& run) {
  const auto refused = [](std::string why) {
    return okta::failure(okta::ErrorKind::invalid_input, std::move(why));
  };
  if (run.org != client.org_url().origin())
    return refused(fmt::format("run {} was made in {}, the settings name {}", run.id, run.org,
                               client.org_url().origin()));
  if (run.state == RunState::rolled_back)
    return refused(fmt::format("run {} was undone already", run.id));
  if (run.state == RunState::running)
    return refused(fmt::format("run {} is still going on", run.id));
  return {};
}

// A server that the run made, or wrote on.
std::set<std::string> servers_touched(const Run& run) {
  std::set<std::string> ids;
  const std::vector<Made> made = run.made();
  for (const ChangeRecord& record : run.changes) {
    const Change change = resolved(record.change, made);
    if (!change.target.server.empty()) ids.insert(change.target.server);
    if (change.target.kind == ObjectKind::authorization_server && !change.target.id.empty())
      ids.insert(change.target.id);
  }
  std::erase_if(ids, [](const std::string& id) { return has_references(id); });
  return ids;
}

okta::Status read_servers(const okta::Client& client, const Run& run, const std::stop_token& stop,
                          OrgNow& now) {
  for (const std::string& id : servers_touched(run)) {
    auto server = read_server_set(client, id, stop);
    if (server)
      now.servers[id] = std::move(*server);
    else if (server.error().kind != okta::ErrorKind::not_found)
      return okta::failure(server.error());
  }
  return {};
}

okta::Status read_applications(const okta::Client& client, const Run& run,
                               const std::stop_token& stop, OrgNow& now) {
  for (const ChangeRecord& record : run.changes) {
    const Change change = resolved(record.change, run.made());
    if (change.target.kind != ObjectKind::application) continue;
    const auto application = client.applications().get(change.target.id, stop);
    if (application) {
      now.applications[change.target.id] = {
          application_digest(application->text),
          paths_that_differ(application->text, change.diff, &FieldEdit::after),
          paths_that_differ(application->text, change.diff, &FieldEdit::before).empty()};
    } else if (application.error().kind != okta::ErrorKind::not_found) {
      return okta::failure(application.error());
    }
  }
  return {};
}

}  // namespace

okta::Result<Plan> plan_rollback(const okta::Client& client, const Run& run,
                                 const std::vector<Run>& runs, std::stop_token stop) {
  OrgNow now;
  okta::Status done = check_run(client, run);
  if (done) done = read_servers(client, run, stop, now);
  if (done) done = read_applications(client, run, stop, now);
  if (!done) return okta::failure(std::move(done.error()));
  std::vector<Run> others;
  std::ranges::copy_if(runs, std::back_inserter(others), [&](const Run& each) {
    return each.org == run.org && each.id != run.id && each.undoes.empty();
  });
  return inverse_of(run, others, now, client.clock().now());
}

}  // namespace remediate

#include "remediate/engine/org_now.hpp"

#include <algorithm>
#include <set>

#include "remediate/apply/whole_server.hpp"
#include "remediate/collect/read_servers.hpp"
#include "remediate/files/file_standing.hpp"
#include "remediate/kinds/content.hpp"
#include "remediate/kinds/field_edits.hpp"
#include "remediate/plan/settled_changes.hpp"

namespace remediate {
namespace {

constexpr auto kNotBoundHere =
    "`files` of oktafix.yaml binds no such file here: run this where the run was made";

// A server that the run made, or wrote on.
std::set<std::string> servers_touched(const Run& run) {
  std::set<std::string> ids;
  const std::vector<Made> made = run.made();
  for (const ChangeRecord& record : run.changes) {
    const Change change = resolved(record.change, made);
    ids.insert(server_of(change.target));
    if (record.change.target.kind == ObjectKind::authorization_server) ids.insert(record.made.id);
  }
  ids.erase("");
  std::erase_if(ids, [](const std::string& id) { return has_references(id); });
  return ids;
}

bool may_have_made_server(const ChangeRecord& record) {
  return record.is_open() && makes_server(record.change);
}

// Where nobody noted which server was made, it may be any of that name.
okta::Status read_list(const okta::Client& client, const Run& run, const std::stop_token& stop,
                       OrgNow& now, std::set<std::string>& ids) {
  const auto open = std::ranges::find_if(run.changes, may_have_made_server);
  if (open == run.changes.end()) return {};
  auto listed = list_servers(client, stop);
  if (!listed) return okta::failure(std::move(listed.error()));
  now.listed = std::move(*listed);
  for (const okta::AuthorizationServer& each : now.listed) {
    if (each.name == open->change.target.name) ids.insert(each.id);
  }
  return {};
}

okta::Status read_servers(const okta::Client& client, const Run& run, const std::stop_token& stop,
                          OrgNow& now) {
  std::set<std::string> ids = servers_touched(run);
  if (auto listed = read_list(client, run, stop, now, ids); !listed) return listed;
  for (const std::string& id : ids) {
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

void read_files(const Run& run, const BoundPaths& files, OrgNow& now) {
  for (const ChangeRecord& record : run.changes) {
    const Change change = resolved(record.change, run.made());
    if (change.target.kind != ObjectKind::file) continue;
    const FileStanding read =
        standing_of_file(files, change.target.name, change.splices, change.precondition.digest);
    if (!read.is_bound)
      now.files[change.target.name].problem = kNotBoundHere;
    else if (read.is_there)
      now.files[change.target.name] = {read.problem, read.digest, read.is_back, read.stands};
  }
}

}  // namespace

okta::Result<OrgNow> read_touched(const okta::Client& client, const Run& run,
                                  const BoundPaths& files, std::stop_token stop) {
  OrgNow now;
  okta::Status done = read_servers(client, run, stop, now);
  if (done) done = read_applications(client, run, stop, now);
  if (!done) return okta::failure(std::move(done.error()));
  read_files(run, files, now);
  return now;
}

}  // namespace remediate

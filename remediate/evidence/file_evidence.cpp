#include "remediate/evidence/file_evidence.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "config/server_to_make.hpp"
#include "remediate/evidence/log_evidence.hpp"
#include "remediate/evidence/scope_name.hpp"
#include "remediate/model/clients.hpp"
#include "remediate/model/target.hpp"

namespace remediate {
namespace {

bool is_bound(const BoundFile& file, const okta::Application& application) {
  return std::ranges::binary_search(file.app_ids, application.id);
}

// Scopes beside no client id are those of the one app that the file is bound to.
bool is_about(const FileClient& named, const BoundFile& file,
              const okta::Application& application) {
  if (named.client_id.empty()) return file.app_ids.size() == 1;
  return named.client_id == client_id_of(application);
}

bool names(const FileUrl& url, const ServerSnapshot* server) {
  return server != nullptr && (url.server == server->server.id ||
                               server->server.issuer.ends_with("/oauth2/" + url.server));
}

// All that the file has of this client names custom servers, and none of them the target: it asks
// those, and they are no business of the target.
bool asks_elsewhere(const BoundFile& file, const okta::Application& application,
                    const ServerSnapshot* target) {
  bool names_custom = false;
  for (const FileUrl& url : file.urls) {
    if (!belongs_to(url, file, application.id, client_id_of(application))) continue;
    if (url.state != FileUrlState::names_custom || names(url, target)) return false;
    names_custom = true;
  }
  return names_custom;
}

EvidenceNote note_at(const BoundFile& file, std::size_t line) {
  return {std::string(evidence_source::kFile), fmt::format("{}:{}", file.path, line), 1, {}, {}, 0};
}

}  // namespace

void add_file_evidence(const Snapshot& snapshot, const config::Target& target,
                       const okta::Application& application, Demand& demand) {
  const std::string& reference = demand.target.value_or(target.authorization_server);
  const ServerSnapshot* server =
      find_target(snapshot, reference, config::name_to_make(target, reference));
  for (const BoundFile& file : snapshot.files) {
    if (!is_bound(file, application)) continue;
    const auto own = std::ranges::find_if(file.urls, [&](const FileUrl& url) {
      return url.state == FileUrlState::names_org &&
             belongs_to(url, file, application.id, client_id_of(application));
    });
    if (own != file.urls.end()) demand.evidence.push_back(note_at(file, own->line));
    if (asks_elsewhere(file, application, server)) continue;
    for (const FileClient& named : file.clients) {
      if (named.scopes.empty() || !is_about(named, file, application)) continue;
      add_set({named.scopes, std::string(evidence_source::kFile), {}, true}, demand);
      demand.evidence.push_back(note_at(file, named.scopes_line));
    }
  }
}

ScopeSet scopes_named_in_files(const Snapshot& snapshot, const okta::Application& application) {
  std::vector<std::string> scopes;
  for (const BoundFile& file : snapshot.files) {
    if (!is_bound(file, application)) continue;
    for (const FileClient& named : file.clients) {
      if (!is_about(named, file, application)) continue;
      std::ranges::copy_if(named.scopes, std::back_inserter(scopes), [](const std::string& scope) {
        return !suspicion_about(scope).has_value();
      });
    }
  }
  return as_scope_set(std::move(scopes));
}

}  // namespace remediate

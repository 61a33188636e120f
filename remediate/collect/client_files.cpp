#include "remediate/collect/client_files.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "remediate/collect/file_move.hpp"
#include "remediate/evidence/owner_directives.hpp"
#include "remediate/evidence/scope_name.hpp"
#include "remediate/files/bound_paths.hpp"
#include "remediate/files/find_files.hpp"
#include "remediate/model/clients.hpp"

namespace remediate {
namespace {

namespace fs = std::filesystem;

struct Binding {
  std::string app_id;
  std::string pattern;
};

std::vector<Binding> bindings_of(const Snapshot& snapshot, const config::Directives& directives) {
  std::vector<Binding> bindings;
  for (const okta::Application& application : snapshot.applications) {
    for (const config::ApplicationDirective* directive : directives_for(directives, application)) {
      for (const std::string& pattern : directive->files)
        bindings.push_back({application.id, pattern});
    }
  }
  return bindings;
}

std::vector<std::string> bound_apps(const std::vector<Binding>& bindings, const fs::path& folder,
                                    const std::vector<fs::path>& names) {
  std::set<std::string> ids;
  for (const Binding& each : bindings) {
    if (std::ranges::any_of(
            names, [&](const fs::path& name) { return is_bound_by(each.pattern, folder, name); }))
      ids.insert(each.app_id);
  }
  return {ids.begin(), ids.end()};
}

std::optional<FileUrlState> state_of(Fate fate) {
  switch (fate) {
    case Fate::moves:
    case Fate::ambiguous:  // the owner binds the file
      return FileUrlState::names_org;
    case Fate::custom:
      return FileUrlState::names_custom;
    case Fate::manual:
      return FileUrlState::manual;
    case Fate::stays:
      break;
  }
  return std::nullopt;
}

// Queries are left out: they may hold anything.
FileUrl url_of(const Occurrence& occurrence, FileUrlState state) {
  return {occurrence.key,
          occurrence.value.substr(0, occurrence.value.find_first_of("?#")),
          occurrence.line,
          state,
          occurrence.server,
          occurrence.why,
          occurrence.client_id.value_or("")};
}

// What a program fills in before it asks is no name of a scope.
bool is_written_out(const std::string& scope) {
  return scope.find_first_of("${}<>%@") == std::string::npos;
}

FileClient client_of(const NamedClient& named) {
  std::vector<std::string> scopes;
  std::ranges::copy_if(named.scopes, std::back_inserter(scopes), is_written_out);
  return {named.client_id, named.line, as_scope_set(std::move(scopes)), named.scopes_line};
}

void add_what_it_says(const FileReading& reading, BoundFile& found) {
  for (const Occurrence& each : reading.occurrences) {
    if (const auto state = state_of(each.fate)) found.urls.push_back(url_of(each, *state));
  }
  std::ranges::transform(reading.clients, std::back_inserter(found.clients), client_of);
  for (const FileNote& each : reading.notes)
    found.remarks.push_back({each.reason, each.message, each.line});
}

Gap gap_about(const std::string& app_id, std::string detail) {
  return {std::string(source::kClientFiles), "failed", {}, std::move(detail), app_id};
}

}  // namespace

ClientFiles ClientFiles::read(const Snapshot& snapshot, const config::Directives& directives,
                              std::stop_token stop) {
  ClientFiles result;
  const std::vector<Binding> bindings = bindings_of(snapshot, directives);
  if (bindings.empty()) return result;
  const fs::path& folder = directives.folder;
  result.has_other_hosts_ = !snapshot.org.other_hosts().empty();
  SourceReading& reading = result.reading_.emplace(reading_of(source::kClientFiles));
  FileSearch search;
  for (const Binding& each : bindings) {
    const PathPattern& pattern = search.patterns.emplace_back(folder, each.pattern);
    std::error_code ignored;
    if (pattern.is_exact() && !fs::exists(pattern.base(), ignored))
      reading.add(gap_about(each.app_id, each.pattern + ": is not there"));
  }
  const OrgHosts hosts(snapshot.org.url, snapshot.org.other_hosts());
  auto found = find_files(search, search_for(hosts), std::move(stop));
  if (!found) {
    for (const Binding& each : bindings)
      reading.add(gap_about(each.app_id, found.error().describe()));
    return result;
  }
  for (FoundFile& each : found->files) {
    std::vector<fs::path> names = each.other_names;
    names.push_back(each.path);
    File& file = result.files_.emplace_back();
    file.text = std::move(each.text);
    file.reading = read_client_file(each.path.string(), file.text.bytes, hosts, {true});
    file.found.path = name_from(folder, each.path);
    file.found.digest = file.text.digest;
    file.found.app_ids = bound_apps(bindings, folder, names);
    add_what_it_says(file.reading, file.found);
    ++reading.coverage.read;
  }
  for (const LeftOutPath& each : found->left_out) {
    const std::string why =
        fmt::format("{}: {}{}{}", name_from(folder, each.path), sentence(each.reason),
                    each.detail.empty() ? "" : ": ", each.detail);
    for (const std::string& app_id : bound_apps(bindings, folder, {each.path})) {
      if (is_missed(each.reason)) reading.add(gap_about(app_id, why));
    }
  }
  std::ranges::sort(result.files_, {}, [](const File& file) { return file.found.path; });
  return result;
}

std::vector<BoundFile> ClientFiles::found() const {
  std::vector<BoundFile> all;
  std::ranges::transform(files_, std::back_inserter(all), &File::found);
  return all;
}

void ClientFiles::add_moves(const okta::Application& application, const ServerSnapshot* target,
                            std::vector<BoundFile>& files) const {
  for (std::size_t at = 0; at < files_.size(); ++at) {
    const File& file = files_[at];
    if (!std::ranges::binary_search(file.found.app_ids, application.id)) continue;
    std::vector<std::size_t> chosen;
    for (std::size_t each = 0; each < file.reading.occurrences.size(); ++each) {
      const Occurrence& occurrence = file.reading.occurrences[each];
      if (state_of(occurrence.fate) != FileUrlState::names_org) continue;
      const FileUrl url = url_of(occurrence, FileUrlState::names_org);
      if (belongs_to(url, file.found, application.id, client_id_of(application)))
        chosen.push_back(each);
    }
    if (chosen.empty()) continue;
    ClientMove move =
        move_of_client(file.reading, file.text.bytes, chosen, {target, has_other_hosts_});
    move.app_id = application.id;
    files[at].moves.push_back(std::move(move));
  }
}

}  // namespace remediate

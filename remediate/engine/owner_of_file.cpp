#include "remediate/engine/owner_of_file.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <system_error>

#include <fmt/format.h>

#include "config/glob.hpp"

namespace remediate {
namespace {

namespace fs = std::filesystem;

// An id of a server, and not one of the names that only the org knows.
bool is_server_id(std::string_view reference) {
  return reference == "default" || (reference.starts_with("aus") && reference.size() > 10 &&
                                    reference.find(' ') == reference.npos);
}

bool matches_any(const std::vector<std::string>& globs, const std::string& name) {
  return std::ranges::any_of(
      globs, [&name](const std::string& glob) { return config::glob_matches(glob, name); });
}

bool is_client_id(const std::string& match) {
  return match.starts_with("0oa") && config::is_exact(match);
}

// Whether the file names a client that none of those stands for which bind it. Labels are not known
// offline: each may stand for one.
bool names_others(const std::vector<NamedClient>& clients,
                  const std::vector<const config::ApplicationDirective*>& binding) {
  std::set<std::string> others;
  for (const NamedClient& each : clients) {
    const bool is_bound = std::ranges::any_of(binding, [&](const auto* directive) {
      return config::glob_matches(directive->match, each.client_id);
    });
    if (!each.client_id.empty() && !is_bound) others.insert(each.client_id);
  }
  const auto labels = std::ranges::count_if(
      binding, [](const auto* directive) { return !is_client_id(directive->match); });
  return others.size() > static_cast<std::size_t>(labels);
}

}  // namespace

FileOwners::FileOwners(const RewriteOrder& order) : order_(order) {
  for (const config::ApplicationDirective& each : order.directives.applications) {
    for (const std::string& pattern : each.files)
      patterns_.emplace_back(PathPattern(order.directives.folder, pattern), &each);
  }
}

FileOwners::Directives FileOwners::binding(const FoundFile& file) const {
  std::error_code ignored;
  std::vector<fs::path> names = file.other_names;
  names.push_back(file.place);
  names.push_back(fs::absolute(file.path, ignored).lexically_normal());
  Directives found;
  for (const auto& [pattern, directive] : patterns_) {
    const bool is_meant = std::ranges::any_of(
        names, [&each = pattern](const fs::path& name) { return each.matches(name); });
    if (is_meant && std::ranges::find(found, directive) == found.end()) found.push_back(directive);
  }
  return found;
}

bool FileOwners::is_ignored(const config::ApplicationDirective& directive) const {
  if (!directive.ignore) return false;
  const auto& until = directive.ignore->until;
  return !until ||
         std::chrono::floor<std::chrono::days>(order_.now) <= std::chrono::sys_days(*until);
}

void FileOwners::add_directives_of(const std::string& client, Directives& speaking) const {
  for (const config::ApplicationDirective& each : order_.directives.applications) {
    if (config::glob_matches(each.match, client)) speaking.push_back(&each);
  }
}

// By any of the names of those that it may belong to.
bool FileOwners::is_left_out(const std::vector<std::string>& names) const {
  const auto any_of_them = [&](const std::vector<std::string>& globs) {
    return std::ranges::any_of(names,
                               [&](const std::string& name) { return matches_any(globs, name); });
  };
  return any_of_them(order_.exclude) || (!order_.include.empty() && !any_of_them(order_.include));
}

DecidedOccurrence FileOwners::decide(const Occurrence& occurrence, const Directives& binding,
                                     const std::vector<NamedClient>& clients) const {
  DecidedOccurrence made{occurrence, MoveDecision::moves, occurrence.why, {}, {}, {}};
  Directives speaking = binding;
  if (occurrence.client_id) {
    made.client = *occurrence.client_id;
    made.bound_by = "file";
    add_directives_of(made.client, speaking);
  } else {
    for (const NamedClient& each : clients) {
      if (!each.client_id.empty()) add_directives_of(each.client_id, speaking);
    }
    if (!binding.empty()) {
      made.client = binding.front()->match;
      made.bound_by = "files";
    }
  }
  const auto as = [&made](MoveDecision decision, std::string why = {}) {
    made.decision = decision;
    if (!why.empty()) made.why = std::move(why);
    return made;
  };
  switch (occurrence.fate) {
    case Fate::custom:
      return as(MoveDecision::custom);
    case Fate::stays:
      return as(MoveDecision::stays);
    case Fate::moves:
    case Fate::ambiguous:
    case Fate::manual:
      break;
  }
  for (const config::ApplicationDirective* each : speaking) {
    if (is_ignored(*each))
      return as(MoveDecision::ignored,
                fmt::format("oktafix.yaml ignores {}: {}", each->match, each->ignore->reason));
  }
  if (occurrence.fate == Fate::manual) return as(MoveDecision::manual);
  std::vector<std::string> names;
  if (!made.client.empty()) names.push_back(made.client);
  for (const config::ApplicationDirective* each : speaking) names.push_back(each->match);
  if (is_left_out(names))
    return as(MoveDecision::ignored, "--include or --exclude leaves its client out");
  for (const config::ApplicationDirective* each : speaking) {
    const auto& server = each->authorization_server;
    if (!server || *server == order_.target.server) continue;
    if (is_server_id(*server))
      return as(MoveDecision::elsewhere,
                fmt::format("oktafix.yaml sends {} to {}", each->match, *server));
    return as(
        MoveDecision::ambiguous,
        fmt::format("oktafix.yaml sends {} to '{}', and offline nobody knows which server has "
                    "that name: write its id there",
                    each->match, *server));
  }
  if (occurrence.fate == Fate::ambiguous) return as(MoveDecision::ambiguous);
  if (order_.all) return as(MoveDecision::moves);
  if (made.client.empty())
    return as(MoveDecision::unbound,
              "no client id stands beside it and no `files` of oktafix.yaml binds it");
  if (!occurrence.client_id && names_others(clients, binding))
    return as(MoveDecision::unbound,
              "no client id stands beside it, and the file names others than those that `files` of "
              "oktafix.yaml binds it to");
  return as(MoveDecision::moves);
}

std::vector<std::string> FileOwners::warnings() const {
  std::vector<std::string> warnings;
  for (const config::ApplicationDirective& each : order_.directives.applications) {
    if (is_ignored(each) && each.files.empty() && !is_client_id(each.match))
      warnings.push_back(fmt::format(
          "oktafix.yaml ignores {}: offline only client ids and `files` are known, no labels",
          each.match));
  }
  return warnings;
}

}  // namespace remediate

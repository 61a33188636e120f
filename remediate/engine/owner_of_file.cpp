#include "remediate/engine/owner_of_file.hpp"

#include <algorithm>
#include <chrono>
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

bool FileOwners::goes_elsewhere(const config::ApplicationDirective& directive) const {
  const auto& server = directive.authorization_server;
  return server && is_server_id(*server) && *server != order_.target.server;
}

bool FileOwners::is_left_out(const std::string& name) const {
  return matches_any(order_.exclude, name) ||
         (!order_.include.empty() && !matches_any(order_.include, name));
}

DecidedOccurrence FileOwners::decide(const Occurrence& occurrence,
                                     const Directives& binding) const {
  DecidedOccurrence made{occurrence, MoveDecision::moves, occurrence.why, {}, {}, {}};
  Directives speaking = binding;
  if (occurrence.client_id) {
    made.client = *occurrence.client_id;
    made.bound_by = "file";
    for (const config::ApplicationDirective& each : order_.directives.applications) {
      if (config::glob_matches(each.match, made.client)) speaking.push_back(&each);
    }
  } else if (!binding.empty()) {
    made.client = binding.front()->match;
    made.bound_by = "files";
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
  const bool left_out = made.client.empty() ? !order_.include.empty() : is_left_out(made.client);
  if (left_out) return as(MoveDecision::ignored, "--include or --exclude leaves its client out");
  for (const config::ApplicationDirective* each : speaking) {
    if (goes_elsewhere(*each))
      return as(MoveDecision::elsewhere, fmt::format("oktafix.yaml sends {} to {}", each->match,
                                                     *each->authorization_server));
  }
  if (occurrence.fate == Fate::ambiguous) return as(MoveDecision::ambiguous);
  if (made.client.empty() && !order_.all)
    return as(MoveDecision::unbound,
              "no client id stands beside it and no `files` of oktafix.yaml binds it");
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

#include <algorithm>
#include <map>
#include <set>

#include "remediate/issuer/client_file.hpp"
#include "remediate/issuer/key_hint.hpp"
#include "remediate/issuer/spelling.hpp"
#include "remediate/issuer/url_in_text.hpp"

namespace remediate {
namespace {

constexpr std::string_view kOAuth = "/oauth2";

// Scheme and host as far as they are there, and the path.
struct Parts {
  std::string_view origin;
  std::string_view path;
};

Parts parts_of(const Occurrence& occurrence) {
  const std::string_view value = occurrence.value;
  return {value.substr(0, occurrence.path), value.substr(occurrence.path)};
}

Parts parts_of_issuer(std::string_view issuer) {
  const std::size_t scheme = issuer.find("://");
  const std::size_t host = scheme == std::string_view::npos ? 0 : scheme + 3;
  const std::size_t path = std::min(issuer.find('/', host), issuer.size());
  return {issuer.substr(0, path), issuer.substr(path)};
}

std::string_view host_of(std::string_view origin) {
  const std::size_t slashes = origin.find("//");
  if (slashes != std::string_view::npos) origin.remove_prefix(slashes + 2);
  return origin.substr(0, origin.rfind(':'));
}

// The server's own path: `/oauth2/default`.
std::string path_of_target(const MoveTarget& target) {
  if (!target.server.empty()) return std::string(kOAuth) + "/" + target.server;
  return std::string(parts_of_issuer(target.issuer).path);
}

std::string id_of_target(const MoveTarget& target) {
  if (!target.server.empty()) return target.server;
  const std::size_t slash = target.issuer.rfind('/');
  return slash == std::string::npos ? target.issuer : target.issuer.substr(slash + 1);
}

// Where the path names a server, and what is to stand there.
TextEdit edit_of_path(std::string_view path, const MoveTarget& target) {
  constexpr std::string_view kInserted = "/.well-known/oauth-authorization-server/oauth2/";
  const std::string server_path = path_of_target(target);
  if (path.starts_with(kInserted)) {  // RFC 8414
    const std::size_t id = kInserted.size();
    return {id, std::min(path.find('/', id), path.size()), id_of_target(target)};
  }
  const bool is_oauth =
      path.starts_with(kOAuth) && (path.size() == kOAuth.size() || path[kOAuth.size()] == '/');
  if (!is_oauth) return {0, 0, server_path};
  const std::size_t id = kOAuth.size() + 1;
  const std::size_t id_end = id < path.size() ? std::min(path.find('/', id), path.size()) : id;
  const std::string_view named = id < path.size() ? path.substr(id, id_end - id) : "";
  if (named.empty() || named == "v1") return {0, kOAuth.size(), server_path};
  return {id, id_end, id_of_target(target)};
}

bool is_whole_issuer(const Occurrence& occurrence, std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  if (occurrence.meaning == UrlMeaning::org_issuer) return path.empty();
  return occurrence.meaning == UrlMeaning::custom_server && path.starts_with("/oauth2/") &&
         path.find('/', kOAuth.size() + 1) == std::string_view::npos;
}

bool has_placeholder(std::string_view text) {
  return text.find_first_of("{}$<>%#@(") != std::string_view::npos;
}

std::string applied(std::string_view value, const TextEdit& edit) {
  std::string made(value.substr(0, edit.begin));
  return made.append(edit.by).append(value.substr(edit.end));
}

// In terms of the value.
TextEdit edit_of(const Occurrence& occurrence, const MoveTarget& target, bool base_moves) {
  const std::string_view value = occurrence.value;
  if (occurrence.shape == Shape::server_id || occurrence.shape == Shape::absent_id)
    return {0, value.size(), id_of_target(target)};
  const Parts parts = parts_of(occurrence);
  if (occurrence.shape == Shape::derived && base_moves) {
    const std::size_t begin = parts.origin.size();
    return {begin, begin + kOAuth.size(), ""};
  }
  const bool is_elsewhere = !target.issuer.empty() && occurrence.shape == Shape::url &&
                            !has_placeholder(parts.origin) &&
                            in_lower_case(host_of(parts.origin)) !=
                                in_lower_case(host_of(parts_of_issuer(target.issuer).origin)) &&
                            is_whole_issuer(occurrence, parts.path);
  if (is_elsewhere) {
    // What the server announces is compared letter by letter.
    std::string_view issuer = target.issuer;
    if (parts.origin.find("//") == std::string_view::npos) {
      const std::size_t scheme = issuer.find("://");
      if (scheme != std::string_view::npos) issuer.remove_prefix(scheme + 3);
    }
    const std::size_t kept = parts.path.ends_with('/') ? 1 : 0;
    return {0, value.size() - kept, std::string(issuer)};
  }
  TextEdit edit = edit_of_path(parts.path, target);
  edit.begin += parts.origin.size();
  edit.end += parts.origin.size();
  return edit;
}

// No more than what differs: `/oauth2` stays where it stands.
void shorten(TextEdit& edit, std::string_view value) {
  while (edit.begin < edit.end && !edit.by.empty() && value[edit.begin] == edit.by.front()) {
    ++edit.begin;
    edit.by.erase(0, 1);
  }
  while (edit.begin < edit.end && !edit.by.empty() && value[edit.end - 1] == edit.by.back()) {
    --edit.end;
    edit.by.pop_back();
  }
}

std::vector<FileNote> notes_of(const FileReading& reading, const std::set<std::size_t>& chosen,
                               const MoveTarget& target) {
  std::vector<FileNote> notes;
  if (chosen.empty() || target.audience.empty()) return notes;
  std::set<const Scalar*> speaking;
  for (const Occurrence& each : reading.occurrences)
    speaking.insert(&reading.configuration.scalars[each.scalar]);
  bool told = false;
  for (const Scalar& scalar : reading.configuration.scalars) {
    if (!names_audience(scalar.key())) continue;
    const bool is_api = scalar.text.find("://") != std::string::npos;
    if (speaking.contains(&scalar)) continue;  // Backstage calls the org's domain so
    told = true;
    if (is_api && scalar.text.find(target.audience) == std::string::npos)
      notes.push_back(
          {"audience", "tokens of this server have the audience " + target.audience, scalar.line});
  }
  if (told || target.audience == "api://default") return notes;
  for (const std::size_t each : chosen) {
    const Occurrence& occurrence = reading.occurrences[each];
    const std::string key = bare_name(occurrence.key);
    if (!key.ends_with("oktaoauth2issuer") && occurrence.shape != Shape::server_id) continue;
    notes.push_back({"audience",
                     "this library expects the audience api://default unless it is told another: "
                     "tokens of this server have " +
                         target.audience,
                     occurrence.line});
    break;
  }
  return notes;
}

}  // namespace

FileMove move_in_file(const FileReading& reading, std::string_view bytes,
                      const std::vector<std::size_t>& chosen, const MoveTarget& target) {
  FileMove move;
  std::set<std::size_t> all(chosen.begin(), chosen.end());
  for (std::size_t i = 0; i < reading.occurrences.size(); ++i) {
    const auto& base = reading.occurrences[i].base;
    if (base && all.contains(*base) && reading.occurrences[*base].fate != Fate::custom)
      all.insert(i);
  }
  std::map<std::size_t, std::vector<TextEdit>> edits;  // by scalar
  std::map<std::size_t, std::string> after;
  std::vector<FileNote> by_hand;
  for (const std::size_t each : all) {
    const Occurrence& occurrence = reading.occurrences[each];
    const bool base_moves = occurrence.base && all.contains(*occurrence.base);
    TextEdit edit = edit_of(occurrence, target, base_moves);
    after[each] = applied(occurrence.value, edit);
    if (occurrence.shape == Shape::absent_id) {
      const auto added =
          add_beside(reading.configuration, bytes, reading.configuration.scalars[occurrence.scalar],
                     occurrence.key, edit.by);
      if (added)
        move.splices.push_back(*added);
      else
        by_hand.push_back({"add-by-hand",
                           "add " + occurrence.key + " with the value " + edit.by +
                               ": the format has no place where it could be put for you",
                           occurrence.line});
      continue;
    }
    shorten(edit, occurrence.value);
    if (edit.begin == edit.end && edit.by.empty()) continue;
    edit.begin += occurrence.begin;
    edit.end += occurrence.begin;
    edits[occurrence.scalar].push_back(std::move(edit));
  }
  std::vector<ScalarEdits> by_scalar;
  for (auto& [scalar, of_it] : edits) {
    std::ranges::sort(of_it, {}, &TextEdit::begin);
    by_scalar.push_back({&reading.configuration.scalars[scalar], std::move(of_it)});
  }
  for (Splice& each : splices_of(bytes, by_scalar)) move.splices.push_back(std::move(each));
  std::ranges::stable_sort(move.splices, {}, &Splice::offset);
  for (const std::size_t each : chosen) move.after.push_back(after[each]);
  move.notes = notes_of(reading, all, target);
  move.notes.insert(move.notes.end(), by_hand.begin(), by_hand.end());
  return move;
}

}  // namespace remediate

#include "remediate/engine/rewrite.hpp"

#include <algorithm>
#include <utility>

#include "remediate/engine/owner_of_file.hpp"

namespace remediate {
namespace {

namespace fs = std::filesystem;

RewrittenFile read(FoundFile&& found, const FileOwners& owners, const RewriteOrder& order) {
  RewrittenFile file;
  const FileOwners::Directives binding = owners.binding(found);
  file.reading = read_client_file(found.path.string(), found.text.bytes, order.hosts,
                                  {.bound = !binding.empty()});
  for (std::size_t each = 0; each < file.reading.occurrences.size(); ++each) {
    file.occurrences.push_back(
        owners.decide(file.reading.occurrences[each], binding, file.reading.clients));
    if (file.occurrences.back().decision == MoveDecision::moves) file.chosen.push_back(each);
  }
  if (!file.chosen.empty())
    file.move = move_in_file(file.reading, found.text.bytes, file.chosen, order.target);
  for (std::size_t each = 0; each < file.chosen.size() && each < file.move.after.size(); ++each)
    file.occurrences[file.chosen[each]].after = file.move.after[each];
  if (!file.move.splices.empty()) {
    file.state = FileState::due;
    if (const okta::Status may = may_replace(found.path, found.root); !may)
      file.problem = may.error().message;
  }
  file.path = std::move(found.path);
  file.root = std::move(found.root);
  file.text = std::move(found.text);
  return file;
}

void write(RewrittenFile& file) {
  const auto made = spliced(file.text.bytes, file.move.splices);
  const okta::Status written =
      made ? replace_file_text(file.path, file.text.digest, *made, file.root)
           : okta::failure(okta::ErrorKind::rejected, "its splices do not fit: a bug in oktafix");
  file.state = written ? FileState::written : FileState::failed;
  file.problem = written ? std::string() : written.error().message;
}

}  // namespace

std::string_view to_string(MoveDecision decision) {
  switch (decision) {
    case MoveDecision::moves:
      return "moves";
    case MoveDecision::unbound:
      return "unbound";
    case MoveDecision::ambiguous:
      return "ambiguous";
    case MoveDecision::ignored:
      return "ignored";
    case MoveDecision::elsewhere:
      return "elsewhere";
    case MoveDecision::manual:
      return "manual";
    case MoveDecision::custom:
      return "custom";
    case MoveDecision::stays:
      break;
  }
  return "stays";
}

std::string_view to_string(FileState state) {
  switch (state) {
    case FileState::due:
      return "due";
    case FileState::written:
      return "written";
    case FileState::failed:
      return "failed";
    case FileState::unchanged:
      break;
  }
  return "unchanged";
}

okta::Result<Rewrite> find_rewrite(const RewriteOrder& order, std::stop_token stop) {
  const FileOwners owners(order);
  auto found = find_files({order.paths, {}}, search_for(order.hosts), stop);
  if (!found) return okta::failure(found.error());
  Rewrite rewrite{order.hosts,       order.target, {},   std::move(found->left_out),
                  owners.warnings(), found->read,  false};
  for (FoundFile& each : found->files) {
    if (stop.stop_requested()) return okta::failure(okta::ErrorKind::interrupted, "interrupted");
    RewrittenFile file = read(std::move(each), owners, order);
    if (!file.occurrences.empty() || !file.reading.notes.empty())
      rewrite.files.push_back(std::move(file));
  }
  return rewrite;
}

void write_rewrite(Rewrite& rewrite, const std::stop_token& stop) {
  for (const LeftOutPath& each : rewrite.left_out) {
    if (each.reason == LeftOut::leftover) (void)remove_leftovers(each.path.parent_path());
  }
  std::erase_if(rewrite.left_out, [](const LeftOutPath& each) {
    std::error_code ignored;
    return each.reason == LeftOut::leftover && !fs::exists(each.path, ignored);
  });
  for (RewrittenFile& each : rewrite.files) {
    if (each.state != FileState::due) continue;
    if (stop.stop_requested()) {
      rewrite.interrupted = true;
      return;
    }
    write(each);
  }
}

std::size_t count_of(const Rewrite& rewrite, MoveDecision decision) {
  std::size_t count = 0;
  for (const RewrittenFile& each : rewrite.files)
    count += static_cast<std::size_t>(
        std::ranges::count(each.occurrences, decision, &DecidedOccurrence::decision));
  return count;
}

std::size_t count_of(const Rewrite& rewrite, FileState state) {
  return static_cast<std::size_t>(std::ranges::count(rewrite.files, state, &RewrittenFile::state));
}

}  // namespace remediate

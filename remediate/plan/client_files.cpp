#include "remediate/plan/client_files.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace remediate {
namespace {

// What moves in one file for one client.
struct Part {
  const DesiredFile* desired = nullptr;
  const PlannedAccess* planned = nullptr;
  const ClientMove* move = nullptr;
};

const PlannedAccess* planned_for(const std::vector<PlannedAccess>& planned,
                                 const std::string& app_id) {
  const auto found = std::ranges::find_if(
      planned, [&](const PlannedAccess& each) { return each.access->app_id == app_id; });
  return found == planned.end() ? nullptr : &*found;
}

std::vector<Part> parts_of(const BoundFile& file, const Desired& desired,
                           const std::vector<PlannedAccess>& planned) {
  std::vector<Part> parts;
  for (const DesiredFile& each : desired.files) {
    if (each.path != file.path) continue;
    const auto move = std::ranges::find(file.moves, each.app_id, &ClientMove::app_id);
    const PlannedAccess* access = planned_for(planned, each.app_id);
    if (move != file.moves.end() && access != nullptr) parts.push_back({&each, access, &*move});
  }
  return parts;
}

// Why this part stays; nothing when it may move.
std::optional<Obstacle> objection_to(const Part& part) {
  if (!part.planned->access->is_all)
    return Obstacle{
        "partly-granted",
        "it stays: not all that its client asks for would be granted at the new server"};
  const Site& site = *part.planned->site;
  const std::string expected = site.is_made_by_plan() ? std::string() : site.after().server.id;
  if (part.move->server != expected)
    return Obstacle{"incomplete:clientFiles",
                    "its client moves to another server than it was read for: plan once more"};
  const bool is_lookalike = std::ranges::any_of(part.move->splices, [](const Splice& each) {
    return has_references(each.before) || has_references(each.after);
  });
  if (is_lookalike)
    return Obstacle{"looks-like-reference",
                    "it holds a text like ${c1.id}, which plans use for what they make: edit it by "
                    "hand"};
  return std::nullopt;
}

// A server that is made has its id once it is there.
std::vector<Splice> splices_of(const Part& part) {
  std::vector<Splice> splices = part.move->splices;
  const std::string& id = part.planned->site->after().server.id;
  for (Splice& each : splices) {
    for (std::size_t at = each.after.find(kServerToMake); at != std::string::npos;
         at = each.after.find(kServerToMake, at + id.size()))
      each.after.replace(at, kServerToMake.size(), id);
  }
  return splices;
}

// False when two clients want different things of one place.
bool add_splices(std::vector<Splice> more, std::vector<Splice>& splices) {
  std::vector<Splice> all = splices;
  for (Splice& each : more) {
    if (std::ranges::find(all, each) == all.end()) all.push_back(std::move(each));
  }
  std::ranges::stable_sort(all, {}, &Splice::offset);
  for (std::size_t at = 1; at < all.size(); ++at) {
    if (all[at].offset < all[at - 1].offset + all[at - 1].before.size()) return false;
    if (all[at].offset == all[at - 1].offset) return false;
  }
  splices = std::move(all);
  return true;
}

void append_new(std::vector<std::string>& ids, const std::vector<std::string>& more) {
  for (const std::string& id : more) {
    if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
  }
}

void plan_file(const BoundFile& file, const std::vector<Part>& parts, Plan& plan) {
  Change change;
  std::vector<std::string> moving;
  for (const Part& part : parts) {
    std::optional<Obstacle> obstacle = objection_to(part);
    if (!obstacle && !add_splices(splices_of(part), change.splices))
      obstacle = Obstacle{"file-by-hand", "two of its clients share a URL and move apart"};
    if (obstacle) {
      plan.blocked.push_back(
          {part.desired->because.front(), obstacle->by, file.path, obstacle->advice});
      continue;
    }
    append_new(change.because, part.desired->because);
    for (const Change& each : part.planned->site->changes()) append_new(change.after, {each.id});
    moving.push_back(fmt::format("'{}' moves to '{}'", part.planned->access->label,
                                 part.planned->site->after().server.name));
  }
  if (change.splices.empty()) return;
  change.id = fmt::format("c{}", plan.changes.size() + 1);
  change.action = Action::rewrite;
  change.target = {ObjectKind::file, {}, file.path, {}, {}};
  change.precondition.digest = file.digest;
  change.why =
      fmt::format("it names the org authorization server, and {}", fmt::join(moving, ", "));
  plan.changes.push_back(std::move(change));
}

}  // namespace

void move_files(const Desired& desired, const Snapshot& snapshot,
                const std::vector<PlannedAccess>& planned, Plan& plan) {
  for (const BoundFile& file : snapshot.files) {
    const std::vector<Part> parts = parts_of(file, desired, planned);
    if (!parts.empty()) plan_file(file, parts, plan);
  }
}

void add_file_notes(const Desired& desired, const Snapshot& snapshot,
                    const std::vector<PlannedAccess>& planned, Plan& plan) {
  for (const BoundFile& file : snapshot.files) {
    const bool is_moved = std::ranges::any_of(plan.changes, [&](const Change& each) {
      return each.target.kind == ObjectKind::file && each.target.name == file.path;
    });
    if (!is_moved) continue;
    for (const Part& part : parts_of(file, desired, planned)) {
      const auto handover =
          std::ranges::find(plan.handover, part.planned->access->client_id, &Handover::client_id);
      if (objection_to(part) || handover == plan.handover.end()) continue;
      handover->notes.push_back(fmt::format(
          "this plan moves {}; what else configures the client is not known here", file.path));
      for (const FileRemark& each : part.move->remarks)
        handover->notes.push_back(fmt::format("{}:{}: {}", file.path, each.line, each.message));
    }
  }
}

}  // namespace remediate

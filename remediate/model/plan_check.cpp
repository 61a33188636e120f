#include "remediate/model/plan_check.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace remediate {
namespace {

using Wrong = std::optional<std::string>;

// `c1`: what references can name.
bool is_change_id(std::string_view id) {
  return id.size() > 1 && id.front() == 'c' &&
         std::ranges::all_of(id.substr(1), [](char each) { return each >= '0' && each <= '9'; });
}

const Change* change_named(const std::vector<Change>& changes, const std::string& id) {
  const auto found = std::ranges::find(changes, id, &Change::id);
  return found == changes.end() ? nullptr : &*found;
}

// Each reference in `text` means something that one of `changes` makes.
Wrong wrong_reference(std::string_view text, const std::vector<Change>& changes) {
  for (const Reference& each : references_in(text)) {
    const Change* made_by = change_named(changes, each.change);
    if (made_by == nullptr) return fmt::format("there is no change {} before it", each.change);
    if (made_by->action != Action::create)
      return fmt::format("change {} makes nothing that could be meant", each.change);
    if (each.member == "issuer" && made_by->target.kind != ObjectKind::authorization_server)
      return fmt::format("what change {} makes has no issuer", each.change);
  }
  return std::nullopt;
}

Wrong wrong_references(const Change& change, const std::vector<Change>& earlier) {
  std::vector<std::pair<std::string, std::string_view>> texts = {
      {"target.id", change.target.id},
      {"target.in", change.target.server},
      {"target.policy", change.target.policy},
      {"target.above", change.target.above},
      {"body", change.body}};
  for (std::size_t each = 0; each < change.diff.size(); ++each) {
    const FieldEdit& edit = change.diff[each];
    if (edit.before) texts.emplace_back(fmt::format("diff[{}].before", each), *edit.before);
    if (edit.after) texts.emplace_back(fmt::format("diff[{}].after", each), *edit.after);
  }
  for (std::size_t each = 0; each < change.splices.size(); ++each)
    texts.emplace_back(fmt::format("splices[{}].after", each), change.splices[each].after);
  for (const auto& [place, text] : texts) {
    if (Wrong wrong = wrong_reference(text, earlier)) return place + ": " + *wrong;
  }
  return std::nullopt;
}

bool is_on_server(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::scope:
    case ObjectKind::claim:
    case ObjectKind::policy:
    case ObjectKind::rule:
      return true;
    default:
      return false;
  }
}

Wrong wrong_member(const char* place, bool is_there, bool is_needed, std::string_view of) {
  if (is_there == is_needed) return std::nullopt;
  return fmt::format("{}: {} {}", place, of, is_needed ? "needs one" : "has none");
}

Wrong wrong_target(const Change& change) {
  const ChangeTarget& target = change.target;
  const std::string kind = fmt::format("a change of kind {}", to_string(target.kind));
  if ((change.action == Action::rewrite) != (target.kind == ObjectKind::file))
    return "action: rewrite is for files, and files are only rewritten";
  if (Wrong wrong =
          wrong_member("target.in", !target.server.empty(), is_on_server(target.kind), kind))
    return wrong;
  if (Wrong wrong = wrong_member("target.policy", !target.policy.empty(),
                                 target.kind == ObjectKind::rule, kind))
    return wrong;
  const bool is_new_policy = target.kind == ObjectKind::policy && change.action == Action::create;
  if (!target.above.empty() && !is_new_policy)
    return "target.above: only a policy that is made stands above another";
  const bool needs_id = change.action != Action::create && change.action != Action::rewrite;
  return wrong_member("target.id", !target.id.empty(), needs_id,
                      fmt::format("a change of action {}", to_string(change.action)));
}

Wrong wrong_content(const Change& change) {
  const std::string action = fmt::format("a change of action {}", to_string(change.action));
  const bool is_create = change.action == Action::create;
  if (Wrong wrong = wrong_member("body", !change.body.empty(), is_create, action)) return wrong;
  if (Wrong wrong = wrong_member("splices", !change.splices.empty(),
                                 change.action == Action::rewrite, action))
    return wrong;
  return wrong_member("diff", !change.diff.empty(), change.action == Action::update, action);
}

Wrong wrong_diff(const Change& change) {
  std::set<std::string_view> paths;
  for (std::size_t each = 0; each < change.diff.size(); ++each) {
    const FieldEdit& edit = change.diff[each];
    if (!edit.path.starts_with('/'))
      return fmt::format("diff[{}].path: is no JSON pointer to a member", each);
    if (!paths.insert(edit.path).second)
      return fmt::format("diff[{}].path: stands there twice", each);
    if (!edit.before && !edit.after)
      return fmt::format("diff[{}]: has neither before nor after", each);
  }
  return std::nullopt;
}

// What `spliced()` would refuse whatever the file holds.
Wrong wrong_splices(const Change& change) {
  std::size_t done = 0;
  for (std::size_t each = 0; each < change.splices.size(); ++each) {
    const Splice& splice = change.splices[each];
    if (splice.offset < done)
      return fmt::format("splices[{}].offset: lies before the end of the one before it", each);
    if (splice.before == splice.after) return fmt::format("splices[{}]: changes nothing", each);
    done = splice.offset + splice.before.size();
    if (done < splice.offset) return fmt::format("splices[{}].offset: no file is so long", each);
  }
  return std::nullopt;
}

Wrong wrong_order(const Change& change, const std::vector<Change>& earlier) {
  if (!is_change_id(change.id)) return "id: is not of the form c1";
  if (change_named(earlier, change.id) != nullptr)
    return fmt::format("id: an earlier change is {} too", change.id);
  for (std::size_t each = 0; each < change.after.size(); ++each) {
    if (change_named(earlier, change.after[each]) == nullptr)
      return fmt::format("after[{}]: no earlier change has that id", each);
  }
  return std::nullopt;
}

Wrong wrong_change(const Change& change, const std::vector<Change>& earlier) {
  if (Wrong wrong = wrong_order(change, earlier)) return wrong;
  if (Wrong wrong = wrong_target(change)) return wrong;
  if (Wrong wrong = wrong_content(change)) return wrong;
  if (Wrong wrong = wrong_diff(change)) return wrong;
  if (Wrong wrong = wrong_splices(change)) return wrong;
  return wrong_references(change, earlier);
}

Wrong wrong_meaning(const Plan& plan) {
  for (std::size_t each = 0; each < plan.effects.size(); ++each) {
    if (Wrong wrong = wrong_reference(plan.effects[each].authorization_server, plan.changes))
      return fmt::format("effects[{}].authorizationServer: {}", each, *wrong);
  }
  for (std::size_t each = 0; each < plan.handover.size(); ++each) {
    const Handover& handover = plan.handover[each];
    for (const std::string* text : {&handover.authorization_server, &handover.issuer}) {
      if (Wrong wrong = wrong_reference(*text, plan.changes))
        return fmt::format("handover[{}]: {}", each, *wrong);
    }
  }
  return std::nullopt;
}

// A server that the plan does not make itself.
Wrong wrong_basis(const Plan& plan) {
  for (std::size_t each = 0; each < plan.changes.size(); ++each) {
    const std::string& server = server_of(plan.changes[each].target);
    if (server.empty() || has_references(server)) continue;
    if (std::ranges::find(plan.basis, server, &ServerSet::server) == plan.basis.end())
      return fmt::format("changes[{}]: the basis does not tell how {} was when this was planned",
                         each, server);
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> misfit_of(const Plan& plan) {
  std::vector<Change> earlier;
  for (const Change& each : plan.changes) {
    if (Wrong wrong = wrong_change(each, earlier))
      return fmt::format("changes[{}].{}", earlier.size(), *wrong);
    earlier.push_back(each);
  }
  if (Wrong wrong = wrong_basis(plan)) return wrong;
  return wrong_meaning(plan);
}

}  // namespace remediate

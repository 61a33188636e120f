#include "remediate/verify/left_by_run.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "client/base/json_document.hpp"
#include "client/base/json_edit.hpp"
#include "remediate/kinds/content.hpp"

namespace remediate {
namespace {

// May have been carried out.
bool was_sent(const ChangeRecord& record) {
  return record.state == ChangeState::applied || record.state == ChangeState::intended ||
         record.state == ChangeState::unknown;
}

bool is_below_or_same(std::string_view path, std::string_view above) {
  return path.starts_with(above) && (path.size() == above.size() || path[above.size()] == '/');
}

std::string wrapped(std::string_view value) { return fmt::format(R"({{"value":{}}})", value); }

okta::Status carry_out(okta::JsonEdit& object, std::string_view path,
                       const std::optional<std::string>& value) {
  return value ? object.set_json(path, *value) : object.remove(path);
}

// An earlier edit of something above it holds what a later one put below.
void carry_into(FieldEdit& above, const FieldEdit& edit) {
  auto value = okta::JsonEdit::of(wrapped(above.after.value_or("null")));
  if (!value) return;
  const std::string path = "/value" + edit.path.substr(above.path.size());
  if (!carry_out(*value, path, edit.after)) return;
  if (const auto changed = okta::JsonDocument::parse(value->text()))
    above.after = changed->root()["value"].dump();
}

// A later edit takes the place of what it covers.
void add_edit(LeftObject& left, const FieldEdit& edit) {
  std::erase_if(left.edits,
                [&](const FieldEdit& each) { return is_below_or_same(each.path, edit.path); });
  for (FieldEdit& each : left.edits) {
    if (is_below_or_same(edit.path, each.path)) carry_into(each, edit);
  }
  left.edits.push_back(edit);
  if (left.body.empty()) return;
  auto body = okta::JsonEdit::of(left.body);
  // What the sent body had no place for is looked at by its edit.
  if (body && carry_out(*body, edit.path, edit.after)) left.body = body->text();
}

void add(LeftObject& left, const ChangeRecord& record, const Change& change) {
  left.changes.push_back(change.id);
  left.is_settled = left.is_settled && record.state == ChangeState::applied;
  switch (change.action) {
    case Action::create:
      left.body = record.sent.empty() ? change.body : record.sent;
      break;
    case Action::update:
      for (const FieldEdit& edit : change.diff) add_edit(left, edit);
      break;
    case Action::activate:
      left.status = "ACTIVE";
      break;
    case Action::deactivate:
      left.status = "INACTIVE";
      break;
    case Action::remove:
      left.gone = true;
      break;
    case Action::rewrite:
      left.splices = change.splices;
      left.digest_before = change.precondition.digest;
      break;
  }
}

ChangeTarget identified(const ChangeRecord& record, ChangeTarget target) {
  if (!record.made.id.empty()) target.id = record.made.id;
  return target;
}

bool is_same_object(const ChangeTarget& a, const ChangeTarget& b) {
  if (a.kind != b.kind || a.server != b.server || a.policy != b.policy) return false;
  return a.id.empty() || b.id.empty() ? a.id == b.id && a.name == b.name : a.id == b.id;
}

okta::JsonView at(okta::JsonView json, std::string_view pointer) {
  while (pointer.starts_with('/')) {
    pointer.remove_prefix(1);
    const std::size_t end = std::min(pointer.find('/'), pointer.size());
    std::string name;
    for (std::size_t i = 0; i < end; ++i) {
      const bool is_escape = pointer[i] == '~' && i + 1 < end;
      if (is_escape) ++i;
      name += is_escape ? (pointer[i] == '1' ? '/' : '~') : pointer[i];
    }
    pointer.remove_prefix(end);
    if (json.is_array()) {
      std::size_t index = 0;
      const auto read = std::from_chars(name.data(), name.data() + name.size(), index);
      const auto elements = json.elements();
      if (read.ec != std::errc() || index >= elements.size()) return {};
      json = elements[index];
    } else {
      json = json[name];
    }
  }
  return json;
}

bool stands(const FieldEdit& edit, const okta::JsonView& read) {
  const okta::JsonView now = at(read, edit.path);
  const std::string is = wrapped(now.exists() ? now.dump() : "null");
  const std::string wanted = wrapped(edit.after.value_or("null"));
  // Nothing, null and empty are one; of what has members, more may be there than was sent.
  if (canonical(wanted) == canonical(wrapped("null"))) return canonical(is) == canonical(wanted);
  return holds(is, wanted);
}

}  // namespace

std::vector<LeftObject> left_by(const std::vector<ChangeRecord>& changes) {
  std::vector<Made> made;
  for (const ChangeRecord& each : changes) {
    if (each.made.id.empty()) continue;
    made.push_back(each.made);
    made.back().change = each.change.id;
  }
  std::vector<LeftObject> objects;
  for (const ChangeRecord& record : changes) {
    if (!was_sent(record)) continue;
    const Change change = resolved(record.change, made);
    const ChangeTarget target = identified(record, change.target);
    auto found = std::ranges::find_if(
        objects, [&](const LeftObject& each) { return is_same_object(each.target, target); });
    if (found == objects.end()) {
      objects.emplace_back().target = target;
      found = std::prev(objects.end());
    }
    add(*found, record, change);
  }
  return objects;
}

std::vector<std::string> lost_of(const LeftObject& left, std::string_view text) {
  const auto document = okta::JsonDocument::parse(text);
  if (!document) return {"it is no JSON object"};
  std::vector<std::string> lost;
  for (const FieldEdit& edit : left.edits) {
    if (!stands(edit, document->root()))
      lost.push_back(fmt::format("{} is not what was written", edit.path));
  }
  // Edits are part of the body: only what no edit names is new here.
  if (lost.empty() && !left.body.empty() && !holds(text, left.body))
    lost.emplace_back("not all that was sent is there");
  if (!left.status.empty() && document->root()["status"].string_or("") != left.status)
    lost.push_back(fmt::format("its status is not {}", left.status));
  return lost;
}

}  // namespace remediate

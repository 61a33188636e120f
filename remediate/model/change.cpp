#include "remediate/model/change.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace remediate {
namespace {

template <class Value, std::size_t count>
using Names = std::array<std::pair<Value, std::string_view>, count>;

constexpr Names<Action, 6> kActions = {{{Action::create, "create"},
                                        {Action::update, "update"},
                                        {Action::activate, "activate"},
                                        {Action::rewrite, "rewrite"},
                                        {Action::deactivate, "deactivate"},
                                        {Action::remove, "remove"}}};

constexpr Names<ObjectKind, 7> kKinds = {{{ObjectKind::authorization_server, "authorizationServer"},
                                          {ObjectKind::scope, "scope"},
                                          {ObjectKind::claim, "claim"},
                                          {ObjectKind::policy, "policy"},
                                          {ObjectKind::rule, "rule"},
                                          {ObjectKind::application, "application"},
                                          {ObjectKind::file, "file"}}};

constexpr Names<Risk, 4> kRisks = {{{Risk::additive, "additive"},
                                    {Risk::reorders, "reorders"},
                                    {Risk::widens_others, "widens-others"},
                                    {Risk::irreversible, "irreversible"}}};

template <class Value, std::size_t count>
std::string_view name_in(const Names<Value, count>& names, Value value) {
  const auto found = std::ranges::find(names, value, &Names<Value, count>::value_type::first);
  return found == names.end() ? std::string_view() : found->second;
}

template <class Value, std::size_t count>
std::optional<Value> named_in(const Names<Value, count>& names, std::string_view name) {
  const auto found = std::ranges::find(names, name, &Names<Value, count>::value_type::second);
  if (found == names.end()) return std::nullopt;
  return found->first;
}

std::string reference(std::string_view change_id, std::string_view member) {
  return "${" + std::string(change_id) + "." + std::string(member) + "}";
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  if (with.empty()) return;
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

}  // namespace

std::string_view to_string(Action action) { return name_in(kActions, action); }
std::string_view to_string(ObjectKind kind) { return name_in(kKinds, kind); }
std::string_view to_string(Risk risk) { return name_in(kRisks, risk); }

std::optional<Action> action_named(std::string_view name) { return named_in(kActions, name); }
std::optional<ObjectKind> kind_named(std::string_view name) { return named_in(kKinds, name); }
std::optional<Risk> risk_named(std::string_view name) { return named_in(kRisks, name); }

std::string id_of_made(std::string_view change_id) { return reference(change_id, "id"); }
std::string issuer_of_made(std::string_view change_id) { return reference(change_id, "issuer"); }

std::string resolve_references(std::string_view text, const std::vector<Made>& made) {
  std::string resolved(text);
  for (const Made& each : made) {
    replace_all(resolved, id_of_made(each.change), each.id);
    replace_all(resolved, issuer_of_made(each.change), each.issuer);
  }
  return resolved;
}

bool has_references(std::string_view text) { return text.find("${c") != std::string_view::npos; }

Change resolved(Change change, const std::vector<Made>& made) {
  ChangeTarget& target = change.target;
  for (std::string* text : {&target.id, &target.server, &target.policy, &change.body})
    *text = resolve_references(*text, made);
  for (FieldEdit& edit : change.diff) {
    if (edit.before) edit.before = resolve_references(*edit.before, made);
    if (edit.after) edit.after = resolve_references(*edit.after, made);
  }
  return change;
}

}  // namespace remediate

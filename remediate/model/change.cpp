#include "remediate/model/change.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include <nlohmann/json.hpp>

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

// Where a reference stands in a text.
struct Found {
  std::size_t begin = 0;
  std::size_t end = 0;
  Reference reference;
};

// The reference that begins here, if one does.
std::optional<Found> reference_at(std::string_view text, std::size_t begin) {
  constexpr std::string_view kOpening = "${c";
  if (!text.substr(begin).starts_with(kOpening)) return std::nullopt;
  const std::size_t digits = begin + kOpening.size();
  const std::size_t dot = text.find_first_not_of("0123456789", digits);
  if (dot == digits || dot == std::string_view::npos || text[dot] != '.') return std::nullopt;
  for (const std::string_view member : {"id", "issuer"}) {
    const std::size_t end = dot + 1 + member.size();
    if (text.substr(dot + 1).starts_with(member) && text.substr(end).starts_with('}')) {
      return Found{begin,
                   end + 1,
                   {"c" + std::string(text.substr(digits, dot - digits)), std::string(member)}};
    }
  }
  return std::nullopt;
}

std::optional<Found> next_reference(std::string_view text, std::size_t from) {
  for (auto at = text.find('$', from); at != std::string_view::npos; at = text.find('$', at + 1)) {
    if (auto found = reference_at(text, at)) return found;
  }
  return std::nullopt;
}

// Empty when that is not known.
std::string meant_by(const Reference& reference, const std::vector<Made>& made) {
  const auto found = std::ranges::find(made, reference.change, &Made::change);
  if (found == made.end()) return {};
  return reference.member == "id" ? found->id : found->issuer;
}

// As it stands between the quotes of a JSON string: ids and issuers are answers of a server.
std::string inside_json(const std::string& text) {
  const std::string quoted =
      nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return quoted.substr(1, quoted.size() - 2);
}

template <class Write>
std::string replaced(std::string_view text, const std::vector<Made>& made, Write&& write) {
  std::string result;
  std::size_t copied = 0;
  for (auto found = next_reference(text, 0); found; found = next_reference(text, found->end)) {
    const std::string meant = meant_by(found->reference, made);
    if (meant.empty()) continue;
    result += text.substr(copied, found->begin - copied);
    result += write(meant);
    copied = found->end;
  }
  return result += text.substr(copied);
}

}  // namespace

std::string_view to_string(Action action) { return name_in(kActions, action); }
std::string_view to_string(ObjectKind kind) { return name_in(kKinds, kind); }
std::string_view to_string(Risk risk) { return name_in(kRisks, risk); }

std::optional<Action> action_named(std::string_view name) { return named_in(kActions, name); }
std::optional<ObjectKind> kind_named(std::string_view name) { return named_in(kKinds, name); }
std::optional<Risk> risk_named(std::string_view name) { return named_in(kRisks, name); }

const std::string& server_of(const ChangeTarget& target) {
  return target.kind == ObjectKind::authorization_server ? target.id : target.server;
}

std::string id_of_made(std::string_view change_id) { return reference(change_id, "id"); }
std::string issuer_of_made(std::string_view change_id) { return reference(change_id, "issuer"); }

std::vector<Reference> references_in(std::string_view text) {
  std::vector<Reference> references;
  for (auto found = next_reference(text, 0); found; found = next_reference(text, found->end))
    references.push_back(found->reference);
  return references;
}

bool has_references(std::string_view text) { return next_reference(text, 0).has_value(); }

std::string resolve_references(std::string_view text, const std::vector<Made>& made) {
  return replaced(text, made, std::identity());
}

Change resolved(Change change, const std::vector<Made>& made) {
  const auto resolve_json = [&](std::string& text) { text = replaced(text, made, inside_json); };
  ChangeTarget& target = change.target;
  for (std::string* text : {&target.id, &target.server, &target.policy, &target.above})
    *text = resolve_references(*text, made);
  resolve_json(change.body);
  for (FieldEdit& edit : change.diff) {
    if (edit.before) resolve_json(*edit.before);
    if (edit.after) resolve_json(*edit.after);
  }
  for (Splice& splice : change.splices) splice.after = resolve_references(splice.after, made);
  return change;
}

}  // namespace remediate

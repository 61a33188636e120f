#include "remediate/model/plan_members.hpp"

#include <cstdint>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace remediate {
namespace {

using Json = nlohmann::ordered_json;

using Problem = std::optional<std::string>;

// Reads one object of the file by its members' names, and knows its place.
class ObjectReader {
 public:
  ObjectReader(const Json& node, std::string place, Problem& problem)
      : node_(&node), place_(std::move(place)), problem_(&problem) {
    if (!node.is_object()) wrong("", fmt::format("is a {}, not an object", node.type_name()));
  }

  // Null when it is not there.
  const Json* find(const char* member) {
    known_.insert(member);
    if (!node_->is_object()) return nullptr;
    const auto found = node_->find(member);
    return found == node_->end() ? nullptr : &*found;
  }

  std::string text(const char* member) {
    const Json* found = required(member);
    return found == nullptr ? "" : text_of(*found, member);
  }

  // Null for what is not known or not there yet.
  std::string text_or_null(const char* member) {
    const Json* found = required(member);
    return found == nullptr || found->is_null() ? "" : text_of(*found, member);
  }

  std::string optional_text(const char* member) {
    const Json* found = find(member);
    return found == nullptr ? "" : text_of(*found, member);
  }

  bool flag(const char* member) {
    const Json* found = required(member);
    if (found == nullptr) return false;
    if (!found->is_boolean()) wrong(member, "is neither true nor false");
    return found->is_boolean() && found->get<bool>();
  }

  std::optional<std::int64_t> optional_integer(const char* member) {
    const Json* found = find(member);
    if (found == nullptr) return std::nullopt;
    if (found->is_number_integer()) return found->get<std::int64_t>();
    wrong(member, "is no whole number");
    return std::nullopt;
  }

  std::size_t offset(const char* member) {
    const Json* found = required(member);
    if (found == nullptr) return 0;
    if (found->is_number_unsigned()) return found->get<std::size_t>();
    wrong(member, "is no place in a file");
    return 0;
  }

  okta::Timestamp time(const char* member) {
    const std::optional<okta::Timestamp> parsed = okta::parse_timestamp(text(member));
    if (!parsed) wrong(member, "is no point in time");
    return parsed.value_or(okta::Timestamp{});
  }

  template <class Named>
  auto choice(const char* member, Named&& named) {
    const std::string name = text(member);
    const auto found = named(name);
    if (!found) wrong(member, fmt::format("\"{:.40}\" is not known", name));
    return found.value_or(typename std::decay_t<decltype(found)>::value_type{});
  }

  // One element each, read by `read(node, place)`.
  template <class Read>
  auto list(const char* member, Read&& read) {
    std::vector<decltype(read(std::declval<const Json&>(), std::string()))> elements;
    const Json* found = required(member);
    if (found == nullptr) return elements;
    if (!found->is_array()) wrong(member, "is no list");
    if (!found->is_array()) return elements;
    for (const Json& each : *found) {
      elements.push_back(read(each, fmt::format("{}[{}]", place_of(member), elements.size())));
      if (*problem_) break;
    }
    return elements;
  }

  std::vector<std::string> texts(const char* member) {
    return list(member, [&](const Json& node, const std::string& place) {
      if (!node.is_string() && !*problem_) *problem_ = place + ": is no text";
      return node.is_string() ? node.get<std::string>() : std::string();
    });
  }

  ObjectReader object(const char* member) {
    static const Json nothing = Json::object();
    const Json* found = required(member);
    return {found == nullptr ? nothing : *found, place_of(member), *problem_};
  }

  void nothing_else() {
    if (!node_->is_object()) return;
    for (const auto& [name, value] : node_->items()) {
      if (!known_.contains(name)) wrong(name.substr(0, 40), "is not part of a plan");
    }
  }

  void wrong(std::string_view member, std::string_view what) {
    if (!*problem_) *problem_ = fmt::format("{}: {}", place_of(member), what);
  }

  [[nodiscard]] const std::string& place() const { return place_; }
  [[nodiscard]] Problem& problem() const { return *problem_; }
  [[nodiscard]] const Json& node() const { return *node_; }

 private:
  [[nodiscard]] std::string place_of(std::string_view member) const {
    if (place_.empty() || member.empty()) return place_ + std::string(member);
    return fmt::format("{}.{}", place_, member);
  }

  const Json* required(const char* member) {
    const Json* found = find(member);
    if (found == nullptr) wrong(member, "is missing");
    return found;
  }

  std::string text_of(const Json& node, const char* member) {
    if (node.is_string()) return node.get<std::string>();
    wrong(member, "is no text");
    return {};
  }

  const Json* node_;
  std::string place_;
  Problem* problem_;
  std::set<std::string, std::less<>> known_;
};

ChangeTarget read_target(ObjectReader object) {
  ChangeTarget target;
  target.kind = object.choice("kind", kind_named);
  target.id = object.text_or_null("id");
  target.name = object.text("name");
  target.server = object.optional_text("in");
  target.policy = object.optional_text("policy");
  target.above = object.optional_text("above");
  object.nothing_else();
  return target;
}

Precondition read_precondition(ObjectReader object) {
  Precondition precondition;
  if (object.find("absent") != nullptr) precondition.absent = object.flag("absent");
  precondition.digest = object.optional_text("digest");
  object.nothing_else();
  return precondition;
}

SetMember read_member(ObjectReader object) {
  SetMember member;
  member.kind = object.choice("kind", kind_named);
  member.id = object.text("id");
  member.name = object.text("name");
  member.policy = object.optional_text("policy");
  member.digest = object.text("digest");
  object.nothing_else();
  return member;
}

FieldEdit read_edit(ObjectReader object) {
  FieldEdit edit;
  edit.path = object.text("path");
  if (const Json* before = object.find("before")) edit.before = before->dump();
  if (const Json* after = object.find("after")) edit.after = after->dump();
  object.nothing_else();
  return edit;
}

Splice read_splice(ObjectReader object) {
  Splice splice{object.offset("offset"), object.text("before"), object.text("after")};
  object.nothing_else();
  return splice;
}

std::string read_body(ObjectReader& object) {
  const Json* body = object.find("body");
  if (body == nullptr) return {};
  if (!body->is_object()) object.wrong("body", "is no object");
  return body->dump();
}

// `reader` for the objects of a list.
template <class Read>
auto each_object(Problem& problem, Read&& reader) {
  return [&problem, reader](const Json& node, const std::string& place) {
    return reader(ObjectReader(node, place, problem));
  };
}

ServerSet read_basis(ObjectReader object) {
  ServerSet set;
  set.server = object.text("authorizationServer");
  set.members = object.list("objects", each_object(object.problem(), read_member));
  object.nothing_else();
  return set;
}

Change read_change(ObjectReader object) {
  Change change;
  change.id = object.text("id");
  change.action = object.choice("action", action_named);
  change.target = read_target(object.object("target"));
  change.because = object.texts("because");
  change.after = object.texts("after");
  change.precondition = read_precondition(object.object("precondition"));
  change.body = read_body(object);
  if (object.find("diff") != nullptr)
    change.diff = object.list("diff", each_object(object.problem(), read_edit));
  if (object.find("splices") != nullptr)
    change.splices = object.list("splices", each_object(object.problem(), read_splice));
  change.risk = object.choice("risk", risk_named);
  change.reversible = object.flag("reversible");
  change.why = object.text("why");
  object.nothing_else();
  return change;
}

okta::TokenTerms read_terms(ObjectReader object) {
  okta::TokenTerms terms;
  terms.access_token_lifetime_minutes = object.optional_integer("accessTokenLifetimeMinutes");
  terms.refresh_token_lifetime_minutes = object.optional_integer("refreshTokenLifetimeMinutes");
  terms.refresh_token_window_minutes = object.optional_integer("refreshTokenWindowMinutes");
  if (object.find("inlineHookId") != nullptr) terms.inline_hook_id = object.text("inlineHookId");
  object.nothing_else();
  return terms;
}

std::optional<Answer> answer_named(std::string_view name) {
  for (const Answer each : {Answer::denied, Answer::granted, Answer::unclear}) {
    if (to_string(each) == name) return each;
  }
  return std::nullopt;
}

Effect read_effect(ObjectReader object) {
  Effect effect;
  effect.client_id = object.text("clientId");
  effect.label = object.text_or_null("label");
  effect.authorization_server = object.text("authorizationServer");
  effect.grant_type = object.text("grantType");
  effect.scopes = object.texts("scopes");
  effect.people = object.texts("people");
  effect.except = object.texts("except");
  effect.before = object.choice("before", answer_named);
  effect.after = object.choice("after", answer_named);
  effect.decided_by = object.text_or_null("decidedBy");
  effect.terms = read_terms(object.object("terms"));
  if (object.find("termsBefore") != nullptr)
    effect.terms_before = read_terms(object.object("termsBefore"));
  object.nothing_else();
  return effect;
}

Exposure read_exposure(ObjectReader object) {
  Exposure exposure{object.text("what"), object.text("to"), object.text("because")};
  object.nothing_else();
  return exposure;
}

Assumption read_assumption(ObjectReader object) {
  Assumption assumption{object.text("id"), object.text("detail")};
  object.nothing_else();
  return assumption;
}

std::map<std::string, std::string> read_endpoints(const ObjectReader& object) {
  std::map<std::string, std::string> endpoints;
  if (!object.node().is_object()) return endpoints;
  for (const auto& [name, url] : object.node().items()) {
    if (url.is_string())
      endpoints[name] = url.get<std::string>();
    else if (!object.problem())
      object.problem() = fmt::format("{}.{:.40}: is no text", object.place(), name);
  }
  return endpoints;
}

HandoverRequest read_request(ObjectReader object) {
  HandoverRequest request{object.text("grantType"), object.texts("scopes")};
  object.nothing_else();
  return request;
}

Handover read_handover(ObjectReader object) {
  Handover handover;
  handover.client_id = object.text("clientId");
  handover.label = object.text_or_null("label");
  handover.authorization_server = object.text("authorizationServer");
  handover.issuer = object.text("issuer");
  handover.audience = object.text("audience");
  handover.endpoints = read_endpoints(object.object("endpoints"));
  handover.requests = object.list("requests", each_object(object.problem(), read_request));
  handover.notes = object.texts("notes");
  object.nothing_else();
  return handover;
}

Blocked read_blocked(ObjectReader object) {
  Blocked blocked{object.text("finding"), object.text("by"), object.text("subject"),
                  object.text("advice")};
  object.nothing_else();
  return blocked;
}

}  // namespace

Plan plan_members(const Json& file, std::optional<std::string>& problem) {
  ObjectReader object(file, "", problem);
  Plan plan;
  object.find("schema");
  plan.id = object.text("id");
  plan.digest = object.text("digest");
  plan.created_at = object.time("createdAt");
  plan.valid_until = object.time("validUntil");
  plan.org = object.text("org");
  plan.basis = object.list("basis", each_object(problem, read_basis));
  plan.changes = object.list("changes", each_object(problem, read_change));
  plan.effects = object.list("effects", each_object(problem, read_effect));
  plan.exposes = object.list("exposes", each_object(problem, read_exposure));
  plan.assumes = object.list("assumes", each_object(problem, read_assumption));
  plan.handover = object.list("handover", each_object(problem, read_handover));
  plan.blocked = object.list("blocked", each_object(problem, read_blocked));
  object.nothing_else();
  return plan;
}

}  // namespace remediate

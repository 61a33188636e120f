// One change that a plan names, of an org or of a client configuration file: what is made or
// edited, why, what must come first, and in which state it must be. Method and path are not part of
// it: apply/ derives them from action and kind, so an edited plan cannot send an arbitrary request.
// Ids that do not exist yet are references: `${c1.id}` and `${c1.issuer}` stand for the answer to
// change c1.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "remediate/model/splice.hpp"

namespace remediate {

// deactivate and remove undo what a run made.
enum class Action { create, update, activate, rewrite, deactivate, remove };
enum class ObjectKind { authorization_server, scope, claim, policy, rule, application, file };
enum class Risk { additive, reorders, widens_others, irreversible };

// As the plan file spells them.
[[nodiscard]] std::string_view to_string(Action action);
[[nodiscard]] std::string_view to_string(ObjectKind kind);
[[nodiscard]] std::string_view to_string(Risk risk);
[[nodiscard]] std::optional<Action> action_named(std::string_view name);
[[nodiscard]] std::optional<ObjectKind> kind_named(std::string_view name);
[[nodiscard]] std::optional<Risk> risk_named(std::string_view name);

struct ChangeTarget {
  ObjectKind kind = ObjectKind::scope;
  std::string id;      // id or reference; empty: made by this change, or a file
  std::string name;    // of a file: its path, relative to the folder of oktafix.yaml
  std::string server;  // of scopes, claims, policies and rules: id or reference
  std::string policy;  // of rules: id or reference
  // Of policies that are made: the policy that this one stands directly above; empty: last. The
  // priority number that this means is taken from the org just before the write.
  std::string above = {};
};

// The authorization server that it is, or stands on: id or reference; empty for anything else, and
// for a server that is made.
[[nodiscard]] const std::string& server_of(const ChangeTarget& target);

// One member of an object; values are JSON texts.
struct FieldEdit {
  std::string path;                   // JSON pointer
  std::optional<std::string> before;  // absent: was not there
  std::optional<std::string> after;   // absent: is removed
};

struct Precondition {
  bool absent = false;  // nothing has this natural key
  std::string digest;   // of the object itself, or the whole file; empty: not asked
};

struct Change {
  std::string id;  // c1, c2, ... in the order of writing
  Action action = Action::create;
  ChangeTarget target;
  std::vector<std::string> because;  // finding ids
  std::vector<std::string> after;    // ids of changes that must be applied before
  Precondition precondition;
  std::string body;             // of a create: the JSON text that is sent
  std::vector<FieldEdit> diff;  // of an update
  std::vector<Splice> splices;  // of a rewrite; URL text only, never what stands around it
  Risk risk = Risk::additive;
  bool reversible = true;
  std::string why;  // one sentence for people
};

// The reference to what change `id` makes.
[[nodiscard]] std::string id_of_made(std::string_view change_id);
[[nodiscard]] std::string issuer_of_made(std::string_view change_id);

// What a change made, or found: what references to it stand for.
struct Made {
  std::string change;  // its id
  std::string id;
  std::string issuer;  // of an authorization server
};

struct Reference {
  std::string change;
  std::string member;  // id | issuer
};

// In order of appearance. Other text that looks similar (`${cost}`) is no reference.
[[nodiscard]] std::vector<Reference> references_in(std::string_view text);
[[nodiscard]] bool has_references(std::string_view text);

// Replaces the references of `text`; those to changes that are not in `made` stay. Once: what is
// put in is not looked at again.
[[nodiscard]] std::string resolve_references(std::string_view text, const std::vector<Made>& made);
// In its target, body, diff, and what its splices put in.
[[nodiscard]] Change resolved(Change change, const std::vector<Made>& made);

}  // namespace remediate

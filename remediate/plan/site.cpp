#include "remediate/plan/site.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "remediate/access/candidates.hpp"
#include "remediate/evidence/scope_name.hpp"
#include "remediate/kinds/after.hpp"
#include "remediate/plan/outcomes.hpp"
#include "remediate/plan/own_policy.hpp"

namespace remediate {
namespace {

using Json = nlohmann::ordered_json;

std::string scope_body(const std::string& name, const std::string& consent) {
  const Json body = {
      {"name", name}, {"consent", consent}, {"default", false}, {"metadataPublish", "NO_CLIENTS"}};
  return body.dump();
}

std::string server_body(const config::CreateServer& wanted) {
  const Json body = {{"name", wanted.name},
                     {"description",
                      "Custom scopes of clients that asked the org authorization "
                      "server for them. Made by oktafix."},
                     {"audiences", {wanted.audience}}};
  return body.dump();
}

ScopeSet scopes_to_make(const ServerSnapshot& server, const DesiredAccess& access) {
  ScopeSet missing;
  for (const Need& need : access.needs) {
    std::ranges::copy_if(custom_scopes_of(need.scopes), std::back_inserter(missing),
                         [&](const std::string& scope) { return !has_scope(server, scope); });
  }
  return as_scope_set(std::move(missing));
}

// A scope that somebody else could use at once, because a rule already grants it.
bool opens_to_others(const ServerSnapshot& server, const std::string& scope,
                     const std::string& client_id) {
  return std::ranges::any_of(server.policies, [&](const PolicySnapshot& each) {
    const bool serves_others = std::ranges::any_of(
        each.policy.clients, [&](const std::string& client) { return client != client_id; });
    return each.policy.is_active() && serves_others &&
           std::ranges::any_of(each.rules, [&](const okta::AccessPolicyRule& rule) {
             return rule.is_active() && permits(rule, scope);
           });
  });
}

ServerSnapshot as_if_active(ServerSnapshot server) {
  server.server.status = "ACTIVE";
  return server;
}

std::string json_text(const std::vector<std::string>& names) { return Json(names).dump(); }

std::string in_words(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

std::set<ScopeSet> requests_of(const DesiredAccess& access) {
  std::set<ScopeSet> requests;
  for (const Need& need : access.needs) requests.insert(need.scopes);
  return requests;
}

}  // namespace

Site::Site(const ServerSnapshot& server, std::size_t changes_before)
    : before_(server), after_(server), changes_before_(changes_before) {}

Site::Site(const DesiredServer& wanted, std::size_t changes_before)
    : is_new_(true), changes_before_(changes_before) {
  Change change;
  change.target = {ObjectKind::authorization_server, {}, wanted.create->name, {}, {}};
  change.because = wanted.because;
  change.precondition.absent = true;
  change.body = server_body(*wanted.create);
  change.why = fmt::format(
      "the clients below need a custom authorization server, and '{}' is not "
      "there",
      wanted.create->name);
  change.id = fmt::format("c{}", changes_before_ + 1);
  auto made = new_server(change, id_of_made(change.id), issuer_of_made(change.id));
  changes_.push_back(std::move(change));
  if (!made) {
    misfit_ = made.error().message;
    return;
  }
  after_ = std::move(*made);
  before_ = after_;
  before_.server.status = "INACTIVE";  // it answers nobody before it is there
}

Change Site::change_for(const DesiredAccess& access) const {
  Change change;
  change.because = access.because;
  change.target.server = after_.server.id;
  if (is_new_) change.after.push_back(changes_.front().id);
  return change;
}

Change& Site::add(Change change) {
  change.id = fmt::format("c{}", changes_before_ + changes_.size() + 1);
  auto next = remediate::after(after_, change, id_of_made(change.id));
  if (next)
    after_ = std::move(*next);
  else if (!misfit_)
    misfit_ = next.error().message;
  return changes_.emplace_back(std::move(change));
}

void Site::add_scope(const std::string& name, const DesiredAccess& access,
                     const std::string& consent) {
  Change change = change_for(access);
  change.target.kind = ObjectKind::scope;
  change.target.name = name;
  change.precondition.absent = true;
  change.body = scope_body(name, consent);
  if (opens_to_others(after_, name, access.client_id)) change.risk = Risk::widens_others;
  change.why =
      fmt::format("{} asks for it, and '{}' does not have it", access.label, after_.server.name);
  add(std::move(change));
}

std::string Site::add_own_policy(const AccessDraft& draft, const DesiredAccess& access) {
  Change change = change_for(access);
  change.target.kind = ObjectKind::policy;
  change.target.name = own_policy_name(access.client_id);
  change.precondition.absent = true;
  change.body = own_policy_body(access.client_id);
  if (draft.above) {
    change.target.above = draft.above->policy_id;
    change.risk = Risk::reorders;
    change.why = fmt::format(
        "a policy of {}'s own, directly above '{}', which decides for it today; it covers nobody "
        "until the client is named in it",
        access.label, draft.above->policy_name);
  } else {
    change.why = fmt::format(
        "no active policy of '{}' includes {}; this one covers nobody until the client is named in "
        "it",
        after_.server.name, access.label);
  }
  return add(std::move(change)).id;
}

std::string Site::add_rule(const RuleToMake& rule, const std::string& policy,
                           const AccessDraft& draft, const DesiredAccess& access,
                           const std::vector<std::string>& needed) {
  Change change = change_for(access);
  change.target.kind = ObjectKind::rule;
  change.target.name = rule.name;
  change.target.policy = policy;
  change.precondition.absent = true;
  change.after.insert(change.after.end(), needed.begin(), needed.end());
  change.body = rule.body;
  change.why = rule.is_copy
                   ? fmt::format(
                         "copied from policy '{}' with all that it says: {} keeps "
                         "what it is granted today",
                         draft.above->policy_name, access.label)
                   : fmt::format("grants {} what it asks for, and subsets of that", access.label);
  return add(std::move(change)).id;
}

void Site::name_client(const std::string& policy, const DesiredAccess& access,
                       const std::vector<std::string>& needed) {
  Change change = change_for(access);
  change.action = Action::update;
  change.target.kind = ObjectKind::policy;
  change.target.id = policy;
  change.target.name = own_policy_name(access.client_id);
  change.after.insert(change.after.end(), needed.begin(), needed.end());
  change.diff = {{"/conditions/clients/include", json_text({}), json_text({access.client_id})}};
  change.why = fmt::format("from here on the policy covers {}, and nobody else", access.label);
  add(std::move(change));
}

void Site::add_policy(const AccessDraft& draft, const DesiredAccess& access) {
  std::vector<std::string> needed;
  for (const Change& each : changes_) {
    if (each.target.kind == ObjectKind::scope) needed.push_back(each.id);
  }
  std::string policy = draft.policy_id;
  if (policy.empty()) {
    needed.push_back(add_own_policy(draft, access));
    policy = id_of_made(needed.back());
  }
  for (const RuleToMake& rule : draft.rules)
    needed.push_back(add_rule(rule, policy, draft, access, needed));
  if (draft.name_client) name_client(policy, access, needed);
}

void Site::add_activation(std::vector<std::string> because) {
  Change change = change_for({});
  change.because = std::move(because);
  change.action = Action::activate;
  change.target = {ObjectKind::authorization_server, after_.server.id, after_.server.name, {}, {}};
  for (const Change& each : changes_) change.after.push_back(each.id);
  change.diff = {};
  change.risk = Risk::widens_others;
  change.why = fmt::format("'{}' is inactive and answers nobody; the owner allows to activate it",
                           after_.server.name);
  add(std::move(change));
}

std::optional<Obstacle> Site::objection_to(const DesiredAccess& access,
                                           const ServerSnapshot& start) const {
  if (misfit_) return Obstacle{"not-provable", *misfit_};
  const std::vector<Need> ungranted = ungranted_needs(after_, access);
  if (!ungranted.empty())
    return Obstacle{
        "not-provable",
        fmt::format("after the changes {} with {} would still not be granted under every reading "
                    "of Okta's documents: look at the policies of '{}' by hand",
                    ungranted.front().grant_type, in_words(ungranted.front().scopes),
                    after_.server.name)};
  const auto changes = outcome_changes(as_if_active(start), as_if_active(after_), access.client_id,
                                       requests_of(access));
  const auto loss = std::ranges::find_if(changes, &OutcomeChange::loses);
  if (loss == changes.end()) return std::nullopt;
  return Obstacle{"would-lose",
                  fmt::format("a policy of its own would take from the client what '{}' grants it "
                              "today: {} with {}; extend the policies by hand",
                              after_.server.name, loss->question.grant_type,
                              loss->question.scopes.empty() ? "no scope named"
                                                            : in_words(loss->question.scopes))};
}

std::optional<Obstacle> Site::add_access(const DesiredAccess& access, const std::string& consent) {
  const ServerSnapshot start = after_;
  const std::size_t count = changes_.size();
  std::optional<Obstacle> obstacle;
  for (const std::string& scope : scopes_to_make(after_, access)) add_scope(scope, access, consent);
  const auto draft = draft_access(after_, access);
  if (!draft)
    obstacle = draft.error();
  else if (!draft->is_empty())
    add_policy(*draft, access);
  if (!obstacle) obstacle = objection_to(access, start);
  if (!obstacle) return std::nullopt;
  after_ = start;
  changes_.resize(count);
  misfit_.reset();
  return obstacle;
}

}  // namespace remediate

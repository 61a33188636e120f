#include "remediate/engine/access_question.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "config/server_to_make.hpp"
#include "remediate/access/evaluate.hpp"
#include "remediate/engine/list_org.hpp"
#include "remediate/evidence/find_evidence.hpp"
#include "remediate/kinds/after.hpp"
#include "remediate/model/clients.hpp"
#include "remediate/model/target.hpp"

namespace remediate {
namespace {

std::string reference_for(const config::Directives& directives, const AccessQuestion& question,
                          const okta::Application* application) {
  if (question.authorization_server) return *question.authorization_server;
  for (const config::ApplicationDirective& each : directives.applications) {
    if (application != nullptr && each.authorization_server && matches(each, *application))
      return *each.authorization_server;
  }
  return directives.target.authorization_server;
}

// The name under which the owner lets the server of this reference be made; empty: of no other.
// The change that makes the server that is meant; null when none does.
const Change* making(const Plan& plan, const std::string& reference, const std::string& name) {
  const auto found = std::ranges::find_if(plan.changes, [&](const Change& change) {
    const std::string& made = change.target.name;
    const bool is_meant = made == reference || made == name || id_of_made(change.id) == reference;
    return change.action == Action::create &&
           change.target.kind == ObjectKind::authorization_server && is_meant;
  });
  return found == plan.changes.end() ? nullptr : &*found;
}

okta::Result<ServerSnapshot> after_plan(ServerSnapshot server, const Plan& plan) {
  for (const Change& change : plan.changes) {
    const bool is_here = change.target.server == server.server.id ||
                         (change.target.kind == ObjectKind::authorization_server &&
                          change.target.id == server.server.id);
    if (!is_here) continue;
    auto next = after(server, change, id_of_made(change.id));
    if (!next) return okta::failure(std::move(next.error()));
    server = std::move(*next);
  }
  return server;
}

okta::Result<ServerSnapshot> server_asked(const Snapshot& snapshot,
                                          const config::Directives& directives,
                                          const std::string& reference,
                                          const std::optional<Plan>& plan) {
  const std::string name = config::name_to_make(directives.target, reference);
  const ServerSnapshot* found = find_target(snapshot, reference, name);
  if (found != nullptr) return plan ? after_plan(*found, *plan) : *found;
  const Change* change = plan ? making(*plan, reference, name) : nullptr;
  if (change != nullptr) {
    const auto made = new_server(*change, id_of_made(change->id), issuer_of_made(change->id));
    if (!made) return okta::failure(made.error());
    return after_plan(*made, *plan);
  }
  if (snapshot.api_access_management.state == ApiAccessState::absent)
    return okta::failure(okta::ErrorKind::feature_missing,
                         "this org has no API Access Management, so it has no custom "
                         "authorization server that could grant anything");
  return okta::failure(okta::ErrorKind::not_found,
                       fmt::format("there is no authorization server '{}'", reference));
}

NamedRule named(const DecidedBy& rule) {
  return {rule.policy_id, rule.policy_name, rule.rule_id, rule.rule_name};
}

void add_users(const std::vector<std::string>& users, std::vector<std::string>& people) {
  for (const std::string& user : users) people.push_back("user:" + user);
}

AnsweringRule answering(const CoveringRule& rule) {
  AnsweringRule answer{named(rule.rule), rule.people.groups_include, rule.people.groups_exclude,
                       rule.terms, rule.under_every_reading};
  add_users(rule.people.users_include, answer.people);
  add_users(rule.people.users_exclude, answer.excluded);
  return answer;
}

Answer answer_of(const Coverage& coverage) {
  if (coverage.under_every_reading) return Answer::granted;
  return coverage.under_some_reading ? Answer::unclear : Answer::denied;
}

AccessAnswer answered(const ServerSnapshot& server, const AccessQuestion& question) {
  const Coverage coverage =
      coverage_of(server, question.client_id, question.grant_type, question.scopes);
  AccessAnswer answer;
  answer.client_id = question.client_id;
  answer.grant_type = question.grant_type;
  answer.scopes = question.scopes;
  answer.authorization_server = server.server.id;
  answer.server_name = server.server.name;
  answer.issuer = server.server.issuer;
  answer.answer = answer_of(coverage);
  answer.certain = coverage.certain;
  for (const CoveringRule& each : coverage.rules) answer.rules.push_back(answering(each));
  if (!coverage.rules.empty()) {
    answer.decided_by = named(coverage.rules.front().rule);
    answer.terms = coverage.rules.front().terms;
  }
  answer.missing_scopes = coverage.missing_scopes;
  answer.explanation = coverage.explanation;
  return answer;
}

}  // namespace

okta::Result<AccessAnswer> answer_access(const okta::Client& client,
                                         const config::Directives& directives,
                                         const AccessQuestion& question,
                                         const std::optional<Plan>& after, std::stop_token stop) {
  const auto snapshot = list_org(client, directives, {}, std::move(stop));
  if (!snapshot) return okta::failure(snapshot.error());
  const okta::Application* application = application_of_client(*snapshot, question.client_id);
  const auto server =
      server_asked(*snapshot, directives, reference_for(directives, question, application), after);
  if (!server) return okta::failure(server.error());
  AccessAnswer answer = answered(*server, question);
  if (application != nullptr) answer.label = application->label;
  if (after) answer.after_plan = after->id;
  return answer;
}

}  // namespace remediate

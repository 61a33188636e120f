#include "remediate/apply/write_request.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "client/base/url.hpp"
#include "remediate/apply/apply.hpp"
#include "remediate/apply/placement.hpp"

namespace remediate {
namespace {

constexpr std::string_view kRewrite = "REWRITE";

using okta::AccessPolicy;
using okta::AccessPolicyRule;
using okta::Application;
using okta::AuthorizationServer;
using okta::Scope;

bool is_ever_sent(ObjectKind kind, Action action) {
  switch (kind) {
    case ObjectKind::authorization_server:
      return action == Action::create || action == Action::activate || action == Action::deactivate;
    case ObjectKind::policy:
      return action == Action::create || action == Action::update || action == Action::remove;
    case ObjectKind::scope:
    case ObjectKind::rule:
      return action == Action::create || action == Action::remove;
    case ObjectKind::application:
      return action == Action::update;
    case ObjectKind::claim:
    case ObjectKind::file:
      return false;
  }
  return false;
}

// The row of the endpoint table, if this resource has one for the action.
template <class Model>
const okta::Endpoint* row_for(Action action) {
  using Rows = okta::Endpoints<Model>;
  switch (action) {
    case Action::create:
      if constexpr (requires { Rows::kCreate; }) return &Rows::kCreate;
      break;
    case Action::update:
      if constexpr (requires { Rows::kReplace; }) return &Rows::kReplace;
      break;
    case Action::remove:
      if constexpr (requires { Rows::kRemove; }) return &Rows::kRemove;
      break;
    case Action::activate:
      if constexpr (requires { Rows::kActivate; }) return &Rows::kActivate;
      break;
    case Action::deactivate:
      if constexpr (requires { Rows::kDeactivate; }) return &Rows::kDeactivate;
      break;
    case Action::rewrite:
      break;
  }
  return nullptr;
}

const okta::Endpoint* row_for(const Change& change) {
  if (!is_ever_sent(change.target.kind, change.action)) return nullptr;
  switch (change.target.kind) {
    case ObjectKind::authorization_server:
      return row_for<AuthorizationServer>(change.action);
    case ObjectKind::scope:
      return row_for<Scope>(change.action);
    case ObjectKind::policy:
      return row_for<AccessPolicy>(change.action);
    case ObjectKind::rule:
      return row_for<AccessPolicyRule>(change.action);
    case ObjectKind::application:
      return row_for<Application>(change.action);
    default:
      return nullptr;
  }
}

// What fills the {name}s of the row's path, in order.
std::vector<std::string> arguments_of(const Change& change) {
  const ChangeTarget& target = change.target;
  std::vector<std::string> arguments;
  const bool is_on_server =
      target.kind != ObjectKind::authorization_server && target.kind != ObjectKind::application;
  if (is_on_server) arguments.push_back(target.server);
  if (target.kind == ObjectKind::rule) arguments.push_back(target.policy);
  if (change.action != Action::create) arguments.push_back(target.id);
  return arguments;
}

// References stay readable.
std::string shown(const std::string& argument) {
  return has_references(argument) ? argument : okta::percent_encode(argument);
}

std::string path_of(const okta::Endpoint& row, const std::vector<std::string>& arguments) {
  std::string path(row.path);
  std::size_t from = 0;
  for (const std::string& each : arguments) {
    const std::size_t open = path.find('{', from);
    if (open == std::string::npos) break;
    const std::string text = shown(each);
    path.replace(open, path.find('}', open) + 1 - open, text);
    from = open + text.size();
  }
  return path;
}

template <class Model>
okta::Result<WriteAnswer> answer_of(okta::Result<okta::Stored<Model>> stored,
                                    const Change& change) {
  if (!stored) return okta::failure(std::move(stored.error()));
  WriteAnswer answer{{}, std::move(stored->request_id)};
  if (change.action != Action::create) return answer;
  answer.made.change = change.id;
  answer.made.id = stored->value.id;
  if constexpr (std::is_same_v<Model, AuthorizationServer>)
    answer.made.issuer = stored->value.issuer;
  return answer;
}

okta::Result<WriteAnswer> answer_of(okta::Status status) {
  if (!status) return okta::failure(std::move(status.error()));
  return WriteAnswer{};
}

okta::Result<WriteAnswer> no_such_request(const Change& change) {
  return okta::failure(okta::ErrorKind::invalid_input,
                       fmt::format("there is no request that would {} this {}",
                                   to_string(change.action), to_string(change.target.kind)));
}

// How often it was sent before, and what ends its waits.
struct Sending {
  okta::Repetition earlier;
  std::stop_token stop;
};

template <class Model>
okta::Result<WriteAnswer> send_to(const okta::Collection<Model>& collection,
                                  const Prepared& prepared, const Sending& how) {
  using Rows = okta::Endpoints<Model>;
  const Change& change = prepared.change;
  const auto& replacement = prepared.replacement;
  const std::string& id = change.target.id;
  switch (change.action) {
    case Action::create:
      if constexpr (requires { Rows::kCreate; })
        return answer_of<Model>(collection.create(change.body, how.stop), change);
      break;
    case Action::update:
      if constexpr (requires { Rows::kReplace; }) {
        if (replacement)
          return answer_of<Model>(collection.replace(id, *replacement, how.stop, how.earlier),
                                  change);
      }
      break;
    case Action::remove:
      if constexpr (requires { Rows::kRemove; }) return answer_of(collection.remove(id, how.stop));
      break;
    case Action::activate:
      if constexpr (requires { Rows::kActivate; })
        return answer_of(collection.activate(id, how.stop));
      break;
    case Action::deactivate:
      if constexpr (requires { Rows::kDeactivate; })
        return answer_of(collection.deactivate(id, how.stop));
      break;
    case Action::rewrite:
      break;
  }
  return no_such_request(change);
}

}  // namespace

std::optional<PlannedRequest> request_of(const Change& change) {
  if (change.target.kind == ObjectKind::file && change.action == Action::rewrite)
    return PlannedRequest{change.id, std::string(kRewrite), change.target.name, {}, {},
                          {},        change.splices};
  const okta::Endpoint* row = row_for(change);
  if (row == nullptr) return std::nullopt;
  return PlannedRequest{change.id,
                        std::string(okta::to_string(row->method)),
                        path_of(*row, arguments_of(change)),
                        change.action == Action::create ? change.body : std::string(),
                        change.action == Action::update ? change.diff : std::vector<FieldEdit>(),
                        place_in_words(change)};
}

okta::Result<WriteAnswer> send(const okta::Client& client, const Prepared& prepared,
                               const okta::Repetition& earlier, std::stop_token stop) {
  const Change& change = prepared.change;
  if (row_for(change) == nullptr) return no_such_request(change);
  const Sending how{earlier, std::move(stop)};
  const ChangeTarget& target = change.target;
  switch (target.kind) {
    case ObjectKind::authorization_server:
      return send_to(client.authorization_servers(), prepared, how);
    case ObjectKind::scope:
      return send_to(client.scopes(target.server), prepared, how);
    case ObjectKind::policy:
      return send_to(client.policies(target.server), prepared, how);
    case ObjectKind::rule:
      return send_to(client.rules(target.server, target.policy), prepared, how);
    case ObjectKind::application:
      return send_to(client.applications(), prepared, how);
    default:
      return no_such_request(change);
  }
}

std::vector<PlannedRequest> planned_requests(const Plan& plan) {
  std::vector<PlannedRequest> requests;
  for (const Change& change : plan.changes) {
    if (auto request = request_of(change)) requests.push_back(std::move(*request));
  }
  return requests;
}

}  // namespace remediate

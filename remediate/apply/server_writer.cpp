#include "remediate/apply/server_writer.hpp"

#include <utility>

#include <fmt/format.h>

#include "remediate/apply/field_edits.hpp"
#include "remediate/apply/server_change.hpp"
#include "remediate/collect/read_servers.hpp"
#include "remediate/kinds/content.hpp"
#include "remediate/kinds/server_set.hpp"

namespace remediate {
namespace {

bool makes_server(const Change& change) {
  return change.target.kind == ObjectKind::authorization_server && change.action == Action::create;
}

bool removes_server(const Change& change) {
  return change.target.kind == ObjectKind::authorization_server && change.action == Action::remove;
}

const std::string& server_of(const Change& change) {
  return change.target.kind == ObjectKind::authorization_server ? change.target.id
                                                                : change.target.server;
}

// The object as it is now, with the edits of the plan.
template <class Model>
Step<std::optional<okta::JsonEdit>> edit_of(const okta::Collection<Model>& collection,
                                            const Change& change, const std::string* expected,
                                            std::stop_token stop) {
  const auto stored = collection.get(change.target.id, std::move(stop));
  if (!stored) return halt_failed(stored.error());
  const std::string what = fmt::format("{} '{}' ({})", to_string(change.target.kind),
                                       change.target.name, change.target.id);
  const bool is_expected = stored->value.id == change.target.id && expected != nullptr &&
                           canonical(stored->value.content) == canonical(*expected);
  if (!is_expected) return halt_drifted(kPlanAgain, {what + ": changed"});
  const auto differing = paths_that_differ(stored->text, change.diff, &FieldEdit::before);
  if (!differing.empty()) {
    return halt_drifted(kPlanAgain,
                        {fmt::format("{}: {} is not as planned on", what, differing.front())});
  }
  auto edit = edited(stored->text, change.diff);
  if (!edit) return halt_failed(std::move(edit.error()));
  return std::move(*edit);
}

}  // namespace

Step<std::optional<okta::JsonEdit>> ServerWriter::prepare(const Change& change,
                                                          std::stop_token stop) {
  if (makes_server(change)) {
    return prepare_new_server(change, std::move(stop)).map([] {
      return std::optional<okta::JsonEdit>();
    });
  }
  const std::string& server_id = server_of(change);
  if (auto fits = prepare_on(server_id, change, stop); !fits)
    return tl::unexpected<Halt>(std::move(fits.error()));
  if (change.action != Action::update) return std::optional<okta::JsonEdit>();

  const std::string* expected = content_in(expected_.at(server_id), change.target);
  const ChangeTarget& target = change.target;
  switch (target.kind) {
    case ObjectKind::scope:
      return edit_of(client_.scopes(server_id), change, expected, stop);
    case ObjectKind::policy:
      return edit_of(client_.policies(server_id), change, expected, stop);
    default:
      return edit_of(client_.rules(server_id, target.policy), change, expected, stop);
  }
}

Step<void> ServerWriter::prepare_new_server(const Change& change, std::stop_token stop) {
  auto servers = list_servers(client_, std::move(stop));
  if (!servers) return halt_failed(std::move(servers.error()));
  listed_ = std::move(*servers);
  just_read_.clear();
  if (!has_server_named(listed_, change.target.name)) return {};
  return halt_drifted(
      kPlanAgain,
      {fmt::format("an authorization server named '{}' is there already", change.target.name)});
}

Step<void> ServerWriter::prepare_on(const std::string& server_id, const Change& change,
                                    std::stop_token stop) {
  if (just_read_ != server_id) {
    auto now = read_server_set(client_, server_id, std::move(stop));
    if (!now && now.error().kind == okta::ErrorKind::not_found)
      return halt_drifted(kPlanAgain, {now.error().describe()});
    if (!now) return halt_failed(std::move(now.error()));
    const auto known = expected_.find(server_id);
    if (known != expected_.end()) {
      auto moved = differences(known->second, *now);
      if (!moved.empty())
        return halt_drifted("somebody else changed the server in the meantime", std::move(moved));
    } else if (const std::string& planned = change.precondition.server_set;
               !planned.empty() && planned != digest_of(*now)) {
      return halt_drifted(
          kPlanAgain, {fmt::format("authorization server '{}' ({}), with its scopes, policies and "
                                   "rules: is not as it was when this was planned",
                                   now->server.name, server_id)});
    }
    expected_.insert_or_assign(server_id, std::move(*now));
  }
  just_read_.clear();
  const std::string misfit = misfit_on_server(change, expected_.at(server_id));
  if (!misfit.empty()) return halt_drifted(kPlanAgain, {misfit});
  return {};
}

okta::Result<Seen> ServerWriter::look(const Change& change, const std::string& made_id) {
  just_read_.clear();
  if (makes_server(change)) return look_at_new_server(change, made_id);
  if (!removes_server(change)) return look_on(server_of(change), change, made_id);
  auto seen = seen_removed_server(client_, change);
  if (seen && seen->own == Own::stands) expected_.erase(change.target.id);
  return seen;
}

okta::Result<Seen> ServerWriter::look_at_new_server(const Change& change,
                                                    const std::string& made_id) {
  auto found = seen_created_server(client_, change, made_id, listed_);
  if (!found) return okta::failure(std::move(found.error()));
  if (found->set && found->seen.own == Own::stands) {
    just_read_ = found->seen.made.id;
    expected_.insert_or_assign(just_read_, std::move(*found->set));
  }
  return std::move(found->seen);
}

okta::Result<Seen> ServerWriter::look_on(const std::string& server_id, const Change& change,
                                         const std::string& made_id) {
  auto now = read_server_set(client_, server_id, {});
  if (!now) return okta::failure(std::move(now.error()));
  Seen seen = seen_on_server(change, made_id, expected_.at(server_id), *now);
  if (seen.own == Own::stands && seen.moved.empty()) {
    just_read_ = server_id;
    expected_.insert_or_assign(server_id, std::move(*now));
  }
  return seen;
}

}  // namespace remediate

#include "remediate/apply/server_writer.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "remediate/apply/placement.hpp"
#include "remediate/apply/server_change.hpp"
#include "remediate/apply/server_part.hpp"
#include "remediate/collect/read_servers.hpp"
#include "remediate/kinds/content.hpp"
#include "remediate/kinds/field_edits.hpp"
#include "remediate/kinds/find_in_server.hpp"
#include "remediate/kinds/server_set.hpp"

namespace remediate {
namespace {

bool makes_server(const Change& change) {
  return change.target.kind == ObjectKind::authorization_server && change.action == Action::create;
}

bool covers_nobody(const std::string& policy_body) {
  const auto body = nlohmann::json::parse(policy_body, nullptr, false);
  const nlohmann::json::json_pointer clients("/conditions/clients/include");
  return body.is_object() && (!body.contains(clients) || body.at(clients).empty());
}

// Nobody gets a token by it before a later change: what others did meanwhile does no harm yet, and
// is found before that one.
bool is_inert(const Change& change, const ServerSnapshot& server) {
  if (change.action != Action::create) return false;
  if (change.target.kind == ObjectKind::scope) return true;
  if (change.target.kind == ObjectKind::policy) return covers_nobody(change.body);
  const PolicySnapshot* policy = policy_in(server, change.target.policy);
  return policy != nullptr && policy->policy.clients.empty();
}

// The policy as it is now, with the edits of the plan.
Step<Prepared> edited_policy(const okta::Client& client, const Change& change,
                             const std::string* expected, std::stop_token stop) {
  const ChangeTarget& target = change.target;
  const auto stored = client.policies(target.server).get(target.id, std::move(stop));
  if (!stored) return halt_failed(stored.error());
  const std::string what = fmt::format("policy '{}' ({})", target.name, target.id);
  const bool is_expected = stored->value.id == target.id && expected != nullptr &&
                           canonical(stored->value.content) == canonical(*expected);
  if (!is_expected) return halt_drifted(kPlanAgain, {what + ": changed"});
  const auto differing = paths_that_differ(stored->text, change.diff, &FieldEdit::before);
  if (!differing.empty()) {
    return halt_drifted(kPlanAgain,
                        {fmt::format("{}: {} is not as planned on", what, differing.front())});
  }
  auto edit = edited(stored->text, change.diff);
  if (!edit) return halt_failed(std::move(edit.error()));
  return Prepared{change, std::move(*edit)};
}

}  // namespace

Step<void> ServerWriter::look_at_all(const std::stop_token& stop) {
  for (const ServerSet& each : basis_) {
    if (auto read = read_whole(each.server, stop); !read) return read;
    just_read_ = each.server;
  }
  return {};
}

Step<Prepared> ServerWriter::prepare(const Change& change, std::stop_token stop) {
  if (makes_server(change)) {
    return prepare_new_server(change, std::move(stop)).map([&] {
      return Prepared{change, std::nullopt};
    });
  }
  const std::string& server_id = server_of(change.target);
  if (auto fits = prepare_on(server_id, change, stop); !fits)
    return tl::unexpected<Halt>(std::move(fits.error()));
  const ServerSnapshot& server = expected_.at(server_id);
  if (change.action != Action::update) return Prepared{placed(change, server), std::nullopt};
  return edited_policy(client_, change, content_in(server, change.target), std::move(stop));
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

// Its whole set was read just now; or enough of it for what does nothing yet.
bool ServerWriter::is_known_well_enough(const std::string& server_id, const Change& change) const {
  if (just_read_ != server_id) return false;
  return !read_in_part_.contains(server_id) || is_inert(change, expected_.at(server_id));
}

Step<void> ServerWriter::read_whole(const std::string& server_id, std::stop_token stop) {
  auto now = read_server_set(client_, server_id, std::move(stop));
  if (!now && now.error().kind == okta::ErrorKind::not_found)
    return halt_drifted(kPlanAgain, {now.error().describe()});
  if (!now) return halt_failed(std::move(now.error()));
  const auto known = expected_.find(server_id);
  const bool is_first = known == expected_.end();
  auto moved = is_first ? moved_since_plan(*now) : differences(known->second, *now);
  if (!moved.empty()) {
    return halt_drifted(is_first ? kPlanAgain : "somebody else changed the server in the meantime",
                        std::move(moved));
  }
  expected_.insert_or_assign(server_id, std::move(*now));
  read_in_part_.erase(server_id);
  return {};
}

Step<void> ServerWriter::prepare_on(const std::string& server_id, const Change& change,
                                    std::stop_token stop) {
  if (!is_known_well_enough(server_id, change)) {
    if (auto read = read_whole(server_id, std::move(stop)); !read) return read;
  }
  just_read_.clear();
  const std::string misfit = misfit_on_server(change, expected_.at(server_id));
  if (!misfit.empty()) return halt_drifted(kPlanAgain, {misfit});
  return {};
}

okta::Result<Seen> ServerWriter::look(const Change& change, const std::string& made_id) {
  just_read_.clear();
  if (makes_server(change)) return look_at_new_server(change, made_id);
  auto now = read_for(change);
  if (!now) return okta::failure(std::move(now.error()));
  return seen_in(std::move(*now), change, made_id);
}

okta::Result<Seen> ServerWriter::look_by_id(const Change& change, const std::string& made_id) {
  just_read_.clear();
  if (makes_server(change)) return look_at_new_server(change, made_id);
  auto now = read_for(change);
  if (!now) return okta::failure(std::move(now.error()));
  ChangeTarget made = change.target;
  made.id = made_id;
  if (content_in(*now, made) == nullptr) {
    auto added = add_made(client_, change, made_id, *now);
    if (!added) return okta::failure(std::move(added.error()));
  }
  return seen_in(std::move(*now), change, made_id);
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

okta::Result<ServerSnapshot> ServerWriter::read_for(const Change& change) const {
  const std::string& server_id = server_of(change.target);
  if (change.target.kind == ObjectKind::authorization_server)
    return read_server_set(client_, server_id, {});
  return read_part(client_, change, expected_.at(server_id));
}

Seen ServerWriter::seen_in(ServerSnapshot now, const Change& change, const std::string& made_id) {
  const std::string& server_id = server_of(change.target);
  Seen seen = seen_on_server(change, made_id, expected_.at(server_id), now);
  if (seen.own == Own::stands && seen.moved.empty()) {
    just_read_ = server_id;
    expected_.insert_or_assign(server_id, std::move(now));
    if (change.target.kind != ObjectKind::authorization_server) read_in_part_.insert(server_id);
  }
  return seen;
}

std::vector<std::string> ServerWriter::moved_since_plan(const ServerSnapshot& now) const {
  const auto planned = std::ranges::find(basis_, now.server.id, &ServerSet::server);
  return planned == basis_.end() ? std::vector<std::string>() : differences(*planned, set_of(now));
}

okta::Result<std::vector<std::string>> ServerWriter::moved(std::stop_token stop) {
  std::vector<std::string> lines;
  for (const std::string& server_id : read_in_part_) {
    const auto now = read_server_set(client_, server_id, stop);
    if (!now) return okta::failure(now.error());
    std::ranges::copy(differences(expected_.at(server_id), *now), std::back_inserter(lines));
  }
  return lines;
}

}  // namespace remediate

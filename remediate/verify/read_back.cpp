#include "remediate/verify/read_back.hpp"

#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "remediate/files/file_standing.hpp"
#include "remediate/verify/left_by_run.hpp"

namespace remediate {
namespace {

template <class Model>
okta::Result<std::string> text_of(const okta::Collection<Model>& objects, const std::string& id,
                                  std::stop_token stop) {
  return objects.get(id, std::move(stop)).map(&okta::Stored<Model>::text);
}

okta::Result<std::string> text_of(const okta::Client& client, const ChangeTarget& target,
                                  std::stop_token stop) {
  switch (target.kind) {
    case ObjectKind::authorization_server:
      return text_of(client.authorization_servers(), target.id, std::move(stop));
    case ObjectKind::scope:
      return text_of(client.scopes(target.server), target.id, std::move(stop));
    case ObjectKind::claim:
      return text_of(client.claims(target.server), target.id, std::move(stop));
    case ObjectKind::policy:
      return text_of(client.policies(target.server), target.id, std::move(stop));
    case ObjectKind::rule:
      return text_of(client.rules(target.server, target.policy), target.id, std::move(stop));
    case ObjectKind::application:
      return text_of(client.applications(), target.id, std::move(stop));
    case ObjectKind::file:
      break;
  }
  return okta::failure(okta::ErrorKind::invalid_input, "a file is no object of the org");
}

bool is_without_ids(const ChangeTarget& target) {
  return target.id.empty() || has_references(target.id) || has_references(target.server) ||
         has_references(target.policy);
}

void judge(ReadBack& result, const LeftObject& left, const okta::Result<std::string>& text) {
  if (!text && text.error().kind == okta::ErrorKind::not_found) {
    result.state = left.gone ? ReadBackState::stands : ReadBackState::missing;
    if (!left.gone) result.detail = text.error().describe();
    return;
  }
  if (!text) {
    result.state = ReadBackState::unreadable;
    result.detail = text.error().describe();
    return;
  }
  if (left.gone) {
    result.state = ReadBackState::still_there;
    result.detail = "the run removed it";
    return;
  }
  const std::vector<std::string> lost = lost_of(left, *text);
  result.state = lost.empty() ? ReadBackState::stands : ReadBackState::differs;
  result.detail = fmt::format("{}", fmt::join(lost, "; "));
}

void judge_file(ReadBack& result, const LeftObject& left, const BoundPaths& files) {
  const FileStanding file =
      standing_of_file(files, left.target.name, left.splices, left.digest_before);
  if (!file.is_bound) {
    result.state = ReadBackState::not_in_org;
    result.detail = "a file that oktafix.yaml does not bind here";
  } else if (!file.is_there) {
    result.state = ReadBackState::missing;
    result.detail = "the file is not there";
  } else if (!file.problem.empty()) {
    result.state = ReadBackState::unreadable;
    result.detail = file.problem;
  } else if (!left.is_settled) {
    result.state = ReadBackState::unsettled;
    result.detail = "nobody noted whether it was written: `oktafix resume` looks, and finishes it";
  } else {
    result.state = file.stands ? ReadBackState::stands : ReadBackState::differs;
    if (file.is_back)
      result.detail = "it is as it was before the run";
    else if (!file.stands)
      result.detail = "it is not as the run left it";
  }
}

bool ends_it_all(const okta::Error& error) {
  return error.kind == okta::ErrorKind::interrupted || error.kind == okta::ErrorKind::unauthorized;
}

}  // namespace

okta::Result<std::vector<ReadBack>> read_back(const okta::Client& client,
                                              const std::vector<ChangeRecord>& changes,
                                              const BoundPaths& files, std::stop_token stop) {
  std::vector<ReadBack> results;
  for (const LeftObject& left : left_by(changes)) {
    ReadBack& result = results.emplace_back();
    result.target = left.target;
    result.changes = left.changes;
    if (left.target.kind == ObjectKind::file) {
      judge_file(result, left, files);
    } else if (!left.is_settled) {
      result.state = ReadBackState::unsettled;
      result.detail =
          "nobody noted what came of a request: `oktafix apply` looks at the org first, and "
          "finishes it";
    } else if (is_without_ids(left.target)) {
      result.state = ReadBackState::unreadable;
      result.detail = "the journal does not know its id";
    } else {
      const auto text = text_of(client, left.target, stop);
      if (!text && ends_it_all(text.error())) return okta::failure(text.error());
      judge(result, left, text);
    }
  }
  return results;
}

}  // namespace remediate

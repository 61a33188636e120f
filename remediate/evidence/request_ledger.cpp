#include <algorithm>

#include "remediate/evidence/log_reader.hpp"

namespace remediate {
namespace {

void fold_in(LoggedRequest& known, const LoggedRequest& more) {
  known.count += more.count;
  known.first_seen = std::min(known.first_seen, more.first_seen);
  known.last_seen = std::max(known.last_seen, more.last_seen);
  known.days.insert(more.days.begin(), more.days.end());
}

}  // namespace

void RequestLedger::add(const LoggedRequest& request) {
  Key key{request.client_id, request.app_id,     request.server,    request.authorization_server_id,
          request.endpoint,  request.outcome,    request.family,    request.reason,
          request.scopes,    request.scopes_cut, request.grant_type};
  const auto [entry, is_new] = requests_.try_emplace(std::move(key), request);
  if (!is_new) fold_in(entry->second, request);
}

std::vector<LoggedRequest> RequestLedger::requests() const {
  std::vector<LoggedRequest> folded;
  folded.reserve(requests_.size());
  for (const auto& [key, request] : requests_) folded.push_back(request);
  return folded;
}

}  // namespace remediate

#include "remediate/verify/traffic_ledger.hpp"

#include <algorithm>
#include <utility>

namespace remediate {
namespace {

constexpr std::size_t kLongestCode = 64;

bool is_code(std::string_view text) {
  return text.size() <= kLongestCode && std::ranges::all_of(text, [](char c) {
           return c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
         });
}

// A sentence may name people.
std::string code_of(const std::string& reason) { return is_code(reason) ? reason : "other"; }

// Whoever asks may write anything there; an address is no client id of Okta.
std::string client_id_of(const std::string& text) {
  return text.find('@') == std::string::npos ? text : std::string();
}

int rank(Trend trend) {
  switch (trend) {
    case Trend::stopped:
      return 0;
    case Trend::new_reason:
      return 1;
    case Trend::rise:
      return 2;
    case Trend::not_compared:
      return 3;
    case Trend::as_before:
      return 4;
  }
  return 4;
}

bool is_more_often(const FailureCount& failures, std::chrono::milliseconds before,
                   std::chrono::milliseconds since, int factor) {
  return static_cast<double>(failures.since) * static_cast<double>(before.count()) >
         factor * static_cast<double>(failures.before) * static_cast<double>(since.count());
}

Trend trend_of(const FailureCount& failures, std::chrono::milliseconds before,
               std::chrono::milliseconds since) {
  if (failures.since == 0) return Trend::as_before;
  if (before.count() <= 0) return Trend::not_compared;
  const bool stopped = failures.successes_before > 0 && failures.successes_since == 0;
  if (stopped && is_more_often(failures, before, since, 1)) return Trend::stopped;
  if (failures.before == 0) return Trend::new_reason;
  const bool rises =
      failures.since >= kFewestOfARise && is_more_often(failures, before, since, kRiseFactor);
  return rises ? Trend::rise : Trend::as_before;
}

}  // namespace

void TrafficLedger::add(const ServerEvent& event) {
  const ServerRequest& request = event.request;
  const Client client{event.server, client_id_of(request.client_id)};
  const Failure failure{client, request.grant_type, code_of(request.reason)};
  const bool is_new = event.uuid.empty() ? seen_unnamed_.insert({request.at, failure}).second
                                         : seen_.insert(event.uuid).second;
  if (!is_new) return;
  Count& count = request.outcome == Outcome::success ? successes_[client] : failures_[failure];
  ++(request.at < run_ ? count.before : count.since);
}

std::vector<FailureCount> TrafficLedger::failures(std::chrono::milliseconds before,
                                                  std::chrono::milliseconds since) const {
  std::vector<FailureCount> all;
  for (const auto& [failure, count] : failures_) {
    const auto& [client, grant_type, reason] = failure;
    FailureCount& row = all.emplace_back();
    row.authorization_server = std::get<0>(client);
    row.client_id = std::get<1>(client);
    row.grant_type = grant_type;
    row.reason = reason;
    row.before = count.before;
    row.since = count.since;
    if (const auto found = successes_.find(client); found != successes_.end()) {
      row.successes_before = found->second.before;
      row.successes_since = found->second.since;
    }
    row.trend = trend_of(row, before, since);
  }
  std::ranges::stable_sort(all, [](const FailureCount& a, const FailureCount& b) {
    return std::pair(rank(a.trend), -a.since) < std::pair(rank(b.trend), -b.since);
  });
  return all;
}

std::vector<ClientTraffic> TrafficLedger::clients() const {
  std::map<Client, ClientTraffic> all;
  for (const auto& [client, count] : successes_) {
    all[client].successes_before = count.before;
    all[client].successes_since = count.since;
  }
  for (const auto& [failure, count] : failures_) {
    ClientTraffic& traffic = all[std::get<0>(failure)];
    traffic.failures_before += count.before;
    traffic.failures_since += count.since;
  }
  std::vector<ClientTraffic> clients;
  for (auto& [client, traffic] : all) {
    std::tie(traffic.authorization_server, traffic.client_id) = client;
    clients.push_back(std::move(traffic));
  }
  return clients;
}

}  // namespace remediate

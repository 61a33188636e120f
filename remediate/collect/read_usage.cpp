#include "remediate/collect/read_usage.hpp"

#include <algorithm>
#include <iterator>
#include <map>

#include <fmt/format.h>

#include "remediate/collect/read_traffic.hpp"
#include "remediate/collect/source_reading.hpp"
#include "remediate/evidence/foreign_change.hpp"
#include "remediate/evidence/scope_name.hpp"
#include "remediate/evidence/server_grant.hpp"

namespace remediate {
namespace {

// Of a client's tokens or grants the first pages tell whether it lives there at all.
constexpr Extent kFirstPages{.max_pages = 3, .is_sample = false};
constexpr std::size_t kMostClients = 100;
constexpr std::string_view kGrants =
    R"(eventType sw "app.oauth2.as." and outcome.result eq "SUCCESS")";

class UsageReader {
 public:
  UsageReader(const okta::Client& client, const UsageQuestion& question, std::stop_token stop)
      : client_(client),
        question_(question),
        since_(question.since - kClockSkew),
        now_(client.clock().now()),
        stop_(std::move(stop)) {}

  ServerUsage read() {
    read_tokens();
    for (const std::string& each : question_.clients) read_grants_of(each);
    if (question_.anybody) read_grants_of_anybody();
    settle_gaps();
    ServerUsage usage{question_.since, {}, std::move(gaps_)};
    for (auto& [id, live] : live_) usage.clients.push_back(std::move(live));
    return usage;
  }

 private:
  LiveClient& live(const std::string& client_id) {
    LiveClient& found = live_[client_id];
    found.client_id = client_id;
    if (const auto name = names_.find(client_id); name != names_.end()) found.name = name->second;
    return found;
  }

  void add_scopes(LiveClient& client, const ScopeSet& scopes, bool are_all) {
    ScopeSet all = client.scopes;
    all.insert(all.end(), scopes.begin(), scopes.end());
    client.scopes = as_scope_set(std::move(all));
    client.scopes_known = client.scopes_known && are_all;
  }

  void keep_gaps(SourceReading reading) {
    std::ranges::move(reading.gaps, std::back_inserter(gaps_));
  }

  void read_tokens() {
    std::vector<std::string> holders;
    keep_gaps(read_list(client_.clients(question_.server).list(), source::kServerClients, {}, stop_,
                        [&](const okta::OAuthClient& each) {
                          names_[each.client_id] = each.name;
                          if (question_.anybody || question_.clients.contains(each.client_id))
                            holders.push_back(each.client_id);
                        }));
    if (holders.size() > kMostClients) {
      gaps_.push_back(
          {std::string(source::kServerClients), "truncated", "",
           fmt::format("{} clients hold tokens, {} were looked at", holders.size(), kMostClients),
           ""});
      holders.resize(kMostClients);
    }
    for (const std::string& each : holders) read_tokens_of(each);
  }

  void read_tokens_of(const std::string& client_id) {
    const auto take = [&](const okta::RefreshToken& token) {
      if (!token.is_live(now_) || !token.is_used_since(since_)) return;
      LiveClient& holder = live(client_id);
      holder.holds_tokens = true;
      add_scopes(holder, token.scopes, !token.scopes.empty());
    };
    SourceReading reading = read_list(client_.refresh_tokens(question_.server, client_id).list(),
                                      source::kRefreshTokens, client_id, stop_, take, kFirstPages);
    // A client that is not there any more holds nothing.
    if (reading.error && reading.error->kind == okta::ErrorKind::not_found) return;
    keep_gaps_about(client_id, std::move(reading));
  }

  void read_grants_of(const std::string& client_id) {
    const std::string name = okta::scim_string(client_id);
    const std::string filter = fmt::format(
        "{0} and (client.id eq {1} or actor.id eq {1} or target.id eq {1})", kGrants, name);
    const auto take = [&](const okta::LogEvent& event) {
      const auto grant = read_server_grant(event, question_.server, question_.reference);
      if (!grant || (!grant->client_id.empty() && grant->client_id != client_id)) return;
      note(client_id, *grant);
    };
    keep_gaps_about(
        client_id,
        read_list(client_.system_log().events({logged_since(), now_ + kClockSkew, filter}),
                  source::kSystemLog, client_id, stop_, take, kFirstPages));
  }

  void read_grants_of_anybody() {
    const std::string places = filter_of_server(question_.server, question_.reference);
    const auto take = [&](const okta::LogEvent& event) {
      const auto grant = read_server_grant(event, question_.server, question_.reference);
      if (grant && !grant->client_id.empty()) note(grant->client_id, *grant);
    };
    keep_gaps_about(
        {}, read_list(client_.system_log().events({logged_since(), now_ + kClockSkew,
                                                   fmt::format("{} and ({})", kGrants, places)}),
                      source::kSystemLog, {}, stop_, take, kFirstPages));
  }

  void note(const std::string& client_id, const ServerGrant& grant) {
    LiveClient& holder = live(client_id);
    holder.last_grant = std::max(holder.last_grant.value_or(grant.at), grant.at);
    add_scopes(holder, grant.scopes, grant.scopes_known);
  }

  // Of a token or an event that did not decode, a gap names that one; who it is about matters here.
  void keep_gaps_about(const std::string& client_id, SourceReading reading) {
    for (Gap& gap : reading.gaps) gap.subject = client_id;
    keep_gaps(std::move(reading));
  }

  // Whether it lives there is known of a live one; only what else it holds is not.
  void settle_gaps() {
    std::erase_if(gaps_, [&](const Gap& gap) {
      const auto found = live_.find(gap.subject);
      if (found != live_.end()) found->second.scopes_known = false;
      return found != live_.end();
    });
  }

  // Whoever got no token for as long as that, and holds no refresh token, lives there no more.
  [[nodiscard]] okta::Timestamp logged_since() const {
    return std::max(since_, now_ - kLogRetention);
  }

  const okta::Client& client_;
  const UsageQuestion& question_;
  okta::Timestamp since_;
  okta::Timestamp now_;
  std::stop_token stop_;
  std::map<std::string, std::string> names_;
  std::map<std::string, LiveClient> live_;
  std::vector<Gap> gaps_;
};

}  // namespace

ServerUsage read_usage(const okta::Client& client, const UsageQuestion& question,
                       const std::stop_token& stop) {
  return UsageReader(client, question, stop).read();
}

RecentChanges read_recent_changes(const okta::Client& client, okta::Timestamp since,
                                  const std::stop_token& stop) {
  RecentChanges recent;
  recent.since = std::max(since, client.clock().now() - kLogRetention);
  const auto take = [&](const okta::LogEvent& event) {
    if (auto change = read_foreign_change(event)) recent.changes.push_back(std::move(*change));
  };
  const okta::Timestamp until = client.clock().now() + kClockSkew;
  SourceReading reading =
      read_list(client.system_log().events({recent.since, until, filter_of_changes()}),
                source::kSystemLog, {}, stop, take, kFirstPages);
  recent.gaps = std::move(reading.gaps);
  return recent;
}

}  // namespace remediate

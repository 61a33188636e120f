#include "remediate/collect/read_traffic.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace remediate {
namespace {

// A filter is a part of the URL, and URLs have an end.
constexpr std::size_t kMostNamedClients = 10;

std::string filter_of(const TrafficQuestion& question) {
  std::string filter = R"(eventType sw "app.oauth2.as.")";
  if (question.only_grants) filter += R"( and outcome.result eq "SUCCESS")";
  std::vector<std::string> servers;
  for (const ServerName& each : question.servers)
    servers.push_back(filter_of_server(each.id, each.reference));
  filter += fmt::format(" and ({})", fmt::join(servers, " or "));
  if (question.clients.empty() || question.clients.size() > kMostNamedClients) return filter;
  std::vector<std::string> clients;
  for (const std::string& each : question.clients)
    clients.push_back(fmt::format("client.id eq {0} or actor.id eq {0} or target.id eq {0}",
                                  okta::scim_string(each)));
  return filter + fmt::format(" and ({})", fmt::join(clients, " or "));
}

// The server that the event names; else the first that it may be of.
std::optional<ServerEvent> event_at(const std::vector<ServerName>& servers,
                                    const okta::LogEvent& event) {
  std::optional<ServerEvent> possible;
  for (const ServerName& each : servers) {
    auto request = read_server_request(event, each.id, each.reference);
    if (!request) continue;
    const bool is_named = request->named == each.id || request->named == each.reference;
    if (!is_named && possible) continue;
    possible = ServerEvent{event.uuid, each.id, std::move(*request)};
    if (is_named) break;
  }
  return possible;
}

bool is_cut_off(const Gap& gap) { return gap.reason == "truncated"; }

}  // namespace

std::string filter_of_server(const std::string& server, const std::string& reference) {
  std::string filter = fmt::format("target.id eq {}", okta::scim_string(server));
  for (const std::string& each : std::set{server, reference}) {
    for (const std::string_view endpoint : {"authorize", "token"})
      filter += fmt::format(" or debugContext.debugData.requestUri eq {}",
                            okta::scim_string(fmt::format("/oauth2/{}/v1/{}", each, endpoint)));
  }
  return filter;
}

TrafficReading read_traffic(const okta::Client& client, const TrafficQuestion& question,
                            std::stop_token stop) {
  TrafficReading result;
  const auto take = [&](const okta::LogEvent& event) {
    result.newest = std::max(result.newest.value_or(event.published), event.published);
    auto read = event_at(question.servers, event);
    if (!read) return;
    if (question.only_grants && read->request.outcome != Outcome::success) return;
    if (question.clients.empty() || question.clients.contains(read->request.client_id))
      result.events.push_back(std::move(*read));
  };
  const okta::LogQuery query{question.window.since, question.window.until, filter_of(question)};
  result.reading =
      read_list(client.system_log().events(query), source::kSystemLog, {}, std::move(stop), take,
                Extent{.max_pages = kMostTrafficPages, .is_sample = false});
  result.cut_off = std::erase_if(result.reading.gaps, is_cut_off) > 0;
  return result;
}

}  // namespace remediate

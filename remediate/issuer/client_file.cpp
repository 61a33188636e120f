#include "remediate/issuer/client_file.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "remediate/issuer/clients_in_file.hpp"
#include "remediate/issuer/notes.hpp"
#include "remediate/issuer/reading.hpp"
#include "remediate/issuer/spelling.hpp"

namespace remediate {
namespace {

constexpr FateWithReason kOktaApiScopes{
    Fate::stays, "okta-api-scopes",
    "the client asks for Okta API scopes, which only the org authorization server grants"};

constexpr FateWithReason kHardCoded{
    Fate::manual, "hard-coded-library",
    "the library asks the org server whatever is written here: it has to be replaced first"};

// In the order of their places in the file; what is derived goes on naming its base.
void put_in_order(std::vector<Found>& found, const Configuration& configuration) {
  const auto place = [&](const Found& each) {
    const Scalar& scalar = configuration.scalars[each.occurrence.scalar];
    return scalar.origin[std::min(each.occurrence.begin, scalar.origin.size() - 1)];
  };
  std::vector<std::size_t> order(found.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    return std::pair(place(found[a]), found[a].occurrence.scalar) <
           std::pair(place(found[b]), found[b].occurrence.scalar);
  });
  std::vector<std::size_t> now(found.size());
  for (std::size_t i = 0; i < order.size(); ++i) now[order[i]] = i;
  std::vector<Found> ordered;
  ordered.reserve(found.size());
  for (const std::size_t was : order) ordered.push_back(std::move(found[was]));
  for (Found& each : ordered) {
    if (each.occurrence.base) each.occurrence.base = now[*each.occurrence.base];
  }
  found = std::move(ordered);
}

void bind(std::vector<Found>& found, const ClientsInFile& clients) {
  for (Found& each : found) {
    Occurrence& occurrence = each.occurrence;
    occurrence.client_id = clients.of(occurrence.scalar);
    const bool would_move = occurrence.fate == Fate::moves || occurrence.fate == Fate::ambiguous;
    if (would_move && clients.asks_for_okta_api(occurrence.client_id))
      give(occurrence, kOktaApiScopes);
  }
  // What is derived goes with its base.
  for (Found& each : found) {
    if (!each.occurrence.base) continue;
    const Occurrence& base = found[*each.occurrence.base].occurrence;
    each.occurrence.client_id = base.client_id;
    if (base.fate == Fate::stays) give(each.occurrence, kOktaApiScopes);
  }
}

// A name that could be anything (`scope: prototype`) is no scope unless it looks like one.
bool look_like_scopes(const NamedClient& client) {
  return std::ranges::any_of(client.scopes, [](const std::string& scope) {
    return scope == "openid" || scope.find_first_of(".:/") != std::string::npos;
  });
}

}  // namespace

FileReading read_client_file(std::string_view name, std::string_view bytes, const OrgHosts& hosts,
                             const ReadingOptions& options) {
  FileReading result;
  result.configuration = read_configuration(name, bytes);
  OpenReading reading(name, bytes, hosts, result.configuration);
  find_urls(reading);
  find_server_ids(reading);
  follow_references(reading, options.bound);
  put_in_order(reading.found, result.configuration);
  const ClientsInFile clients(result.configuration);
  bind(reading.found, clients);
  if (asks_org_server_always(bytes)) {
    for (Found& each : reading.found) {
      if (each.occurrence.fate == Fate::moves) give(each.occurrence, kHardCoded);
    }
  }
  for (Found& each : reading.found) result.occurrences.push_back(std::move(each.occurrence));
  if (!result.occurrences.empty()) {
    result.clients = clients.named();
    std::erase_if(result.clients, [](const NamedClient& each) {
      return each.client_id.empty() && !look_like_scopes(each);
    });
  }
  result.notes = notes_on(reading, result.occurrences, result.clients);
  return result;
}

}  // namespace remediate

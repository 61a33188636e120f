#include "remediate/plan/application_urls.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "remediate/issuer/move_url.hpp"
#include "remediate/kinds/content.hpp"

namespace remediate {
namespace {

std::string json_string(const std::string& text) { return nlohmann::json(text).dump(); }

std::string new_url(const std::string& url, const OrgHosts& hosts, const Site& site) {
  const okta::AuthorizationServer& server = site.after().server;
  // A server that is made announces its issuer where it is asked, too, but not before it is there.
  const bool follows_host = server.issuer_mode == "DYNAMIC" && !site.is_made_by_plan();
  const std::string issuer = follows_host ? issuer_at_host_of(url, server.issuer) : server.issuer;
  return moved_url(url, hosts, issuer).value_or(url);
}

std::vector<FieldEdit> edits_for(const Desired& desired, const Snapshot& snapshot,
                                 const PlannedAccess& planned, std::vector<std::string>& because) {
  const OrgHosts hosts(snapshot.org.url, snapshot.org.other_hosts());
  std::vector<FieldEdit> edits;
  for (const DesiredUrl& each : desired.urls) {
    if (each.app_id != planned.access->app_id) continue;
    const std::string moved = new_url(each.value, hosts, *planned.site);
    if (moved == each.value) continue;
    edits.push_back({each.pointer, json_string(each.value), json_string(moved)});
    because = each.because;
  }
  return edits;
}

}  // namespace

std::optional<tl::expected<Change, Blocked>> move_urls(const Desired& desired,
                                                       const Snapshot& snapshot,
                                                       const PlannedAccess& planned,
                                                       std::size_t number) {
  const DesiredAccess& access = *planned.access;
  Change change;
  change.diff = edits_for(desired, snapshot, planned, change.because);
  if (change.diff.empty()) return std::nullopt;
  const auto blocked = [&](std::string by, std::string advice) {
    return tl::unexpected(
        Blocked{change.because.front(), std::move(by), access.label, std::move(advice)});
  };
  if (!access.is_all)
    return blocked("partly-granted",
                   "its URLs stay: not all that this client asks for would be granted there");
  const auto digest = snapshot.application_digests.find(access.app_id);
  if (digest == snapshot.application_digests.end())
    return blocked("incomplete:apps", "the app object could not be read again: plan once more");

  change.id = fmt::format("c{}", number);
  change.action = Action::update;
  change.target = {ObjectKind::application, access.app_id, access.label, {}, {}};
  change.precondition.digest = digest->second;
  for (const Change& each : planned.site->changes()) change.after.push_back(each.id);
  change.why = fmt::format(
      "the app object names the org authorization server; its client moves "
      "to '{}'",
      planned.site->after().server.name);
  return change;
}

}  // namespace remediate

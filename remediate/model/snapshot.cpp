#include "remediate/model/snapshot.hpp"

#include <algorithm>

#include "client/base/url.hpp"

namespace remediate {

std::vector<std::string> OrgSnapshot::other_hosts() const {
  std::vector<std::string> hosts = custom_domains;
  if (const okta::Result<okta::Url> own = okta::parse_url(own_url); own && own->origin() != url)
    hosts.push_back(own->port.empty() ? own->host : own->host + ":" + own->port);
  return hosts;
}

const SourceCoverage* Snapshot::source_named(std::string_view name) const {
  const auto found = std::ranges::find(sources, name, &SourceCoverage::name);
  return found == sources.end() ? nullptr : &*found;
}

}  // namespace remediate

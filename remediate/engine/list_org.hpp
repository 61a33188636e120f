// Apps and servers of an org, for questions that the System Log has no part in. Sends only GETs.
#pragma once

#include <stop_token>

#include "client/client.hpp"
#include "remediate/collect/collect.hpp"

namespace remediate {

[[nodiscard]] okta::Result<Snapshot> list_org(const okta::Client& client,
                                              config::Directives directives,
                                              const CollectOptions& options, std::stop_token stop);

}  // namespace remediate

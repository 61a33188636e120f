#include "remediate/engine/list_org.hpp"

namespace remediate {

okta::Result<Snapshot> list_org(const okta::Client& client, config::Directives directives,
                                const CollectOptions& options, std::stop_token stop) {
  directives.system_log_lookback.reset();
  directives.applications.clear();  // nobody is a suspect
  return collect(client, directives, options, std::move(stop));
}

}  // namespace remediate

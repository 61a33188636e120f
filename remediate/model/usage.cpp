#include "remediate/model/usage.hpp"

#include <algorithm>

#include "client/models/access_policy.hpp"

namespace remediate {

bool LiveClient::may_use(std::string_view scope) const {
  return !scopes_known || std::ranges::find(scopes, scope) != scopes.end();
}

const Gap* ServerUsage::gap_about(std::string_view client_id) const {
  const bool is_anybody = client_id == okta::kAllClients;
  const auto found = std::ranges::find_if(gaps, [&](const Gap& gap) {
    return is_anybody || gap.subject.empty() || gap.subject == client_id;
  });
  return found == gaps.end() ? nullptr : &*found;
}

}  // namespace remediate

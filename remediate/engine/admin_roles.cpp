#include "remediate/engine/admin_roles.hpp"

#include <utility>

namespace remediate {

okta::Result<std::vector<std::string>> own_admin_roles(const okta::Client& client,
                                                       const std::stop_token& stop) {
  const auto owner = client.current_user(stop);
  if (!owner) return okta::failure(owner.error());
  auto walk = client.raw_list("/api/v1/users/" + okta::percent_encode(owner->id) + "/roles");
  std::vector<std::string> roles;
  while (true) {
    const auto page = walk.next(stop);
    if (!page) return okta::failure(page.error());
    if (!*page) return roles;
    for (const okta::JsonView& role : (*page)->elements) {
      if (auto type = role["type"].string()) roles.push_back(std::move(*type));
    }
  }
}

}  // namespace remediate

#include "remediate/checks/target_choice.hpp"

#include <algorithm>

#include "config/server_to_make.hpp"
#include "remediate/checks/completeness.hpp"

namespace remediate {

const std::string& target_reference(const CheckInput& input, const Demand& demand) {
  return demand.target ? *demand.target : input.directives.target.authorization_server;
}

const ServerSnapshot* find_target(const CheckInput& input, const std::string& reference) {
  return find_target(input.snapshot, reference,
                     config::name_to_make(input.directives.target, reference));
}

bool may_be_created(const config::Directives& directives, const std::string& reference) {
  return !config::name_to_make(directives.target, reference).empty();
}

bool servers_were_read(const CheckInput& input) {
  return input.snapshot.api_access_management.state == ApiAccessState::present &&
         was_read_whole(input, source::kAuthorizationServers);
}

std::optional<TargetServer> describe_target(const CheckInput& input, const std::string& reference) {
  TargetServer described;
  described.reference = reference;
  const ServerSnapshot* server = find_target(input, reference);
  described.state = state_of(server);
  if (server != nullptr) {
    described.authorization_server_id = server->server.id;
    described.name = server->server.name;
    described.issuer = server->server.issuer;
    return described;
  }
  const bool is_absent = input.snapshot.api_access_management.state == ApiAccessState::absent;
  if (!is_absent && !servers_were_read(input)) return std::nullopt;
  described.name = may_be_created(input.directives, reference)
                       ? input.directives.target.create->name
                       : reference;
  return described;
}

bool allows(const config::Directives& directives, std::string_view exception) {
  return std::ranges::find(directives.allow, exception) != directives.allow.end();
}

}  // namespace remediate

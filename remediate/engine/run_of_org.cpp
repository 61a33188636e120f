#include "remediate/engine/run_of_org.hpp"

#include <fmt/format.h>

namespace remediate {

okta::Status check_org_of(const Run& run, const okta::Client& client) {
  const std::string org = client.org_url().origin();
  if (run.org == org) return {};
  return okta::failure(
      okta::ErrorKind::invalid_input,
      fmt::format("run {} was made in {}, the settings name {}", run.id, run.org, org));
}

}  // namespace remediate

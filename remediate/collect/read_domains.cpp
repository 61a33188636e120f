#include "remediate/collect/read_domains.hpp"

namespace remediate {

SourceReading read_domains(const okta::Client& client, std::stop_token stop,
                           const std::function<void(const okta::Domain&)>& take) {
  SourceReading reading =
      read_list(client.organization().domains(), source::kDomains, {}, std::move(stop), take);
  if (reading.error && reading.error->kind == okta::ErrorKind::feature_missing)
    return reading_of(source::kDomains);
  return reading;
}

}  // namespace remediate

#include "remediate/collect/read_applications.hpp"

namespace remediate {

ApplicationsReading read_applications(const okta::Client& client, std::stop_token stop) {
  ApplicationsReading result;
  result.reading = read_list(client.applications().list(), source::kApps, {}, std::move(stop),
                             [&](okta::Application app) {
                               if (app.is_oidc()) result.oidc.push_back(std::move(app));
                             });
  result.undecoded = result.reading.skipped_ids;
  return result;
}

}  // namespace remediate

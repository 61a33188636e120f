// The applications of the org: the OIDC ones typed, the others counted.
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "client/client.hpp"
#include "remediate/collect/source_reading.hpp"
#include "remediate/model/snapshot.hpp"

namespace remediate {

struct ApplicationsReading {
  std::vector<okta::Application> oidc;
  std::vector<std::string> undecoded;  // ids
  SourceReading reading;
};

[[nodiscard]] ApplicationsReading read_applications(const okta::Client& client,
                                                    std::stop_token stop);

}  // namespace remediate

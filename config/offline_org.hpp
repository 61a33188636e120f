// The URLs of an org for verbs that work offline and need no credentials.
#pragma once

#include <string>
#include <vector>

#include "config/settings.hpp"

namespace config {

// Those that are named, under the rules of every org URL; else the one of the settings, if there is
// one. Empty when nobody says which org. Fails with ErrorKind::invalid_input.
[[nodiscard]] okta::Result<std::vector<okta::Url>> load_org_urls(
    const std::vector<std::string>& named, const SettingsSources& sources);

}  // namespace config

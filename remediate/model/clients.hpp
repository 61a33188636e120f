// Applications as OAuth clients. Pointers point into the Snapshot, which must outlive them. Pure.
#pragma once

#include <map>
#include <string>

#include "remediate/model/snapshot.hpp"

namespace remediate {

// An app that does not tell its client id goes by its own: they are the same in all recordings.
[[nodiscard]] const std::string& client_id_of(const okta::Application& application);

// Null when the org does not show it.
[[nodiscard]] const okta::Application* application_of_client(const Snapshot& snapshot,
                                                             const std::string& client_id);

using Labels = std::map<std::string, std::string>;  // by client id

[[nodiscard]] Labels labels_of(const Snapshot& snapshot);

}  // namespace remediate

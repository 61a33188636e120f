#include "remediate/model/clients.hpp"

#include <algorithm>

namespace remediate {

const std::string& client_id_of(const okta::Application& application) {
  return application.client_id ? *application.client_id : application.id;
}

const okta::Application* application_of_client(const Snapshot& snapshot,
                                               const std::string& client_id) {
  const auto found = std::ranges::find(snapshot.applications, client_id, client_id_of);
  return found == snapshot.applications.end() ? nullptr : &*found;
}

Labels labels_of(const Snapshot& snapshot) {
  Labels labels;
  for (const okta::Application& each : snapshot.applications)
    labels[client_id_of(each)] = each.label;
  return labels;
}

}  // namespace remediate

// Which request a change is: the only place that knows it, for showing, for the journal and for
// sending. Paths come from the client's endpoint table.
#pragma once

#include <optional>
#include <string>

#include "client/base/json_edit.hpp"
#include "client/client.hpp"
#include "remediate/model/change.hpp"
#include "remediate/model/planned_request.hpp"

namespace remediate {

// Nothing when this tool never sends such a request.
[[nodiscard]] std::optional<PlannedRequest> request_of(const Change& change);

// Of an answer only what a run keeps: the body of an app's answer holds its client secret.
struct WriteAnswer {
  Made made;  // of a create
  std::string request_id;
};

// Sends request_of(change). `replacement`: the edited object of an update. Does not listen to a
// stop: whether a request that is under way was carried out would be anybody's guess.
[[nodiscard]] okta::Result<WriteAnswer> send(const okta::Client& client, const Change& change,
                                             const std::optional<okta::JsonEdit>& replacement);

}  // namespace remediate

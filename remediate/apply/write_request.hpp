// Which request a change is: the only place that knows it, for showing, for the journal and for
// sending. Paths come from the client's endpoint table.
#pragma once

#include <optional>
#include <stop_token>
#include <string>

#include "client/client.hpp"
#include "remediate/apply/step.hpp"
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

// Sends request_of(change). A stop ends the waits before it is sent again, not a request that is
// under way: whether that was carried out would be anybody's guess. An update is not sent again:
// Error::again says whether that may be done, and `earlier` hands it in.
[[nodiscard]] okta::Result<WriteAnswer> send(const okta::Client& client, const Prepared& prepared,
                                             const okta::Repetition& earlier, std::stop_token stop);

}  // namespace remediate

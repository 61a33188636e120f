// How the transports are stacked, in one place. Internal to client/.
#pragma once

#include <memory>

#include "client/client.hpp"
#include "client/http/trace.hpp"

namespace okta {

// Retry > Auth > Trace > Curl: what belongs to one attempt (the credential, the log line) sits
// inside Retry.
[[nodiscard]] std::unique_ptr<Transport> make_stack(const ClientOptions& options, Clock& clock,
                                                    const std::shared_ptr<CallCount>& calls);

// The same without Auth. Redirect targets and discovery documents may lie anywhere; this stack has
// no token to lose.
[[nodiscard]] std::unique_ptr<Transport> make_public_stack(const ClientOptions& options,
                                                           Clock& clock,
                                                           const std::shared_ptr<CallCount>& calls);

}  // namespace okta

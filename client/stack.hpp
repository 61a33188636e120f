// How the transports are stacked, in one place. Internal to client/.
#pragma once

#include <memory>

#include "client/auth/token_source.hpp"
#include "client/client.hpp"
#include "client/http/org_time.hpp"
#include "client/http/trace.hpp"

namespace okta {

// What both stacks of one org share.
struct StackParts {
  Clock& clock;
  std::shared_ptr<CallCount> calls;
  std::shared_ptr<OrgTime> time;
  std::shared_ptr<TokenSource> tokens;  // of a service app; empty: a static token
};

// Retry > Throttle > Auth > OrgTimeReader > Trace > Curl: what belongs to one attempt (a call of
// the rate limit, the credential, the log line) sits inside Retry. What has waited for its rate
// limit is signed after the wait: a token or a DPoP proof ages. Token requests go through what is
// below Auth.
[[nodiscard]] std::unique_ptr<Transport> make_stack(const ClientOptions& options,
                                                    const StackParts& parts);

// The same without Auth. Redirect targets and discovery documents may lie anywhere; this stack has
// no token to lose.
[[nodiscard]] std::unique_ptr<Transport> make_public_stack(const ClientOptions& options,
                                                           const StackParts& parts);

}  // namespace okta

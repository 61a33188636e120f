// The verdict on one application, and the one sentence that says why. Where several hold, the first
// of this order wins:
//
//   ignored     muted in oktafix.yaml, or left out by --include or --exclude
//   affected    shows custom scopes, but its later successes were not read whole: half of them
//               proves neither that it moved nor that it waits for the client
//   moved       failed on the org server; later every use that failed succeeded on custom servers,
//               and none on the org server
//   recovered   the same the other way round
//   affected    both kinds of success later: part of the client still asks the org server
//   prepared    the target grants every request seen or declared, with all their scopes configured,
//               under every reading of Okta's documents; approved or not does not matter any more
//   affected    every other app that shows custom scopes
//   unknown     its tile asks for custom scopes, but nothing shows that the client does
//   unknown     nothing shows custom scopes, but a source that could was not read whole
//   clean       otherwise
//
// An owner's declaration is no request, but it says that the app needs the scopes: such an app is
// affected until the target grants them, then prepared, or moved when a success on a custom server
// was seen. Hidden scopes cannot be shown to be granted, so an app that hides some stays affected
// until it moves or somebody declares what it asks for. Pure.
#pragma once

#include <string>

#include "remediate/checks/check.hpp"
#include "remediate/checks/need.hpp"

namespace remediate {

struct Judgement {
  Verdict verdict = Verdict::unknown;
  std::string reason;  // one sentence
};

[[nodiscard]] Judgement verdict_on(const CheckInput& input, const okta::Application& application,
                                   const Demand& demand);

// The server grants all that the application is known to need, as it asks for it, to everybody whom
// the owner declared, now and under every reading.
[[nodiscard]] bool grants_all_needs(const ServerSnapshot* server,
                                    const okta::Application& application, const Demand& demand);

[[nodiscard]] bool grants_each(const ServerSnapshot* server, const okta::Application& application,
                               const Demand& demand, const std::vector<Need>& needs);

}  // namespace remediate

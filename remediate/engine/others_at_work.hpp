// Who else has been changing, just now, the servers and apps that a plan writes on: told before the
// first write, so that two people do not work on one server without knowing of each other. A
// colleague with oktafix and a state folder of his own is one of them: no lock sees him. It never
// stops anybody. One query of the System Log; the servers are read as well only when an event does
// not say which one it is about.
#pragma once

#include <chrono>
#include <stop_token>
#include <string>
#include <vector>

#include "client/client.hpp"
#include "remediate/model/plan.hpp"
#include "remediate/model/run.hpp"

namespace remediate {

inline constexpr std::chrono::hours kJustNow{1};

// Lines for people; empty when nobody else did, or the plan writes on nothing that is there.
// `runs`: all that the journal tells.
[[nodiscard]] std::vector<std::string> others_at_work(const okta::Client& client, const Plan& plan,
                                                      const std::vector<Run>& runs,
                                                      const std::stop_token& stop);

}  // namespace remediate

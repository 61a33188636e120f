// Orgs whose clients need help, for programs that are killed while they help; and what an org
// holds, in a form in which two orgs compare.
#pragma once

#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "remediate/model/run.hpp"

namespace tests {

struct Scenario {
  nlohmann::ordered_json seed;
  std::string directives;                         // oktafix.yaml
  std::map<std::string, std::string> files = {};  // of clients, beside it
};

// Eleven changes on a server that is there: two scopes; for each of two clients a policy, the copy
// of a rule, a rule, and the PUT that names the client; and a URL in an app object.
[[nodiscard]] Scenario shared_server();
// Seven changes: a server is made for one client, whose app and configuration file then name it.
[[nodiscard]] Scenario new_server();
inline constexpr auto kNewServer = "Billing API";

[[nodiscard]] std::string with_replaced(std::string text, const std::string& from,
                                        const std::string& to);

// Without logs, ids, stamps and numbers: lists are in their order, and an id in a URL becomes the
// name of what it is of. `state` is that of FakeOrg::state_json(), with the client's files.
[[nodiscard]] nlohmann::ordered_json comparable(const std::string& state,
                                                const std::string& base_url);

// What is noted of a run and is not so in the org; empty when it tells the truth. Of a change whose
// request may have left and that nobody noted anything of, either may hold.
[[nodiscard]] std::string untruth_in(const remediate::Run& run, const std::string& state,
                                     const std::string& base_url);

}  // namespace tests

// Orgs whose clients ask the org authorization server for custom scopes, for the verbs that plan
// and write; and what became of them.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "mocks/fake_org.hpp"

namespace tests {

inline constexpr auto kOrders = "0oa1orders";
inline constexpr auto kStock = "0oa2stock";
inline constexpr auto kServerPath = "/api/v1/authorizationServers/aus1default";
// The org's own URL in a seed and in a state, wherever it really listens.
inline constexpr auto kSeedUrl = "https://example.okta.com";
inline const std::vector<std::string> kApproveOrders = {"--approve-scopes", "orders.*"};

// One client, Orders, that asks for openid and orders.read. To help it takes five writes: scope,
// policy, the copy of a rule, a rule, and the PUT that names the client.
[[nodiscard]] nlohmann::ordered_json orders_seed();
// And a second, Stock, that asks for the same: nine writes.
[[nodiscard]] nlohmann::ordered_json two_client_seed();
[[nodiscard]] mocks::FakeOrg started_with(const nlohmann::ordered_json& seed,
                                          std::vector<std::string> faults = {});

[[nodiscard]] std::vector<std::string> with_approval(std::vector<std::string> arguments);

// What the org was sent besides reads, answered or not: "POST /api/v1/...".
[[nodiscard]] std::vector<std::string> writes(const mocks::FakeOrg& org);
[[nodiscard]] std::vector<mocks::RecordedRequest> write_requests(const mocks::FakeOrg& org);

// All that the org holds besides its log, without what the server stamps or numbers.
[[nodiscard]] nlohmann::ordered_json state_of(const mocks::FakeOrg& org);
inline const nlohmann::ordered_json kNoMoves = nlohmann::ordered_json::array();
// From one state to another, as a JSON patch.
[[nodiscard]] nlohmann::ordered_json moves(const nlohmann::ordered_json& before,
                                           const nlohmann::ordered_json& after);
// The policy of oktafix's own for that client; null when there is none.
[[nodiscard]] nlohmann::ordered_json own_policy(const mocks::FakeOrg& org,
                                                const std::string& client_id);
[[nodiscard]] nlohmann::ordered_json app_of(const mocks::FakeOrg& org, const std::string& id);
[[nodiscard]] bool has_scope(const mocks::FakeOrg& org, const std::string& name);

}  // namespace tests

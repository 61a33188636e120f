// Makes every call that the client can make, once each, with bodies as real as an admin's. What is
// answered does not matter, only that the request is one that Okta's API description allows: the
// judge of script/contract looks at them, and an ordinary test that no row of the endpoint table is
// missing.
#pragma once

#include <string>
#include <vector>

#include "client/client.hpp"

namespace tests {

// A sentence for each call that got no answer at all; empty when all were answered.
[[nodiscard]] std::vector<std::string> make_every_call(const okta::Client& client);

}  // namespace tests

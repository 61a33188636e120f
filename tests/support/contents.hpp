// What an org would have answered for hand-built scopes, policies and rules: fills in their
// `content`, in the shape of Okta's API, from the typed fields. A condition that the model does not
// know becomes a member of that name.
#pragma once

#include "remediate/model/snapshot.hpp"

namespace tests {

void fill_contents(remediate::ServerSnapshot& server);

}  // namespace tests

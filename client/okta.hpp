// The Okta Management API client, as its users include it. docs/client.md shows how to open an org,
// list, read and replace.
#pragma once

#include "client/client.hpp"  // IWYU pragma: export

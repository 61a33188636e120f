// The private key of a service app, given as a PEM, as a JWK or as the path of a file that holds
// either. Checks what can be checked without cryptography; the key itself is read by client/auth.
#pragma once

#include <filesystem>

#include "client/base/result.hpp"
#include "client/base/secret.hpp"

namespace config {

// A relative path is looked up in `working_folder`, `~/` in `home`. The message is a clause that
// repeats nothing of the given text but the path of a file that is there.
[[nodiscard]] okta::Result<okta::Secret> read_private_key(
    const okta::Secret& given, const std::filesystem::path& home,
    const std::filesystem::path& working_folder);

}  // namespace config

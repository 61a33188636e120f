// What every transport that adds a credential keeps to: it goes to the org's own origin and nowhere
// else, and what comes back in a refusal must not carry it into messages and reports. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "client/http/transport.hpp"

namespace okta {

// Why this request may not carry a credential of the org; nothing: it may.
[[nodiscard]] std::optional<Error> refusal_to_sign(const Request& request, const Url& org);

// A proxy may tell in its refusal what it was sent.
void blot_out(std::string_view credential, std::string& text);

}  // namespace okta

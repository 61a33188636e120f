// What somebody configured of an object, as JSON text: everything but what Okta stamps on it (id,
// times, links). Kept beside the typed fields of scopes, policies and rules, because whether one of
// them was changed, and what a copy of a rule must carry, depends on members that no model knows.
// Such objects hold no secret. Pure.
#pragma once

#include <string>

#include "client/base/json_document.hpp"

namespace okta {

// Compact. Empty for what is no object.
[[nodiscard]] std::string content_of(const JsonView& json);

}  // namespace okta

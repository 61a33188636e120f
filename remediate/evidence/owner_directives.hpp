// What oktafix.yaml says of one application, its matching directives taken together. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/models/application.hpp"
#include "config/directives.hpp"

namespace remediate {

// Directives that name the application by an id come before those that match its label.
[[nodiscard]] std::vector<const config::ApplicationDirective*> directives_for(
    const config::Directives& directives, const okta::Application& application);

}  // namespace remediate

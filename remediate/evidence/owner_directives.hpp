// What oktafix.yaml says of one application, its matching directives taken together. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/models/application.hpp"
#include "config/directives.hpp"

namespace remediate {

// By its own id or its client id, not by its label.
[[nodiscard]] bool names_by_id(const config::ApplicationDirective& directive,
                               const okta::Application& application);

// Directives that name the application by an id come before those that match its label.
[[nodiscard]] std::vector<const config::ApplicationDirective*> directives_for(
    const config::Directives& directives, const okta::Application& application);

}  // namespace remediate

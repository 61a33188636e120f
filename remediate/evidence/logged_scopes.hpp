// The scopes of a request, from wherever a System Log event may show them. Source: System Log API,
// whose debugData is free text: nothing promises a key, a separator or a whole string. Pure.
#pragma once

#include <optional>
#include <string_view>

#include "client/base/url.hpp"
#include "client/models/log_event.hpp"
#include "remediate/model/logged_request.hpp"

namespace remediate {

struct LoggedScopes {
  std::optional<ScopeSet> scopes;  // nullopt: not shown; never an empty set
  bool is_part = false;            // there were more, or others, than these
};

// `custom_expected`: Okta said that a custom scope was among them. Then a lone comma is part of a
// name when no other reading shows a custom scope (`openid,profile` asked as one scope).
[[nodiscard]] LoggedScopes read_scopes(const okta::LogEvent& event, bool custom_expected);

// The parameters of the logged request line; empty when the log shows none.
[[nodiscard]] okta::QueryParameters logged_parameters(const okta::LogEvent& event);

}  // namespace remediate

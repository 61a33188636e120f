// Words that the messages of several checks share. What comes from the org goes in as it is: the
// reports escape it. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "remediate/checks/check.hpp"

namespace remediate {

[[nodiscard]] Finding about(const okta::Application& application, Severity severity);
[[nodiscard]] Finding about_server(std::string id, std::string label, Severity severity);
[[nodiscard]] Finding about_org(const CheckInput& input, Severity severity);

// "a, b and 3 more"
[[nodiscard]] std::string list_of(const std::vector<std::string>& names);

// "the custom scope orders.read", "the custom scopes a, b"
[[nodiscard]] std::string custom_scopes_in_words(const ScopeSet& scopes);

// How the demand is known, one line a source, with counts and times.
[[nodiscard]] std::vector<std::string> how_known(const Demand& demand);

// "authorization server 'Orders API' (aus1)", or the reference where it is not there.
[[nodiscard]] std::string target_of(const OpenCase& open);

// Where the client has to go: the issuer of the target, in words.
[[nodiscard]] std::string change_issuer_advice(const OpenCase& open);

// "authorization_code: openid, orders.read"
[[nodiscard]] std::string text_of(const Need& need);

// The rule that says why scopes of this standing wait; empty for approved ones.
[[nodiscard]] std::string_view blocking_rule(Standing standing);

}  // namespace remediate

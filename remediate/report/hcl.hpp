// Writing HCL, the language of Terraform: strings whose content cannot act (quotes, line ends,
// `${` and `%{` templates), lists, and references between resources. Internal to this room. Pure.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace remediate::hcl {

// Change id -> address of the resource that makes it: "okta_auth_server.orders_c1".
using Addresses = std::map<std::string, std::string, std::less<>>;

// A quoted string, in ASCII. References to changes that have an address become templates, or the
// bare expression when there is nothing else.
[[nodiscard]] std::string string(std::string_view text, const Addresses& addresses);

// Strings, numbers, booleans, and lists of them.
[[nodiscard]] std::string value(const nlohmann::json& json, const Addresses& addresses);

// An identifier that says something of `name` and is unique by `suffix`.
[[nodiscard]] std::string identifier(std::string_view name, std::string_view suffix);

// "# ..." in one line.
[[nodiscard]] std::string comment(std::string_view text);

}  // namespace remediate::hcl

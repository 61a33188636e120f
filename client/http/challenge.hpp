// WWW-Authenticate: what a server asks for before it answers (RFC 9110, 11.6.1). A server may send
// several such headers, and several challenges in one; all of them are read. Never fails: what is
// malformed reads as far as it makes sense. Pure.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/http/transport.hpp"

namespace okta {

struct Challenge {
  std::string scheme;  // as written: "Bearer", "DPoP"; empty when parameters came without one
  std::vector<std::pair<std::string, std::string>> parameters;

  // Names match in any case; empty when absent.
  [[nodiscard]] std::string_view parameter(std::string_view name) const;
};

[[nodiscard]] std::vector<Challenge> read_challenges(const Headers& headers);

// The first one that carries this parameter; nullptr when none does.
[[nodiscard]] const Challenge* challenge_with(const std::vector<Challenge>& challenges,
                                              std::string_view parameter);

}  // namespace okta

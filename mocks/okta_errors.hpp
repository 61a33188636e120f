// Error answers in Okta's words, as its error catalogue and the recordings have them. errorLink is
// the code again, not a URL.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mocks/wire.hpp"

namespace mocks {

// The catalogue knows the status and the summary; a summary given here replaces the catalogue's.
[[nodiscard]] Response okta_error(std::string_view code,
                                  const std::vector<std::string>& causes = {},
                                  std::string_view summary = {});
[[nodiscard]] Response not_found(std::string_view id,
                                 std::string_view type);  // "(AuthorizationServer)" and so on
[[nodiscard]] Response validation_failed(std::string_view what,
                                         const std::vector<std::string>& causes = {});
[[nodiscard]] bool is_okta_error_code(std::string_view code);

// What Okta would send with that status; a gateway's page for those that Okta's servers never send
// themselves.
[[nodiscard]] Response error_with_status(int status);

// Endpoints below /oauth2 answer in OAuth's own form.
[[nodiscard]] Response oauth_error(int status, std::string_view error,
                                   std::string_view description);
[[nodiscard]] Response error_page(int status, std::string_view error, std::string_view description);

}  // namespace mocks

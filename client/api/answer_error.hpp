// What a failed answer means. Okta's docs allow only `errorCode` for control flow, and the same
// code comes with several statuses, so the order is: rate limit, error code, WWW-Authenticate,
// status. Pure.
#pragma once

#include <string_view>

#include "client/http/transport.hpp"

namespace okta {

namespace error_code {
inline constexpr std::string_view kInvalidToken = "E0000011";
inline constexpr std::string_view kFeatureNotEnabled = "E0000015";
inline constexpr std::string_view kAccessDenied = "E0000006";
inline constexpr std::string_view kInvalidSession = "E0000005";
inline constexpr std::string_view kNotFound = "E0000007";
inline constexpr std::string_view kInternal = "E0000009";
}  // namespace error_code

[[nodiscard]] inline bool is_success(const Response& response) {
  return response.status >= 200 && response.status < 300;
}

[[nodiscard]] Error error_of(const Response& response, Method method, const Url& url);

// A 2xx whose body is not what the API promises.
[[nodiscard]] Error protocol_error(const Response& response, Method method, const Url& url,
                                   std::string message);

}  // namespace okta

#include "client/auth/own_origin.hpp"

#include <cstddef>

namespace okta {

std::optional<Error> refusal_to_sign(const Request& request, const Url& org) {
  if (same_origin(request.url, org) && !request.url.has_credentials) return std::nullopt;
  Error error{ErrorKind::invalid_input,
              "refused to send the token of " + org.origin() + " to " + request.url.origin(),
              std::nullopt,
              {}};
  error.not_sent = true;
  return error;
}

void blot_out(std::string_view credential, std::string& text) {
  // Okta's tokens are longer than 40 characters; what is shorter may be a word of the answer.
  constexpr std::size_t kShortestToken = 16;
  if (credential.size() < kShortestToken) return;
  for (std::size_t at = text.find(credential); at != std::string::npos;
       at = text.find(credential, at))
    text.replace(at, credential.size(), "[token]");
}

}  // namespace okta

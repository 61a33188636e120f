// The two kinds of a static credential, apart from the transport that adds them, so that settings
// can name them without it.
#pragma once

namespace okta {

enum class TokenScheme {
  ssws,    // an Okta API token
  bearer,  // an OAuth access token that somebody else fetched
};

}  // namespace okta

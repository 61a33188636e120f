// Who lives on an authorization server: clients that hold refresh tokens of it, or were granted
// something there, since a moment. What a rollback may take away depends on it, so what could not
// be read is told: a gap is not a pass. Names are those of apps; people are nowhere in it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/base/timestamp.hpp"
#include "remediate/model/coverage.hpp"
#include "remediate/model/logged_request.hpp"

namespace remediate {

struct LiveClient {
  std::string client_id;
  std::string name;  // of its app; empty when not known
  ScopeSet scopes;   // of its tokens and grants
  // False: one of its tokens or grants does not say which scopes it has; it may be any.
  bool scopes_known = true;
  bool holds_tokens = false;                  // refresh tokens, issued or used since
  std::optional<okta::Timestamp> last_grant;  // in the System Log

  [[nodiscard]] bool may_use(std::string_view scope) const;
};

struct ServerUsage {
  okta::Timestamp since{};
  std::vector<LiveClient> clients;
  std::vector<Gap> gaps;  // subject: the client that cannot be told about; empty: any

  // Why it cannot be said whether the client lives there; null when it can. Of ALL_CLIENTS: whether
  // anybody does.
  [[nodiscard]] const Gap* gap_about(std::string_view client_id) const;
};

namespace assumption {
inline constexpr std::string_view kClientsCutOff = "clients-cut-off";  // of a rollback
}  // namespace assumption

namespace source {
inline constexpr std::string_view kServerClients = "clients";        // of one server
inline constexpr std::string_view kRefreshTokens = "refreshTokens";  // of one of them
}  // namespace source

}  // namespace remediate

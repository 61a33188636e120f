// What was read and what was not. A gap is never a pass: whoever draws "nothing found" from a
// Snapshot must look here first.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/base/timestamp.hpp"

namespace remediate {

// Names of the sources, as the JSON report spells them.
namespace source {
inline constexpr std::string_view kApps = "apps";
inline constexpr std::string_view kAuthorizationServers = "authorizationServers";
inline constexpr std::string_view kScopes = "scopes";
inline constexpr std::string_view kClaims = "claims";
inline constexpr std::string_view kPolicies = "policies";
inline constexpr std::string_view kRules = "rules";
inline constexpr std::string_view kGrants = "grants";
inline constexpr std::string_view kSystemLog = "systemLog";
inline constexpr std::string_view kLaterSuccesses = "laterSuccesses";  // of suspects, in the log
inline constexpr std::string_view kDomains = "domains";
inline constexpr std::string_view kOrganization = "organization";
inline constexpr std::string_view kDiscovery = "discovery";
inline constexpr std::string_view kClientFiles = "clientFiles";  // that oktafix.yaml binds to apps
}  // namespace source

// Something that could not be read, and what would be needed to read it.
struct Gap {
  std::string source;
  std::string reason;   // forbidden | missingScope | truncated | undecodable | failed |
                        // unrecognisedReason | off | ...
  std::string needs;    // a scope, a role, a longer window; empty when nothing known would help
  std::string detail;   // for people
  std::string subject;  // id of the object concerned; empty when the whole source is
};

struct SourceCoverage {
  std::string name;
  int pages = 0;
  int read = 0;     // objects that decoded
  int skipped = 0;  // objects that did not
  bool complete = true;
};

struct LogWindow {
  okta::Timestamp since{};
  okta::Timestamp until{};
  bool truncated = false;  // not all of it could be read
};

}  // namespace remediate

// oktafix.yaml: what the owner of the org directs. Strict: an unknown key, a wrong type or a value
// out of range is an error with file:line:column, and all problems are told at once. Every field
// has the default that holds without a file.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/base/result.hpp"

namespace config {

struct CreateServer {
  std::string name;
  std::string audience;
};

struct Target {
  std::string authorization_server = "default";  // `default`, an id, or a name
  std::optional<CreateServer> create;
};

struct Scopes {
  std::vector<std::string> approve;  // globs
  std::string consent = "IMPLICIT";  // IMPLICIT | REQUIRED | FLEXIBLE
};

struct Ignore {
  std::string reason;
  std::optional<std::chrono::year_month_day> until;  // the last day on which it holds
};

struct ApplicationDirective {
  std::string match;  // client id, app id or label glob
  std::vector<std::string> scopes;
  std::vector<std::string> grant_types;
  std::optional<std::string> authorization_server;
  std::vector<std::string> groups;
  std::vector<std::string> files;
  std::optional<Ignore> ignore;
  int line = 0;  // in the file, for messages
};

struct Limits {
  int max_changes = 50;
  int rate_share_percent = 50;
};

struct Directives {
  Target target;
  Scopes scopes;
  std::optional<std::chrono::hours> system_log_lookback =
      std::chrono::hours{24 * 30};  // nullopt: `off`
  std::vector<ApplicationDirective> applications;
  Limits limits;
  std::vector<std::string> allow;  // widens-others, activate:<id>
  // Where it lies: what its `files` are relative to. Empty: there is no such file.
  std::filesystem::path folder = {};
};

[[nodiscard]] okta::Result<Directives> parse_directives(std::string_view yaml,
                                                        const std::string& file_name);
[[nodiscard]] okta::Result<Directives> load_directives(const std::filesystem::path& file);

}  // namespace config

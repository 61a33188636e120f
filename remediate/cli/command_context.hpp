// What a verb is given: its options, its surroundings, and the token that Ctrl-C pulls. From these
// it opens an org.
#pragma once

#include <stop_token>
#include <string>

#include "client/client.hpp"
#include "config/directives.hpp"
#include "remediate/cli/diagnostics.hpp"
#include "remediate/cli/environment.hpp"
#include "remediate/cli/options.hpp"
#include "remediate/report/audit_report.hpp"

namespace remediate::cli {

struct CommandContext {
  Options options;
  Environment environment;
  std::stop_token stop;
};

struct OpenedOrg {
  okta::Client client;
  config::Directives directives;
};

// Reads settings and directives and opens a client. No request is sent yet. Every failure is one of
// usage or settings.
[[nodiscard]] okta::Result<OpenedOrg> open_org(const CommandContext& context);

// oktafix.yaml, or the file that --config names; the defaults where there is none. Every failure is
// one of settings.
[[nodiscard]] okta::Result<config::Directives> read_directives(const CommandContext& context);

[[nodiscard]] ProgressLine progress_line(const CommandContext& context);
[[nodiscard]] TextStyle text_style(const CommandContext& context);
[[nodiscard]] Detail detail_of(const Options& options);

// Ends a verb: the result goes where the options say; says why on stderr when it could not.
[[nodiscard]] ExitCode finish(const CommandContext& context, std::string_view result,
                              ExitCode code);
[[nodiscard]] ExitCode fail(const okta::Error& error);

}  // namespace remediate::cli

#include "remediate/cli/run.hpp"

#include <cstdio>
#include <exception>

#include <fmt/format.h>

#include "remediate/cli/access.hpp"
#include "remediate/cli/apply.hpp"
#include "remediate/cli/audit.hpp"
#include "remediate/cli/check.hpp"
#include "remediate/cli/diagnostics.hpp"
#include "remediate/cli/explain.hpp"
#include "remediate/cli/plan.hpp"
#include "remediate/cli/results.hpp"
#include "remediate/cli/resume.hpp"
#include "remediate/cli/rewrite.hpp"
#include "remediate/cli/rollback.hpp"
#include "remediate/cli/runs.hpp"
#include "remediate/cli/stop_signals.hpp"
#include "remediate/cli/verify.hpp"

namespace remediate::cli {

namespace {

ExitCode tell(const NothingToRun& nothing) {
  if (nothing.code == ExitCode::done) {
    const okta::Status written = write_result(nothing.text, std::nullopt);
    return written ? ExitCode::done : fail(written.error());
  }
  (void)std::fputs(nothing.text.c_str(), stderr);
  return nothing.code;
}

ExitCode run_verb(const CommandContext& context) {
  switch (context.options.verb) {
    case Verb::check:
      return run_check(context);
    case Verb::audit:
      return run_audit(context);
    case Verb::plan:
      return run_plan(context);
    case Verb::apply:
      return run_apply(context);
    case Verb::verify:
      return run_verify(context);
    case Verb::resume:
      return run_resume(context);
    case Verb::rollback:
      return run_rollback(context);
    case Verb::runs:
      return run_runs(context);
    case Verb::access:
      return run_access(context);
    case Verb::rewrite:
      return run_rewrite(context);
    case Verb::explain:
      return run_explain(context);
  }
  return ExitCode::usage;
}

ExitCode run_program(const std::vector<std::string>& arguments) {
  const StopSignals signals;
  set_up_diagnostics(LogLevel::warning, LogFormat::text);
  const auto options = parse_options(arguments);
  if (!options) return tell(options.error());
  set_up_diagnostics(options->log_level, options->log_format);

  const CommandContext context{*options, read_environment(), signals.token()};
  return run_verb(context);
}

}  // namespace

int run(std::span<char* const> arguments) noexcept {
  try {
    return static_cast<int>(run_program({arguments.begin(), arguments.end()}));
  } catch (const std::exception& bug) {
    (void)std::fprintf(stderr, "oktafix: error: a bug in oktafix: %s\n", bug.what());
  } catch (...) {
    (void)std::fputs("oktafix: error: a bug in oktafix\n", stderr);
  }
  return static_cast<int>(ExitCode::failed);
}

}  // namespace remediate::cli

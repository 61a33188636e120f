#include "remediate/cli/run_ending.hpp"

#include <fmt/format.h>

namespace remediate::cli {
namespace {

ExitCode code_of_failure(const ApplyOutcome& outcome) {
  if (!outcome.error) return ExitCode::failed;
  if (outcome.error->kind == okta::ErrorKind::forbidden) return ExitCode::credentials;
  const ExitCode code = exit_code(*outcome.error);
  // A command line that could write was no wrong one.
  return code == ExitCode::usage && outcome.run.may_have_written() ? ExitCode::failed : code;
}

std::vector<std::string> open_changes(const Run& run) {
  std::vector<std::string> ids;
  for (const ChangeRecord& each : run.changes) {
    if (each.is_open()) ids.push_back(each.change.id);
  }
  return ids;
}

}  // namespace

ExitCodes exit_codes(const ApplyOutcome& outcome, const ExitCodes& after, bool stop_requested) {
  if (outcome.ending == Ending::done) return in_precedence(after);
  ExitCodes codes;
  if (outcome.run.may_have_written()) codes.push_back(ExitCode::partly_applied);
  // The change in hand is finished first, and may fail then.
  if (stop_requested || outcome.ending == Ending::interrupted)
    codes.push_back(ExitCode::interrupted);
  if (outcome.ending == Ending::stale || outcome.ending == Ending::drifted)
    codes.push_back(ExitCode::stale);
  if (outcome.ending == Ending::failed) codes.push_back(code_of_failure(outcome));
  return in_precedence(std::move(codes));
}

std::vector<std::string> ending_lines(const ApplyOutcome& outcome) {
  if (outcome.ending == Ending::done) return {};
  std::vector<std::string> lines = {outcome.why};
  for (const std::string& each : outcome.moved) lines.push_back("  " + each);
  const std::vector<std::string> open = open_changes(outcome.run);
  if (!open.empty())
    lines.push_back(
        fmt::format("whether {} was done is not known: `oktafix runs show {}` tells what was sent, "
                    "and the next apply or rollback looks at the org first",
                    fmt::join(open, ", "), outcome.run.id));
  if (!outcome.run.may_have_written()) lines.emplace_back("nothing was written");
  return lines;
}

}  // namespace remediate::cli

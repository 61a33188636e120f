#include "remediate/cli/check.hpp"

#include "remediate/engine/check_org.hpp"
#include "remediate/report/check_report.hpp"

namespace remediate::cli {

ExitCode run_check(const CommandContext& context) {
  const auto org = open_org(context);
  if (!org) return fail(org.error());
  const auto check = check_org(org->client, context.stop);
  if (!check) return fail(check.error());

  const std::string report =
      context.options.format == Format::json
          ? check_json(*check)
          : check_text(*check, detail_of(context.options), text_style(context));
  return finish(context, report, exit_codes(*check).front());
}

}  // namespace remediate::cli

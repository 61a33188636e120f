#include "remediate/cli/rewrite.hpp"

#include <utility>

#include "client/base/clock.hpp"
#include "config/offline_org.hpp"
#include "remediate/cli/results.hpp"
#include "remediate/cli/version.hpp"
#include "remediate/engine/rewrite_target.hpp"
#include "remediate/report/rewrite_report.hpp"

namespace remediate::cli {
namespace {

RewriteMode mode_of(const RewriteOptions& options) {
  if (options.write) return RewriteMode::write;
  return options.diff ? RewriteMode::diff : RewriteMode::check;
}

okta::Result<MoveTarget> target_of(const RewriteOptions& options) {
  return options.issuer ? target_with_issuer(*options.issuer)
                        : target_with_id(options.authorization_server.value_or(""));
}

// The settings are asked for the org only where nothing on the command line names it: an issuer of
// one org must not draw the URLs of another one.
okta::Result<OrgHosts> hosts_of(const CommandContext& context, const MoveTarget& target) {
  const RewriteOptions& options = context.options.rewrite;
  if (options.org_urls.empty() && !target.issuer.empty()) return hosts_that_move({}, target);
  config::SettingsSources sources;
  sources.home = context.environment.home;
  sources.working_folder = context.environment.working_folder;
  sources.environment = context.environment.variables;
  const auto urls = config::load_org_urls(options.org_urls, sources);
  if (!urls) return okta::failure(urls.error());
  return hosts_that_move(*urls, target);
}

okta::Result<RewriteOrder> order_of(const CommandContext& context) {
  const Options& options = context.options;
  auto target = target_of(options.rewrite);
  if (!target) return okta::failure(target.error());
  auto hosts = hosts_of(context, *target);
  if (!hosts) return okta::failure(hosts.error());
  auto directives = read_directives(context);
  if (!directives) return okta::failure(directives.error());
  return RewriteOrder{options.rewrite.paths, std::move(*hosts),        std::move(*target),
                      options.rewrite.all,   std::move(*directives),   options.include,
                      options.exclude,       okta::SystemClock().now()};
}

std::string report_of(const Rewrite& rewrite, const CommandContext& context) {
  const RewriteMode mode = mode_of(context.options.rewrite);
  if (context.options.format == Format::json) return rewrite_json(rewrite, mode);
  if (context.options.format == Format::sarif)
    return rewrite_sarif(rewrite, context.environment.working_folder, {std::string(version())});
  return rewrite_text(rewrite, mode, detail_of(context.options), text_style(context));
}

}  // namespace

ExitCode run_rewrite(const CommandContext& context) {
  if (const okta::Status writable = check_output(context.options.output_file); !writable)
    return fail(writable.error());
  const auto order = order_of(context);
  if (!order) return fail(order.error());
  auto rewrite = find_rewrite(*order, context.stop);
  if (!rewrite) return fail(rewrite.error());
  for (const std::string& each : rewrite->warnings) tell_warning(each);
  if (context.options.rewrite.write) write_rewrite(*rewrite, context.stop);
  return finish(context, report_of(*rewrite, context), exit_codes(*rewrite).front());
}

}  // namespace remediate::cli

#include "remediate/cli/command_context.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "client/base/clock.hpp"
#include "config/settings.hpp"
#include "remediate/cli/results.hpp"
#include "remediate/cli/version.hpp"

namespace remediate::cli {

namespace {

okta::Result<config::Directives> directives_in_file(const CommandContext& context) {
  const std::filesystem::path usual = context.environment.working_folder / "oktafix.yaml";
  std::error_code ignored;
  if (!context.options.config_file && !std::filesystem::exists(usual, ignored))
    return config::Directives{};
  return config::load_directives(context.options.config_file.value_or(usual));
}

std::optional<okta::ProxyOptions> proxy_of(const config::Settings& settings) {
  if (!settings.proxy) return std::nullopt;
  return okta::ProxyOptions{settings.proxy->host,
                            static_cast<std::uint16_t>(settings.proxy->port.value_or(0)),
                            settings.proxy->username, settings.proxy->password};
}

std::optional<okta::ServiceApp> service_app_of(const config::Settings& settings) {
  if (settings.authorization_mode != config::AuthorizationMode::private_key) return std::nullopt;
  return okta::ServiceApp{settings.client_id, settings.scopes, settings.private_key,
                          settings.private_key_id, settings.dpop};
}

okta::ClientOptions client_options(const config::Settings& settings, int rate_share_percent) {
  okta::ClientOptions options;
  options.org_url = settings.org_url;
  options.scheme = settings.authorization_mode == config::AuthorizationMode::bearer
                       ? okta::TokenScheme::bearer
                       : okta::TokenScheme::ssws;
  options.token = settings.token;
  options.service_app = service_app_of(settings);
  options.allow_plain_http = !settings.https_check;
  options.http.user_agent = user_agent();
  options.http.connect_timeout = settings.connection_timeout;
  options.http.request_timeout = settings.request_timeout;
  options.http.proxy = proxy_of(settings);
  options.http.ca_file = settings.ca_file;
  options.max_retries = settings.max_retries;
  options.rate_share_percent = rate_share_percent;
  options.on_wait = [](const std::string& notice) { tell_warning(notice); };
  return options;
}

okta::Result<config::Settings> settings_of(const CommandContext& context) {
  config::SettingsSources sources;
  sources.home = context.environment.home;
  sources.working_folder = context.environment.working_folder;
  sources.environment = context.environment.variables;
  sources.options = context.options.settings;
  return config::load_settings(sources);
}

// A file that is not there is a matter of settings too.
okta::Error as_settings_error(okta::Error error) {
  error.kind = okta::ErrorKind::invalid_input;
  return error;
}

}  // namespace

okta::Result<config::Directives> read_directives(const CommandContext& context) {
  auto directives = directives_in_file(context);
  if (!directives) return okta::failure(as_settings_error(directives.error()));
  if (context.options.lookback) directives->system_log_lookback = context.options.lookback->hours;
  return directives;
}

okta::Result<OpenedOrg> open_org(const CommandContext& context) {
  static okta::SystemClock clock;
  if (const okta::Status writable = check_output(context.options.output_file); !writable)
    return okta::failure(writable.error());
  const auto settings = settings_of(context);
  if (!settings) return okta::failure(as_settings_error(settings.error()));
  for (const auto& [name, origin] : settings->provenance)
    tell_info(fmt::format("{} from {}", name, origin));
  auto directives = read_directives(context);
  if (!directives) return okta::failure(directives.error());
  const int rate_share = context.options.rate_share.value_or(directives->limits.rate_share_percent);
  auto client = okta::Client::open(client_options(*settings, rate_share), clock);
  if (!client) return okta::failure(client.error());
  return OpenedOrg{std::move(*client), std::move(*directives)};
}

ProgressLine progress_line(const CommandContext& context) {
  return ProgressLine(context.environment.stderr_is_terminal && !context.options.quiet &&
                      context.options.log_format == LogFormat::text);
}

TextStyle text_style(const CommandContext& context) {
  constexpr std::size_t kNarrowest = 50;
  TextStyle style;
  const bool on_screen = !context.options.output_file && wants_color(context.environment);
  style.color = context.options.color == ColorChoice::always ||
                (context.options.color == ColorChoice::automatic && on_screen);
  if (context.environment.terminal_columns > 0)
    style.width = std::clamp(context.environment.terminal_columns, kNarrowest, style.width);
  return style;
}

Detail detail_of(const Options& options) {
  if (options.quiet) return Detail::verdict_only;
  return options.verbose ? Detail::everything : Detail::attention;
}

ExitCode finish(const CommandContext& context, std::string_view result, ExitCode code) {
  const okta::Status written = write_result(result, context.options.output_file);
  return written ? code : fail(written.error());
}

ExitCode fail(const okta::Error& error) {
  tell_error(error.describe());
  return exit_code(error);
}

}  // namespace remediate::cli

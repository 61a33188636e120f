#include "remediate/cli/option_values.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "config/directive_values.hpp"

namespace remediate::cli {
namespace {

struct FormatName {
  std::string_view name;
  Format format;
};

constexpr std::array<FormatName, 6> kFormats = {{{"text", Format::text},
                                                 {"json", Format::json},
                                                 {"markdown", Format::markdown},
                                                 {"html", Format::html},
                                                 {"sarif", Format::sarif},
                                                 {"terraform", Format::terraform}}};

std::vector<std::string_view> formats_of(const Options& options) {
  if (options.verb == Verb::runs && options.runs_task == RunsTask::export_runs) return {"json"};
  std::vector<std::string_view> formats = {"text", "json"};
  const bool has_pages = options.verb == Verb::audit || options.verb == Verb::plan ||
                         (options.verb == Verb::runs && options.runs_task == RunsTask::show);
  if (has_pages) formats.insert(formats.end(), {"markdown", "html"});
  if (options.verb == Verb::audit || options.verb == Verb::rewrite) formats.emplace_back("sarif");
  if (options.verb == Verb::plan) formats.emplace_back("terraform");
  return formats;
}

// A limit that is silently not kept is worse than none. Approvals limit nothing: scripts may pass
// them to every verb.
std::optional<std::string> objection_to_planning(const Options& options) {
  const bool is_resume = options.verb == Verb::resume;
  if (!is_resume && (options.verb != Verb::apply || !options.plan_file)) return std::nullopt;
  std::string_view meant_for_planning;
  if (options.canary) meant_for_planning = "--canary";
  if (!options.include.empty()) meant_for_planning = "--include";
  if (!options.exclude.empty()) meant_for_planning = "--exclude";
  if (meant_for_planning.empty()) return std::nullopt;
  return fmt::format("{} as it is: {} is for `oktafix plan`",
                     is_resume ? "a run is finished" : "a saved plan is applied",
                     meant_for_planning);
}

std::optional<std::string> objection_to_rewriting(const RewriteOptions& options) {
  const int modes = (options.check ? 1 : 0) + (options.diff ? 1 : 0) + (options.write ? 1 : 0);
  if (modes != 1) return "rewrite takes one of --check, --diff and --write";
  if (options.issuer.has_value() == options.authorization_server.has_value())
    return "rewrite takes one of --issuer and --authorization-server";
  return std::nullopt;
}

}  // namespace

tl::expected<std::chrono::seconds, std::string_view> watch_named(std::string_view text) {
  using std::chrono::seconds;
  constexpr std::string_view kMustBe = "must be a number of seconds, minutes or hours, such as 30m";
  const char unit = text.empty() ? ' ' : text.back();
  int count = -1;
  const char* const end = text.data() + (text.empty() ? 0 : text.size() - 1);
  const auto [stopped, error] = std::from_chars(text.data(), end, count);
  constexpr int kMost = 24 * 3600;
  if (error != std::errc() || stopped != end || count < 0 || count > kMost)
    return tl::unexpected(kMustBe);
  seconds length{count};
  if (unit == 'm') length = std::chrono::minutes{count};
  if (unit == 'h') length = std::chrono::hours{count};
  if ((unit != 's' && unit != 'm' && unit != 'h') || length > seconds{kMost})
    return tl::unexpected(kMustBe);
  return length;
}

std::optional<std::string> objection_to(const Options& options) {
  for (const std::string& each : options.approve_scopes) {
    if (const auto objection = config::objection_to_approval(each))
      return fmt::format("--approve-scopes {}", *objection);
  }
  if (options.verbose && options.quiet) return "-v and -q exclude each other";
  if (options.verb == Verb::rewrite) return objection_to_rewriting(options.rewrite);
  return objection_to_planning(options);
}

tl::expected<Format, std::vector<std::string_view>> format_for(const Options& options,
                                                               std::string_view name) {
  std::vector<std::string_view> allowed = formats_of(options);
  if (std::ranges::find(allowed, name) == allowed.end()) return tl::unexpected(std::move(allowed));
  return std::ranges::find(kFormats, name, &FormatName::name)->format;
}

ColorChoice color_named(std::string_view name) {
  if (name == "always") return ColorChoice::always;
  return name == "never" ? ColorChoice::never : ColorChoice::automatic;
}

LogLevel log_level_named(std::string_view name) {
  if (name == "error") return LogLevel::error;
  if (name == "info") return LogLevel::info;
  return name == "debug" ? LogLevel::debug : LogLevel::warning;
}

}  // namespace remediate::cli

#include "remediate/cli/option_values.hpp"

#include <algorithm>
#include <array>

namespace remediate::cli {
namespace {

struct FormatName {
  std::string_view name;
  Format format;
};

constexpr std::array<FormatName, 5> kFormats = {{{"text", Format::text},
                                                 {"json", Format::json},
                                                 {"markdown", Format::markdown},
                                                 {"html", Format::html},
                                                 {"terraform", Format::terraform}}};

std::vector<std::string_view> formats_of(const Options& options) {
  if (options.verb == Verb::runs && options.runs_task == RunsTask::export_runs) return {"json"};
  std::vector<std::string_view> formats = {"text", "json"};
  const bool has_pages = options.verb == Verb::audit || options.verb == Verb::plan ||
                         (options.verb == Verb::runs && options.runs_task == RunsTask::show);
  if (has_pages) formats.insert(formats.end(), {"markdown", "html"});
  if (options.verb == Verb::plan) formats.emplace_back("terraform");
  return formats;
}

}  // namespace

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

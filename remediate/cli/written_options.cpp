#include "remediate/cli/written_options.hpp"

#include <fmt/format.h>

#include "config/directive_values.hpp"
#include "remediate/cli/option_values.hpp"
#include "remediate/cli/suggestion.hpp"

namespace remediate::cli {
namespace {

using Problem = std::optional<std::string>;

Problem take_format(const WrittenOptions& written, std::string_view verb, Options& options) {
  options.runs_task = written.task;
  const bool only_json = written.task == RunsTask::export_runs && !written.has_format;
  const std::string name = only_json ? "json" : written.format;
  const auto format = format_for(options, name);
  if (!format)
    return fmt::format("--format {}: {} gives {}", name, verb, fmt::join(format.error(), ", "));
  options.format = *format;
  return std::nullopt;
}

Problem take_lookback(const WrittenOptions& written, Options& options) {
  if (!written.lookback) return std::nullopt;
  const auto parsed = config::parse_lookback(*written.lookback);
  if (!parsed) return fmt::format("--lookback {}", parsed.error());
  options.lookback = LookbackOption{*parsed};
  return std::nullopt;
}

Problem take_watch(const WrittenOptions& written, Options& options) {
  if (!written.watch) return std::nullopt;
  const auto length = watch_named(*written.watch);
  if (!length) return fmt::format("--watch {}", length.error());
  options.watch = *length;
  return std::nullopt;
}

Problem take_org_urls(const WrittenOptions& written, Options& options) {
  options.rewrite.org_urls = written.org_urls;
  if (written.org_urls.empty()) return std::nullopt;
  if (written.org_urls.size() > 1 && options.verb != Verb::rewrite)
    return "--org-url: one org at a time";
  options.settings.org_url = written.org_urls.front();
  return std::nullopt;
}

void take_texts(const WrittenOptions& written, Options& options) {
  options.run = written.run;
  options.text = fmt::format("{}", fmt::join(written.words, " "));
  if (written.plan_file) options.plan_file = *written.plan_file;
  if (written.save_plan) options.save_plan = *written.save_plan;
  if (written.journal_document) options.journal_document = *written.journal_document;
  if (written.state_folder) options.state_folder = *written.state_folder;
  if (written.ca_file) options.settings.ca_file = *written.ca_file;
  if (written.timeout) options.settings.timeout = std::chrono::seconds{*written.timeout};
  if (written.config_file) options.config_file = *written.config_file;
  if (written.output_file && *written.output_file != "-")
    options.output_file = *written.output_file;
  options.color = color_named(written.color);
  options.log_level = log_level_named(written.log_level);
  options.log_format = written.log_format == "json" ? LogFormat::json : LogFormat::text;
}

}  // namespace

Problem take(const WrittenOptions& written, std::string_view verb, Options& options) {
  if (auto problem = take_format(written, verb, options)) return problem;
  if (auto problem = take_lookback(written, options)) return problem;
  if (auto problem = take_watch(written, options)) return problem;
  if (auto problem = take_org_urls(written, options)) return problem;
  take_texts(written, options);
  return objection_to(options);
}

std::string unknown_option(const std::string& name, const std::vector<std::string>& known) {
  if (name.find("token") != std::string::npos || name.find("secret") != std::string::npos ||
      name.find("key") != std::string::npos)
    return fmt::format(
        "there is no option `{}`: no secret is ever an option, it could be read "
        "by others; set OKTA_CLIENT_TOKEN in the environment",
        name);
  std::string problem = fmt::format("there is no option `{}`", name);
  if (const auto meant = nearest_word(name, known))
    problem += fmt::format("; did you mean `{}`?", *meant);
  return problem;
}

}  // namespace remediate::cli

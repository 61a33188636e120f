// The command line, read: which verb, and every option that a verb understands. Options stand
// before or after the verb. No option ever carries a secret. Pure: reads no environment and no
// file.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "config/settings.hpp"
#include "remediate/report/exit_code.hpp"

namespace remediate::cli {

enum class Verb { check, audit };
enum class Format { text, json, markdown, html };
enum class ColorChoice { automatic, always, never };
enum class LogLevel { error, warning, info, debug };
enum class LogFormat { text, json };

// `--lookback off` and no --lookback are two things.
struct LookbackOption {
  std::optional<std::chrono::hours> hours;  // nullopt: off
};

struct Options {
  Verb verb = Verb::audit;
  Format format = Format::text;
  std::optional<std::filesystem::path> config_file;
  std::optional<std::filesystem::path> output_file;  // nullopt: stdout
  config::SettingsOptions settings;
  ColorChoice color = ColorChoice::automatic;
  LogLevel log_level = LogLevel::warning;
  LogFormat log_format = LogFormat::text;
  bool verbose = false;
  bool quiet = false;
  int concurrency = 3;
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  std::vector<std::string> approve_scopes;
  std::optional<LookbackOption> lookback;
};

// Nothing to run: help, the version or a completion script on stdout (ExitCode::done), or what is
// wrong with the command line on stderr (ExitCode::usage).
struct NothingToRun {
  ExitCode code = ExitCode::done;
  std::string text;
};

// `arguments` without the program's name.
[[nodiscard]] tl::expected<Options, NothingToRun> parse_options(
    const std::vector<std::string>& arguments);

}  // namespace remediate::cli

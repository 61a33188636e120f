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

enum class Verb {
  check,
  audit,
  plan,
  apply,
  verify,
  resume,
  rollback,
  runs,
  access,
  rewrite,
  explain
};
enum class RunsTask { list, show, export_runs, import_runs };
enum class Format { text, json, markdown, html, sarif, terraform };
enum class ColorChoice { automatic, always, never };
enum class LogLevel { error, warning, info, debug };
enum class LogFormat { text, json };

// `--lookback off` and no --lookback are two things.
struct LookbackOption {
  std::optional<std::chrono::hours> hours;  // nullopt: off
};

// The request that `access` asks about.
struct AccessOptions {
  std::string client;
  std::string grant_type;
  std::string scopes;  // with spaces between them; empty: the request names none
  std::optional<std::string> authorization_server;
};

// What `rewrite` is asked to do; exactly one of check, diff and write holds.
struct RewriteOptions {
  std::vector<std::filesystem::path> paths;
  std::optional<std::string> issuer;  // or
  std::optional<std::string> authorization_server;
  std::vector<std::string> org_urls;  // none: that of the issuer, else that of the settings
  bool all = false;
  bool check = false;
  bool diff = false;
  bool write = false;
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
  std::optional<int> rate_share;  // per cent
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  std::vector<std::string> approve_scopes;
  std::optional<LookbackOption> lookback;

  // Of verbs that plan or write.
  bool yes = false;       // ask no question; approves no scope
  bool no_input = false;  // a question that is due is an error
  bool dry_run = false;
  bool even_if_used = false;                       // rollback: also what clients live on
  std::optional<std::filesystem::path> plan_file;  // apply PLAN, access --plan
  std::optional<std::filesystem::path> save_plan;  // plan --out
  std::optional<std::filesystem::path> state_folder;
  std::optional<int> max_changes;
  std::optional<int> canary;  // change so many clients and no more
  std::optional<std::string> confirm_org;

  std::optional<std::string> run;  // RUN of verify, resume, rollback, runs show, runs export
  RunsTask runs_task = RunsTask::list;
  std::optional<std::filesystem::path> journal_document;  // FILE of runs import
  bool probe = false;                                     // verify --probe
  std::optional<std::chrono::seconds> watch;              // verify --watch
  AccessOptions access;
  RewriteOptions rewrite;
  std::string text;  // explain TEXT
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

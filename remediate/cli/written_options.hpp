// Options whose text means something only once the whole command line is known, and how they become
// Options. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "remediate/cli/options.hpp"

namespace remediate::cli {

// As they were written; absent or empty: not given.
struct WrittenOptions {
  std::string format = "text";
  bool has_format = false;
  RunsTask task = RunsTask::list;
  std::vector<std::string> org_urls;
  std::string color = "auto";
  std::string log_level = "warn";
  std::string log_format = "text";
  std::optional<std::string> ca_file;
  std::optional<std::string> config_file;
  std::optional<std::string> output_file;
  std::optional<std::string> lookback;
  std::optional<std::string> watch;
  std::optional<int> timeout;
  std::optional<std::string> plan_file;
  std::optional<std::string> save_plan;
  std::optional<std::string> journal_document;
  std::optional<std::string> state_folder;
  std::optional<std::string> run;
  std::vector<std::string> words;
};

// Into `options`, whose verb is known. What is wrong, or nothing.
[[nodiscard]] std::optional<std::string> take(const WrittenOptions& written, std::string_view verb,
                                              Options& options);

// What to say of an option that nobody knows.
[[nodiscard]] std::string unknown_option(const std::string& name,
                                         const std::vector<std::string>& known);

}  // namespace remediate::cli

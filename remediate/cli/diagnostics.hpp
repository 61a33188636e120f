// Everything that goes to stderr: log lines and progress. Whatever is logged, here or in the
// client, is escaped on its way out. set_up once at the start; the rest is thread-safe.
#pragma once

#include <string_view>

#include "remediate/cli/options.hpp"

namespace remediate::cli {

void set_up_diagnostics(LogLevel level, LogFormat format);

void tell_error(std::string_view text);
void tell_warning(std::string_view text);
void tell_info(std::string_view text);
// As it is, for a person who is asked about it: what reports made, which is escaped already.
void tell_text(std::string_view report);

// One line on the terminal that the next one overwrites. Does nothing unless `shown`.
class ProgressLine {
 public:
  explicit ProgressLine(bool shown) : shown_(shown) {}
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  ~ProgressLine();

  void show(std::string_view text);
  void clear();

 private:
  bool shown_;
};

}  // namespace remediate::cli

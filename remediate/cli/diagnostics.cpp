#include "remediate/cli/diagnostics.hpp"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <spdlog/formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "client/base/timestamp.hpp"
#include "remediate/report/escape.hpp"

namespace remediate::cli {

namespace {

constexpr std::string_view kEraseLine = "\r\x1b[K";
constexpr std::size_t kProgressColumns = 79;  // a wrapped line could not be erased

std::atomic<bool> progress_on_screen = false;

std::string_view name_of(spdlog::level::level_enum level) {
  switch (level) {
    case spdlog::level::err:
    case spdlog::level::critical:
      return "error";
    case spdlog::level::warn:
      return "warning";
    case spdlog::level::info:
      return "info";
    default:
      return "debug";
  }
}

std::string text_lines(std::string_view level, std::string_view text) {
  std::string lines;
  while (true) {
    const std::size_t end = text.find('\n');
    lines += fmt::format("oktafix: {}: {}\n", level, escape_terminal(text.substr(0, end)));
    if (end == std::string_view::npos || end + 1 == text.size()) return lines;
    text.remove_prefix(end + 1);
  }
}

std::string json_line(std::string_view level, std::string_view text) {
  using Json = nlohmann::ordered_json;
  const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const Json line = {
      {"time", okta::format_timestamp(now)}, {"level", level}, {"message", std::string(text)}};
  return escape_printed_json(line.dump(-1, ' ', false, Json::error_handler_t::replace)) + "\n";
}

class LineFormatter final : public spdlog::formatter {
 public:
  explicit LineFormatter(LogFormat format) : format_(format) {}

  void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& out) override {
    const std::string_view text(message.payload.data(), message.payload.size());
    const std::string_view level = name_of(message.level);
    const std::string line =
        format_ == LogFormat::json ? json_line(level, text) : text_lines(level, text);
    if (progress_on_screen.exchange(false)) out.append(kEraseLine);
    out.append(line);
  }

  [[nodiscard]] std::unique_ptr<spdlog::formatter> clone() const override {
    return std::make_unique<LineFormatter>(format_);
  }

 private:
  LogFormat format_;
};

spdlog::level::level_enum level_of(LogLevel level) {
  switch (level) {
    case LogLevel::error:
      return spdlog::level::err;
    case LogLevel::warning:
      return spdlog::level::warn;
    case LogLevel::info:
      return spdlog::level::info;
    case LogLevel::debug:
      return spdlog::level::debug;
  }
  return spdlog::level::warn;
}

void write_to_stderr(std::string_view text) {
  // Nobody can be told that stderr is gone.
  (void)std::fwrite(text.data(), 1, text.size(), stderr);
  (void)std::fflush(stderr);
}

}  // namespace

void set_up_diagnostics(LogLevel level, LogFormat format) {
  auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  auto logger = std::make_shared<spdlog::logger>("oktafix", std::move(sink));
  logger->set_formatter(std::make_unique<LineFormatter>(format));
  logger->set_level(level_of(level));
  logger->flush_on(spdlog::level::debug);
  spdlog::set_default_logger(std::move(logger));
}

void tell_error(std::string_view text) { spdlog::error("{}", text); }
void tell_warning(std::string_view text) { spdlog::warn("{}", text); }
void tell_info(std::string_view text) { spdlog::info("{}", text); }

void tell_text(std::string_view report) { write_to_stderr(report); }

ProgressLine::~ProgressLine() { clear(); }

void ProgressLine::show(std::string_view text) {
  if (!shown_) return;
  std::string line = escape_terminal(text);
  // Cut between characters.
  while (display_width(line) > kProgressColumns) line.pop_back();
  progress_on_screen = true;
  write_to_stderr(fmt::format("{}{}", kEraseLine, line));
}

void ProgressLine::clear() {
  if (shown_ && progress_on_screen.exchange(false)) write_to_stderr(kEraseLine);
}

}  // namespace remediate::cli

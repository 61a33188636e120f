#include "remediate/verify/watch_log.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "remediate/collect/read_usage.hpp"
#include "remediate/verify/traffic_ledger.hpp"
#include "remediate/verify/watch_news.hpp"

namespace remediate {
namespace {

using okta::ErrorKind;

// Whether asking again may be answered otherwise.
bool may_pass(const okta::Error& error) {
  switch (error.kind) {
    case ErrorKind::unauthorized:
    case ErrorKind::forbidden:
    case ErrorKind::not_found:
    case ErrorKind::rejected:
    case ErrorKind::invalid_input:
      return false;
    default:
      return true;
  }
}

class LogWatcher {
 public:
  LogWatcher(const okta::Client& client, const LogQuestion& question, const LogOptions& options,
             std::stop_token stop)
      : client_(client),
        question_(question),
        stop_(std::move(stop)),
        ledger_(question.run_started),
        news_(options) {
    findings_.effects = question.effects;
  }

  okta::Result<LogFindings> look() {
    read_grants();
    finish();
    if (interrupted_)
      return okta::failure(ErrorKind::interrupted, "interrupted while reading the System Log");
    return std::move(findings_);
  }

  LogFindings watch(std::chrono::seconds length) {
    Watch& watch = findings_.watch.emplace();
    watch.asked = length;
    for (const ServerName& each : question_.servers) watch.servers.push_back(each.id);
    watch.since.since = std::max(question_.run_started, now() - kLongComparison);
    watch.since.until = watch.since.since;
    from_ = watch.since.since;
    const okta::Timestamp end = now() + length;
    read_grants();
    if (!interrupted_ && !refused_) read_before(watch);
    if (!interrupted_ && !refused_) go_on(watch, end);
    watch.interrupted = interrupted_;
    finish();
    return std::move(findings_);
  }

 private:
  [[nodiscard]] okta::Timestamp now() const { return client_.clock().now(); }

  TrafficReading read(TrafficQuestion question) {
    question.servers = question_.servers;
    TrafficReading reading = read_traffic(client_, question, stop_);
    const std::optional<okta::Error>& error = reading.reading.error;
    interrupted_ = interrupted_ || (error && error->kind == ErrorKind::interrupted);
    refused_ = error && !may_pass(*error);
    return reading;
  }

  void keep_gaps(const SourceReading& reading) {
    if (reading.error && reading.error->kind == ErrorKind::interrupted) return;
    for (const Gap& gap : reading.gaps) {
      const auto is_same = [&](const Gap& known) {
        return known.reason == gap.reason && known.subject == gap.subject &&
               known.detail == gap.detail;
      };
      if (std::ranges::none_of(findings_.gaps, is_same)) findings_.gaps.push_back(gap);
    }
  }

  // Of the run's clients only: the log of a busy server is long.
  void read_grants() {
    TrafficQuestion question;
    question.only_grants = true;
    question.window.since = std::max(question_.run_started, now() - kLogRetention);
    question.window.until = now() + kClockSkew;
    question.clients = question_.clients;
    for (const WatchedEffect& each : question_.effects) question.clients.insert(each.client_id);
    question.clients.erase("*");
    if (question.clients.empty() || question_.servers.empty()) return;
    const TrafficReading reading = read(std::move(question));
    for (const ServerEvent& each : reading.events) findings_.grants.add(each);
    keep_gaps(reading.reading);
    grants_cut_off_ = reading.cut_off;
  }

  // The last hour first: of a busy server that is all.
  void read_before(Watch& watch) {
    const okta::Timestamp run = question_.run_started;
    if (run - kLongComparison < now() - kLogRetention) {
      findings_.gaps.push_back({std::string(source::kSystemLog), "truncated", "",
                                "the log does not reach back to the time before the run", ""});
      return;
    }
    const TrafficReading last_hour = read({{}, {run - kShortComparison, run, false}, {}, false});
    if (last_hour.reading.error) {
      keep_gaps(last_hour.reading);
      return;
    }
    add(last_hour);
    watch.before = {run - kShortComparison, last_hour.cut_off ? *last_hour.newest : run, false};
    if (last_hour.cut_off) return;
    const TrafficReading earlier =
        read({{}, {run - kLongComparison, run - kShortComparison, false}, {}, false});
    if (earlier.reading.error || earlier.cut_off) return;
    add(earlier);
    watch.before.since = run - kLongComparison;
  }

  void add(const TrafficReading& reading) {
    keep_gaps(reading.reading);
    for (const ServerEvent& each : reading.events) ledger_.add(each);
  }

  void go_on(Watch& watch, okta::Timestamp end) {
    while (true) {
      read_news(watch);
      judge();
      const auto left = end - now();
      news_.tell(findings_, left);
      if (interrupted_ || refused_ || left.count() <= 0) break;
      const auto pause = std::min<std::chrono::milliseconds>(kLookAgainAfter, left);
      interrupted_ = !client_.clock().sleep_for(pause, stop_);
      if (interrupted_) break;
    }
    if (!last_failure_.gaps.empty()) keep_gaps(last_failure_);
    if (behind_)
      findings_.gaps.push_back({std::string(source::kSystemLog), "truncated", "",
                                fmt::format("nothing after {} was read: the log grows too fast",
                                            okta::format_timestamp(watch.since.until)),
                                ""});
  }

  // What a look misses because it fails is read by the next one.
  void read_news(Watch& watch) {
    ++watch.polls;
    const okta::Timestamp asked_at = now();
    const TrafficReading reading = read({{}, {from_, asked_at + kClockSkew, false}, {}, false});
    for (const ServerEvent& each : reading.events) {
      ledger_.add(each);
      findings_.grants.add(each);
    }
    last_failure_ = {};
    if (reading.reading.error) {
      last_failure_ = reading.reading;
      return;
    }
    keep_gaps(reading.reading);
    behind_ = reading.cut_off;
    watch.since.until = behind_ ? *reading.newest : asked_at;
    if (reading.newest) from_ = std::max(from_, *reading.newest - (behind_ ? kNoTime : kLogDelay));
  }

  void judge() {
    for (WatchedEffect& each : findings_.effects) findings_.grants.judge(each);
    if (!findings_.watch) return;
    Watch& watch = *findings_.watch;
    watch.failures = ledger_.failures(watch.before.until - watch.before.since,
                                      watch.since.until - watch.since.since);
    watch.clients = ledger_.clients();
    for (FailureCount& each : watch.failures) name(each);
    for (ClientTraffic& each : watch.clients) name(each);
  }

  template <class Row>
  void name(Row& row) const {
    row.is_of_run = question_.clients.contains(row.client_id);
    const auto label = question_.labels.find(row.client_id);
    if (label != question_.labels.end()) row.label = label->second;
  }

  void finish() {
    judge();
    const bool all_seen = std::ranges::all_of(findings_.effects, [](const WatchedEffect& each) {
      return each.state == EffectState::observed || !each.why.empty();
    });
    if (grants_cut_off_ && !all_seen)
      findings_.gaps.push_back({std::string(source::kSystemLog), "truncated", "",
                                "of the successes since the run only the first pages were read",
                                ""});
  }

  static constexpr std::chrono::minutes kNoTime{0};

  const okta::Client& client_;
  const LogQuestion& question_;
  std::stop_token stop_;
  TrafficLedger ledger_;
  WatchNews news_;
  LogFindings findings_;
  SourceReading last_failure_;
  okta::Timestamp from_{};
  bool grants_cut_off_ = false;
  bool behind_ = false;   // the last look did not come to the end of the log
  bool refused_ = false;  // asking again would be answered alike
  bool interrupted_ = false;
};

}  // namespace

okta::Result<LogFindings> look_into_log(const okta::Client& client, const LogQuestion& question,
                                        const LogOptions& options, std::stop_token stop) {
  LogWatcher watcher(client, question, options, std::move(stop));
  if (options.watch) return watcher.watch(*options.watch);
  return watcher.look();
}

}  // namespace remediate

#include "remediate/verify/watch_news.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace remediate {
namespace {

std::string line_of(const WatchedEffect& effect) {
  return fmt::format("observed: {} got {} with {} at {}",
                     client_named(effect.label, effect.client_id), fmt::join(effect.scopes, ", "),
                     effect.grant_type, effect.authorization_server);
}

std::string_view opening_of(Trend trend) {
  if (trend == Trend::stopped) return "had successes before the run and fails now";
  return trend == Trend::rise ? "fails more often than before the run" : "fails in a new way";
}

std::string line_of(const FailureCount& failures) {
  return fmt::format("{} {} at {}: {}{}{}, {} since the run and {} before",
                     client_named(failures.label, failures.client_id), opening_of(failures.trend),
                     failures.authorization_server,
                     failures.reason.empty() ? "no reason given" : failures.reason,
                     failures.grant_type.empty() ? "" : " with ", failures.grant_type,
                     failures.since, failures.before);
}

}  // namespace

std::string client_named(const std::string& label, const std::string& client_id) {
  if (client_id.empty()) return "a client that the log does not name";
  return label.empty() ? client_id : fmt::format("{} ({})", label, client_id);
}

void WatchNews::say(const std::string& line) const {
  if (options_->news) options_->news(line);
}

void WatchNews::tell_effects(const LogFindings& findings) {
  for (std::size_t at = 0; at < findings.effects.size(); ++at) {
    const WatchedEffect& effect = findings.effects[at];
    if (effect.state == EffectState::observed && told_effects_.insert(at).second)
      say(line_of(effect));
  }
  if (told_all_ || findings.effects.empty() || told_effects_.size() < findings.effects.size())
    return;
  told_all_ = true;
  say("every effect of the run was observed; failures of others are still watched");
}

void WatchNews::tell_failures(const Watch& watch) {
  for (const FailureCount& each : watch.failures) {
    if (is_news(each) && told_failures_
                             .insert({each.authorization_server, each.client_id, each.grant_type,
                                      each.reason, each.trend})
                             .second)
      say(line_of(each));
  }
}

void WatchNews::tell(const LogFindings& findings, std::chrono::milliseconds left) {
  if (!findings.watch) return;
  tell_effects(findings);
  tell_failures(*findings.watch);
  if (!options_->progress) return;
  const auto minutes = std::chrono::ceil<std::chrono::minutes>(left);
  options_->progress(fmt::format(
      "watching the System Log, {} min left: {} of {} effects observed, {} kinds of new failures",
      std::max<std::int64_t>(minutes.count(), 0), told_effects_.size(), findings.effects.size(),
      std::ranges::count_if(findings.watch->failures, is_news)));
}

}  // namespace remediate

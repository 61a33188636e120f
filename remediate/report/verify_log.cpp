#include "remediate/report/verify_log.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "remediate/report/narrative.hpp"
#include "remediate/report/plan_narrative.hpp"

namespace remediate {
namespace {

constexpr int kMostFailures = 30;

std::string_view word_of(EffectState state) {
  switch (state) {
    case EffectState::computed:
      return "computed";
    case EffectState::partly_observed:
      return "in part";
    case EffectState::observed:
      return "observed";
  }
  return "computed";
}

Ink ink_of(EffectState state) { return state == EffectState::observed ? Ink::green : Ink::yellow; }

std::string_view word_of(Trend trend) {
  switch (trend) {
    case Trend::as_before:
      return "as before";
    case Trend::rise:
      return "more";
    case Trend::new_reason:
      return "new";
    case Trend::stopped:
      return "stopped";
    case Trend::not_compared:
      return "failures";
  }
  return "failures";
}

Ink ink_of(Trend trend) {
  if (trend == Trend::as_before) return Ink::dim;
  return trend == Trend::stopped ? Ink::red : Ink::yellow;
}

std::string state_sentence(const WatchedEffect& effect) {
  switch (effect.state) {
    case EffectState::computed:
      return effect.why.empty() ? "computed, not observed"
                                : "computed, not observed: " + effect.why;
    case EffectState::partly_observed:
      return effect.unseen.size() == effect.scopes.size()
                 ? "a success was seen, but not which of these scopes it granted"
                 : fmt::format("observed but for {}", joined(effect.unseen, ", "));
    case EffectState::observed:
      break;
  }
  return effect.observed_at ? "observed at " + minute_of(*effect.observed_at) : "observed";
}

std::string sentence_of(const WatchedEffect& effect) {
  const std::string client = effect.client_id == "*"
                                 ? "any client that no policy names"
                                 : client_in_words(effect.label, effect.client_id);
  return fmt::format("{} at {}: {}: {}", client, effect.authorization_server,
                     request_in_words(effect.scopes, effect.grant_type), state_sentence(effect));
}

void print_effects(TextPage& page, const Verification& verification) {
  if (verification.effects.empty()) return;
  page.heading("What the run computed, and the System Log has seen since");
  for (const WatchedEffect& each : verification.effects)
    page.field(word_of(each.state), sentence_of(each), 2, ink_of(each.state));
}

std::string length_of(const LogWindow& window) {
  const auto minutes = std::chrono::round<std::chrono::minutes>(window.until - window.since);
  return minutes_in_words(minutes.count());
}

std::string compared(const Watch& watch) {
  const std::string since = fmt::format("{} to {} ({})", minute_of(watch.since.since),
                                        minute_of(watch.since.until), length_of(watch.since));
  if (watch.before.since == watch.before.until)
    return since + ", with nothing to compare: the time before the run could not be read.";
  return fmt::format("{}, beside {} to {} ({}).", since, minute_of(watch.before.since),
                     minute_of(watch.before.until), length_of(watch.before));
}

std::string named(const std::string& label, const std::string& client_id) {
  return client_id.empty() ? "clients that the log does not name"
                           : client_in_words(label, client_id);
}

std::string sentence_of(const FailureCount& failures) {
  return fmt::format("{} at {}: {}{}{}: {} since, {} before; successes: {} since, {} before{}",
                     named(failures.label, failures.client_id), failures.authorization_server,
                     failures.reason.empty() ? "no reason given" : failures.reason,
                     failures.grant_type.empty() ? "" : " with ", failures.grant_type,
                     failures.since, failures.before, failures.successes_since,
                     failures.successes_before, failures.is_of_run ? " (the run was for it)" : "");
}

std::string per_hour(int count, const LogWindow& window) {
  const double hours =
      std::chrono::duration<double, std::chrono::hours::period>(window.until - window.since)
          .count();
  return hours > 0 ? fmt::format("{:.3g}", count / hours) : "?";
}

void print_traffic(TextPage& page, const Watch& watch) {
  if (watch.clients.empty()) return;
  page.heading("Successes and failures an hour, before the run -> since");
  for (const ClientTraffic& each : watch.clients)
    page.field("client", fmt::format("{} at {}: successes {} -> {}, failures {} -> {}",
                                     named(each.label, each.client_id), each.authorization_server,
                                     per_hour(each.successes_before, watch.before),
                                     per_hour(each.successes_since, watch.since),
                                     per_hour(each.failures_before, watch.before),
                                     per_hour(each.failures_since, watch.since)));
}

void print_watch(TextPage& page, const Watch& watch, Detail detail) {
  page.heading("Failures of all clients at the target servers", compared(watch));
  if (watch.interrupted) page.field("ended", "early: it was interrupted", 2, Ink::yellow);
  int told = 0;
  int left_out = 0;
  for (const FailureCount& each : watch.failures) {
    const bool is_told =
        detail == Detail::everything || (each.trend != Trend::as_before && told < kMostFailures);
    if (!is_told) {
      ++left_out;
      continue;
    }
    ++told;
    page.field(word_of(each.trend), sentence_of(each), 2, ink_of(each.trend));
  }
  if (told == 0) page.field("none", "nothing is new, and nothing fails more often", 2, Ink::green);
  if (detail == Detail::everything) print_traffic(page, watch);
  if (left_out > 0) page.field("", fmt::format("and {} more: -v tells them all", left_out));
}

}  // namespace

std::string log_verdict(const Verification& verification) {
  std::string text;
  const auto seen =
      std::ranges::count(verification.effects, EffectState::observed, &WatchedEffect::state);
  const auto all = static_cast<int>(verification.effects.size());
  if (all > 0) text += fmt::format(" {} of {} observed.", seen, count_of(all, "effect", "effects"));
  if (!verification.watch) return text;
  std::set<std::string> clients;
  for (const FailureCount& each : verification.watch->failures) {
    if (is_news(each)) clients.insert(each.client_id);
  }
  if (!clients.empty())
    text += fmt::format(" New failures of {} at the target.",
                        count_of(static_cast<int>(clients.size()), "client", "clients"));
  return text;
}

void print_log(TextPage& page, const Verification& verification, Detail detail) {
  print_effects(page, verification);
  if (verification.watch) print_watch(page, *verification.watch, detail);
  if (verification.log_gaps.empty()) return;
  page.heading("What the System Log did not tell");
  for (const Gap& each : verification.log_gaps)
    page.field(
        "not read",
        gap_sentence(each) + (each.needs.empty() ? "" : fmt::format("; {} is needed", each.needs)),
        2, Ink::yellow);
}

}  // namespace remediate

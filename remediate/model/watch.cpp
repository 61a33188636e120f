#include "remediate/model/watch.hpp"

namespace remediate {

bool is_news(const FailureCount& failures) {
  return failures.trend == Trend::rise || failures.trend == Trend::new_reason ||
         failures.trend == Trend::stopped;
}

std::string_view to_string(EffectState state) {
  switch (state) {
    case EffectState::computed:
      return "computed";
    case EffectState::partly_observed:
      return "partlyObserved";
    case EffectState::observed:
      return "observed";
  }
  return "computed";
}

std::string_view to_string(Trend trend) {
  switch (trend) {
    case Trend::as_before:
      return "asBefore";
    case Trend::rise:
      return "rise";
    case Trend::new_reason:
      return "newReason";
    case Trend::stopped:
      return "stopped";
    case Trend::not_compared:
      return "notCompared";
  }
  return "notCompared";
}

}  // namespace remediate

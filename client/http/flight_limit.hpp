// How many requests may be under way at the same moment. Okta refuses what is too many (429 with
// limit and remaining 0) and does not say how many are allowed: each refusal halves the number,
// answers let it grow again, one by one. A value, not thread-safe: AdmissionGate guards it.
#pragma once

#include <algorithm>
#include <cstdint>

namespace okta {

class FlightLimit {
 public:
  [[nodiscard]] bool is_full() const { return in_flight_ >= most_; }
  [[nodiscard]] int most() const { return most_; }

  // To be handed back with the answer.
  std::uint64_t take_off() {
    ++in_flight_;
    return halvings_;
  }

  enum class Landing { answered, refused, lost };
  void land(std::uint64_t taken_off, Landing how) {
    if (how == Landing::refused) halve(taken_off);
    if (how == Landing::answered) grow();
    --in_flight_;
  }

 private:
  // What was under way together is refused together, and is one refusal.
  void halve(std::uint64_t taken_off) {
    answers_ = 0;
    if (taken_off != halvings_) return;
    most_ = std::max(1, std::min(most_, in_flight_) / 2);
    ++halvings_;
  }
  void grow() {
    constexpr int kAnswersPerStep = 20;
    if (++answers_ < kAnswersPerStep) return;
    answers_ = 0;
    most_ = std::min(most_ + 1, kUnlimited);
  }

  static constexpr int kUnlimited = 1'000'000;
  int most_ = kUnlimited;
  int in_flight_ = 0;
  int answers_ = 0;  // since it last changed
  std::uint64_t halvings_ = 0;
};

}  // namespace okta

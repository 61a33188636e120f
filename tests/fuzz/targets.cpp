#include "tests/fuzz/targets.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>

namespace tests::fuzz {

std::span<const Target> targets() {
  static constexpr auto kTargets = std::to_array<Target>({
      {"link_header", link_header},
      {"rate_limit", rate_limit},
      {"timestamp", timestamp},
      {"url", url},
      {"json_document", json_document},
      {"models", models},
      {"discovery", discovery},
      {"log_event", log_event},
      {"answer_error", answer_error},
      {"json_edit", json_edit},
      {"html_page", html_page},
      {"authorize_answer", authorize_answer},
      {"client_file", client_file},
      {"plan_file", plan_file},
      {"challenge", challenge},
      {"signing_key", signing_key},
      {"token_answer", token_answer},
  });
  return kTargets;
}

void require(bool holds, const char* promise) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

}  // namespace tests::fuzz

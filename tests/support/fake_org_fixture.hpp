// A fake org with a fixed time, and a client of it whose waits cost nothing. For tests that want
// the real wire.
#pragma once

#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "client/client.hpp"
#include "config/directives.hpp"
#include "mocks/fake_org.hpp"
#include "remediate/collect/collect.hpp"
#include "tests/support/manual_clock.hpp"

namespace tests {

class FakeOrgFixture : public testing::Test {
 protected:
  static constexpr std::chrono::seconds kNow{1'780'000'000};  // 2026-05-28T20:26:40Z

  void start(mocks::Options options) {
    options.now = [] { return std::chrono::system_clock::time_point{kNow}; };
    auto started = mocks::FakeOrg::start(std::move(options));
    ASSERT_TRUE(started) << started.error();
    org_.emplace(std::move(*started));
  }

  void start_with_seed(std::string seed, std::vector<std::string> faults = {}) {
    mocks::Options options;
    options.seed_json = std::move(seed);
    options.faults = std::move(faults);
    start(std::move(options));
  }

  [[nodiscard]] okta::Client client(const std::string& token = "test-token") {
    okta::ClientOptions options;
    options.org_url = *okta::parse_url(org_->base_url());
    options.token = okta::Secret(token);
    options.allow_plain_http = true;
    options.http.user_agent = "test";
    options.max_retries = 0;
    return std::move(*okta::Client::open(std::move(options), clock_));
  }

  [[nodiscard]] okta::Result<remediate::Snapshot> collect(const std::string& token = "test-token",
                                                          std::stop_token stop = {}) {
    const okta::Client opened = client(token);
    auto snapshot = remediate::collect(opened, directives_, {}, std::move(stop));
    calls_ = opened.calls_made();
    return snapshot;
  }

  [[nodiscard]] static const remediate::SourceCoverage& coverage(
      const remediate::Snapshot& snapshot, std::string_view name) {
    static const remediate::SourceCoverage none{"not asked", 0, 0, 0, false};
    const auto* found = snapshot.source_named(name);
    return found == nullptr ? none : *found;
  }

  std::optional<mocks::FakeOrg> org_;
  ManualClock clock_{okta::Timestamp{kNow}};
  config::Directives directives_;
  int calls_ = 0;
};

}  // namespace tests

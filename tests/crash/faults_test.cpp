#include <iostream>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "client/client.hpp"
#include "config/directives.hpp"
#include "mocks/fake_org.hpp"
#include "remediate/apply/apply.hpp"
#include "remediate/cli/run_ending.hpp"
#include "remediate/engine/planning.hpp"
#include "tests/crash/part.hpp"
#include "tests/crash/scenarios.hpp"
#include "tests/e2e/oktafix_fixture.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/temporary_folder.hpp"

// Each fault at each request of an apply, reads and writes: once, and from then on until the run is
// over. The engine runs in this process and on the real wire, so that its waits cost nothing.
namespace {

using namespace tests;
using namespace std::chrono_literals;
using remediate::ChangeState;
using remediate::ExitCode;
using remediate::ExitCodes;
using remediate::RunState;
using JournaledRun = remediate::Run;  // gtest has a Run of its own
using Json = nlohmann::ordered_json;

constexpr std::chrono::seconds kStart{1'780'000'000};

struct Applied {
  ExitCode code = ExitCode::done;
  std::string why;
  std::optional<JournaledRun> run;  // absent: none was begun
};

class Faults : public testing::TestWithParam<Part> {
 protected:
  Faults() {
    const Scenario scenario = shared_server();
    directives_ = *config::parse_directives(scenario.directives, "oktafix.yaml");
    mocks::Options options;
    options.seed_json = scenario.seed.dump();
    options.now = [this] { return std::chrono::system_clock::time_point(clock_.now()); };
    org_.emplace(started(std::move(options)));
    start_ = org_->state_json();
    original_ = contents();
    EXPECT_EQ(apply().code, ExitCode::done);
    done_ = contents();
    requests_ = org_->requests().size();
  }

  // As `oktafix apply --yes` does it.
  Applied apply() {
    const okta::Client client = opened();
    remediate::AuditOptions audit;
    audit.concurrency = 1;
    auto planning = remediate::plan_org(client, directives_, audit, {}, {});
    if (!planning)
      return {remediate::exit_code(planning.error()), planning.error().describe(), std::nullopt};
    ExitCodes after = exit_codes(planning->plan, remediate::Pending::done);
    if (!planning->audit.is_complete()) after.push_back(ExitCode::incomplete);
    after = in_precedence(std::move(after));
    if (planning->plan.changes.empty()) return {after.front(), "nothing to do", std::nullopt};
    auto journal = remediate::Journal::open(folder_->path() / "state", clock_);
    if (!journal) throw std::runtime_error(journal.error().describe());
    auto outcome = remediate::apply(client, planning->plan, *journal, {}, {});
    if (!outcome)
      return {remediate::exit_code(outcome.error()), outcome.error().describe(), std::nullopt};
    return {remediate::cli::exit_codes(*outcome, after, false).front(), outcome->why,
            journal->find("last").value()};
  }

  // That fault at the n-th request, and at so many more.
  void try_fault(const std::string& action, std::size_t first, std::size_t more) {
    const std::string spec = fmt::format("* . {}-{} {}", first, first + more, action);
    SCOPED_TRACE(spec);
    begin_anew();
    ASSERT_TRUE(org_->add_fault(spec));
    const Applied applied = apply();
    const int fired = org_->faults().front().fired;
    EXPECT_GE(fired, 1);
    ++endings_[applied.code];
    expect_truth(applied);
    org_->forget_faults();
    expect_next_apply_completes();
  }

  // Each request of an undisturbed run; this part's share.
  template <class Try>
  void at_each_request(const Try& try_at) {
    const auto [number, of] = GetParam();
    EXPECT_GE(requests_, 60U) << "the matrix has shrunk";
    for (std::size_t each = requests_ * number / of + 1;
         each <= requests_ * (number + 1) / of && !HasFailure(); ++each)
      try_at(each);
    std::cout << fmt::format("{} requests;", requests_);
    for (const auto& [code, count] : endings_)
      std::cout << fmt::format(" exit {}: {}", static_cast<int>(code), count);
    std::cout << "\n";
  }

 private:
  [[nodiscard]] Json contents() const { return comparable(org_->state_json(), org_->base_url()); }

  [[nodiscard]] okta::Client opened() {
    okta::ClientOptions options;
    options.org_url = *okta::parse_url(org_->base_url());
    options.token = okta::Secret(kToken);
    options.allow_plain_http = true;
    options.http.user_agent = "test";
    options.http.request_timeout = 400ms;  // for what hangs
    return std::move(*okta::Client::open(std::move(options), clock_));
  }

  void begin_anew() {
    clock_.tick(1min);  // rate limits start over
    org_->forget_faults();
    ASSERT_TRUE(org_->restore(start_));
    folder_.emplace();
  }

  void expect_truth(const Applied& applied) {
    SCOPED_TRACE(fmt::format("exit {}: {}", static_cast<int>(applied.code), applied.why));
    const Json now = contents();
    const bool is_open = applied.run && may_stand(*applied.run);
    switch (applied.code) {
      case ExitCode::done:
        EXPECT_EQ(now, done_);
        break;
      case ExitCode::partly_applied:
        EXPECT_TRUE(now != original_ || is_open);
        break;
      case ExitCode::incomplete:
        EXPECT_TRUE(now == original_ || now == done_);
        break;
      default:
        EXPECT_EQ(now, original_);
    }
    if (!applied.run) return;
    EXPECT_EQ(untruth_in(*applied.run, org_->state_json(), org_->base_url()), "");
    // What could not be read before it hides other clients, and keeps none of these from being
    // done.
    const bool is_done = applied.code == ExitCode::done || applied.code == ExitCode::incomplete;
    EXPECT_EQ(applied.run->state, is_done ? RunState::done : RunState::partial);
    if (!is_done) return;
    EXPECT_EQ(now, done_);
  }

  // Of a change nobody knows whether it was carried out.
  [[nodiscard]] static bool may_stand(const JournaledRun& run) {
    return run.count(ChangeState::unknown) + run.count(ChangeState::intended) > 0;
  }

  void expect_next_apply_completes() {
    const Applied next = apply();
    EXPECT_EQ(next.code, ExitCode::done) << next.why;
    EXPECT_EQ(contents(), done_);
    if (!next.run) return;
    EXPECT_EQ(next.run->state, RunState::done);
    EXPECT_EQ(untruth_in(*next.run, org_->state_json(), org_->base_url()), "");
  }

  ManualClock clock_{okta::Timestamp{kStart}};
  std::optional<TemporaryFolder> folder_{std::in_place};
  config::Directives directives_;
  std::optional<mocks::FakeOrg> org_;
  std::string start_;
  Json original_;
  Json done_;
  std::size_t requests_ = 0;
  std::map<ExitCode, int> endings_;
};

TEST_P(Faults, ThatComeOnceAreTakenOrTold) {
  at_each_request([this](std::size_t request) {
    for (const char* action : {"429", "500", "503", "reset", "lost", "truncate", "html"})
      try_fault(action, request, 0);
  });
}

TEST_P(Faults, ThatHangOnceAreTakenOrTold) {
  at_each_request([this](std::size_t request) { try_fault("hang", request, 0); });
}

// Longer than the client is patient: the run ends there.
TEST_P(Faults, ThatStayAreTold) {
  at_each_request([this](std::size_t request) {
    for (const char* action : {"429", "500", "503", "reset", "lost", "truncate", "html"})
      try_fault(action, request, 1'000'000);
  });
}

INSTANTIATE_TEST_SUITE_P(Part, Faults, kFourParts, part_name);

}  // namespace

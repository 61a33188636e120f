// A fake org with one server and two apps, a journal in a folder of its own, and plans made by
// hand.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "remediate/apply/apply.hpp"
#include "tests/support/fake_org_fixture.hpp"
#include "tests/support/temporary_folder.hpp"

namespace tests {

inline constexpr auto kServerId = "aus1";
inline constexpr auto kClientSecret = "the-secret-of-orders-web";

// Bodies as they are sent.
[[nodiscard]] std::string scope_body(const std::string& name);
[[nodiscard]] std::string policy_body(const std::string& name);
[[nodiscard]] std::string rule_body(const std::string& name);

// `target` and body of a create on the server of the seed.
[[nodiscard]] remediate::Change create_server(const std::string& id, const std::string& name);
[[nodiscard]] remediate::Change create_scope(const std::string& id, const std::string& name);
[[nodiscard]] remediate::Change create_policy(const std::string& id, const std::string& name);
[[nodiscard]] remediate::Change create_rule(const std::string& id, const std::string& policy,
                                            const std::string& name);
[[nodiscard]] remediate::Change name_client(const std::string& id, const std::string& policy,
                                            const std::string& client);
// Of what it makes; its digest is filled in by plan().
[[nodiscard]] remediate::Change remove(const std::string& id, remediate::ObjectKind kind,
                                       const std::string& object);
[[nodiscard]] remediate::Change move_app(const std::string& id, const std::string& app,
                                         const std::string& path, const std::string& before,
                                         const std::string& after);

class ApplyFixture : public FakeOrgFixture {
 protected:
  // The seed; further members of every app and the like are in it on purpose.
  [[nodiscard]] static std::string seed();

  void start_org(std::vector<std::string> faults = {}) {
    start_with_seed(seed(), std::move(faults));
  }

  // Sealed; the preconditions that a change needs and does not have are those of the org as it is
  // now, and as the changes before it leave it.
  [[nodiscard]] remediate::Plan plan(std::vector<remediate::Change> changes);

  // Through a client and a journal of its own. Fails the test when the journal cannot be written.
  remediate::ApplyOutcome apply(const remediate::Plan& plan, std::stop_token stop = {});
  // As ClientOptions has it: by default nothing is sent twice.
  std::optional<int> max_retries_ = 0;
  // What of the disk may be rewritten; nothing unless a test says so.
  remediate::BoundPaths files_;
  // The clock of the run.
  [[nodiscard]] virtual okta::Clock& clock() { return clock_; }
  // Called with each wait that the client makes.
  std::function<void(const std::string& notice)> on_wait_;
  // Called with each line of progress.
  std::function<void(const std::string& line)> on_progress_;
  std::vector<std::string> told_;

  [[nodiscard]] nlohmann::json app_now(const std::string& id);
  // What the org saw: "POST /api/v1/...", without the reads.
  [[nodiscard]] std::vector<std::string> writes() const;
  // Has every fault fired so often?
  void expect_faults_fired(int times = 1) const;
  // All of the journal's files, one after the other.
  [[nodiscard]] std::string journal_bytes() const;
  [[nodiscard]] remediate::ServerSnapshot server_now();

  TemporaryFolder folder_;
};

}  // namespace tests

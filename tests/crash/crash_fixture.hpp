// A program that is killed while it changes a fake org, the state in which that leaves org and
// journal, and the ways on from there: each starts from the same state again.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "remediate/model/run.hpp"
#include "tests/crash/killing.hpp"
#include "tests/crash/scenarios.hpp"
#include "tests/e2e/oktafix_fixture.hpp"

namespace tests {

// Org and journal, to start from.
struct World {
  std::string org;                                  // as FakeOrg::state_json() tells it
  std::map<std::string, std::string> state_folder;  // files, and what is in them
  bool has_state_folder = false;
  std::map<std::string, std::string> files;  // of clients
};

class CrashFixture : public Oktafix {
 protected:
  void start(const Scenario& scenario);

  [[nodiscard]] ProgramCall calling(std::vector<std::string> arguments) const;
  [[nodiscard]] ProgramCall apply() const { return calling({"apply", "--yes"}); }
  [[nodiscard]] ProgramCall rollback() const { return calling({"rollback", "last", "--yes"}); }

  [[nodiscard]] World world() const;
  void enter(const World& world);

  [[nodiscard]] nlohmann::ordered_json contents() const;
  // Of the org, and of the client's files beside it.
  [[nodiscard]] std::string state() const;
  [[nodiscard]] std::vector<remediate::Run> runs() const;
  [[nodiscard]] std::string untruth_in(const remediate::Run& run) const {
    return tests::untruth_in(run, state(), org_->base_url());
  }

  [[nodiscard]] std::filesystem::path state_folder() const { return folder() / "state"; }

  RequestKiller requests_;
  std::optional<mocks::FakeOrg> org_;

 private:
  [[nodiscard]] std::map<std::string, std::string> files() const;

  std::vector<std::string> file_names_;
};

}  // namespace tests

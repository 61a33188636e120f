// The oktafix binary as its users run it: a child process with an empty home, a folder of its own,
// and a fake org on the real wire.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "mocks/fake_org.hpp"
#include "tests/support/run_program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace tests {

inline constexpr const char* kToken = "00superSecretTokenOfTheTest000000000000000";

[[nodiscard]] mocks::FakeOrg started(mocks::Options options);

// An app as a seed has it.
[[nodiscard]] std::string app_json(const std::string& id, const std::string& label,
                                   const std::string& type = "web");
// A failed request to the org authorization server, two hours old.
[[nodiscard]] std::string failure_json(const std::string& client_id, const std::string& scopes,
                                       const std::string& reason = "illegal_custom_scope");
[[nodiscard]] std::string seed_json(const std::vector<std::string>& apps,
                                    const std::vector<std::string>& logs);

class Oktafix : public testing::Test {
 protected:
  [[nodiscard]] ProgramCall call(const std::vector<std::string>& arguments) const;
  [[nodiscard]] ProgramCall call(const mocks::FakeOrg& org,
                                 const std::vector<std::string>& arguments) const;
  [[nodiscard]] ProgramResult run(const mocks::FakeOrg& org,
                                  const std::vector<std::string>& arguments) const {
    return run_program(call(org, arguments));
  }
  // What it prints with --format json. Throws when that is no JSON.
  [[nodiscard]] nlohmann::ordered_json json_of(const mocks::FakeOrg& org,
                                               std::vector<std::string> arguments) const;
  void write(const std::string& name, const std::string& text) const;
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

 private:
  TemporaryFolder folder_;
};

}  // namespace tests

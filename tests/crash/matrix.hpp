// Kills an apply, or the resumption or rollback of one, at each of its points, and goes on from
// each in every way that there is. Points whose state was met before, org and journal alike, are
// gone on from in one way, in turn.
#pragma once

#include <functional>
#include <set>

#include "tests/crash/crash_fixture.hpp"
#include "tests/crash/part.hpp"

namespace tests {

// resume: of an apply that was killed after its first PUT was carried out, unanswered.
enum class Killed { apply, resume, rollback };

class Matrix : public CrashFixture, public testing::WithParamInterface<Part> {
 protected:
  using Kill = std::function<Death(const ProgramCall& call, std::size_t point)>;  // 0: none

  void begin(const Scenario& scenario, Killed killed);
  // An undisturbed run tells the points; this part's share is of those whose text has `in_text`. At
  // least so many are expected in all.
  void kill_at_each_point(const Kill& kill, std::size_t at_least, const std::string& in_text = "");

 private:
  struct Way {
    std::string verb;
    void (Matrix::*take)();
  };

  [[nodiscard]] ProgramCall killed_call() const;
  void kill_apply_halfway();
  void kill_at(const Kill& kill, const std::string& planned);
  void go_on();
  [[nodiscard]] std::vector<Way> ways() const;
  void resume();
  void apply_again();
  void roll_back();
  [[nodiscard]] bool has_new_server() const;
  void expect_original() const;
  void expect_done() const;
  [[nodiscard]] const remediate::Run* applying_run() const;

  Killed killed_ = Killed::apply;
  World start_;
  nlohmann::ordered_json original_;
  nlohmann::ordered_json done_;
  std::vector<remediate::Run> left_;  // by the one that was killed
  std::set<std::string> met_;
  std::size_t turn_ = 0;
};

}  // namespace tests

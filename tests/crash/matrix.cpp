#include "tests/crash/matrix.hpp"

#include <algorithm>
#include <iostream>
#include <regex>

#include <fmt/format.h>

namespace tests {

using JournaledRun = remediate::Run;  // gtest has a Run of its own
using remediate::RunState;
using Json = nlohmann::ordered_json;

namespace {

// All that somebody who goes on can tell from outside.
std::string key_of(const Json& contents, const std::vector<JournaledRun>& runs) {
  std::string key = contents.dump();
  for (const JournaledRun& run : runs) {
    key += fmt::format("\n{} {}", run.verb, to_string(run.state));
    for (const remediate::ChangeRecord& each : run.changes)
      key += fmt::format(" {}{}", to_string(each.state), each.read_back ? "+" : "");
  }
  return key;
}

// An authorization server that was made stays, by rule; nothing on it does.
Json without_new_server(Json contents) {
  Json& servers = contents["authorizationServers"];
  const auto is_new = [](const Json& each) { return each["name"] == kNewServer; };
  const auto found = std::ranges::find_if(servers, is_new);
  if (found == servers.end()) return contents;
  EXPECT_EQ((*found)["policies"], Json::array());
  for (const Json& scope : (*found)["scopes"])
    EXPECT_EQ(scope.value("system", false), true) << scope;
  servers.erase(found);
  return contents;
}

// The fake org never makes the same id twice.
std::string without_made_ids(const std::string& point) {
  static const std::regex made("/(aus|00p|0pr|scp)m[0-9A-Za-z]+");
  return std::regex_replace(point, made, "/$1");
}

std::string moves(const Json& from, const Json& to) {
  return from == to ? std::string() : Json::diff(from, to).dump(1);
}

// The journal knows the writer's process number: a digit more, and it may write a page more or less
// than when the steps were counted. A step is known by its number alone then.
bool is_disk_step(const std::string& point) { return point.find(" journal.") != std::string::npos; }

}  // namespace

ProgramCall Matrix::killed_call() const {
  if (killed_ == Killed::resume) return calling({"resume", "last", "--yes"});
  return killed_ == Killed::apply ? apply() : rollback();
}

void Matrix::kill_apply_halfway() {
  enter(start_);
  const Death none = requests_.killed_at_request(apply(), 0, mocks::Moment::came);
  const auto put = std::ranges::find_if(
      none.points, [](const std::string& each) { return each.find(" PUT ") != std::string::npos; });
  ASSERT_NE(put, none.points.end());
  enter(start_);
  ASSERT_TRUE(
      requests_.killed_at_request(apply(), std::stoul(*put), mocks::Moment::carried_out).killed);
}

void Matrix::begin(const Scenario& scenario, Killed killed) {
  killed_ = killed;
  start(scenario);
  original_ = contents();
  start_ = world();
  const ProgramResult applied = run_program(apply());
  ASSERT_EQ(applied.exit_code, 0) << applied.out << applied.err;
  done_ = contents();
  ASSERT_NE(done_, original_);
  if (killed == Killed::apply) return;
  if (killed == Killed::resume) kill_apply_halfway();
  start_ = world();
}

void Matrix::kill_at_each_point(const Kill& kill, std::size_t at_least,
                                const std::string& in_text) {
  enter(start_);
  Death none = kill(killed_call(), 0);
  ASSERT_FALSE(none.killed);
  ASSERT_EQ(none.result.exit_code, 0) << none.result.out << none.result.err;
  std::vector<std::string>& points = none.points;
  std::erase_if(points,
                [&](const std::string& each) { return each.find(in_text) == std::string::npos; });
  EXPECT_GE(points.size(), at_least) << "the matrix has shrunk";
  const auto [number, of] = GetParam();
  const std::size_t end = points.size() * (number + 1) / of;
  std::size_t count = 0;
  for (std::size_t i = points.size() * number / of; i < end && !HasFailure(); ++i, ++count)
    kill_at(kill, points[i]);
  std::cout << fmt::format("killed at {} of {} points, {} states\n", count, points.size(),
                           met_.size());
}

void Matrix::kill_at(const Kill& kill, const std::string& planned) {
  SCOPED_TRACE("killed at " + planned);
  const std::size_t point = std::stoul(planned);
  enter(start_);
  const Death death = kill(killed_call(), point);
  if (!death.killed && is_disk_step(planned) && death.points.size() + 1 == point) return;
  ASSERT_TRUE(death.killed) << death.result.out << death.result.err;
  EXPECT_EQ(death.result.exit_code, 128 + SIGKILL);
  ASSERT_EQ(death.points.size(), point);
  if (!is_disk_step(planned)) {
    EXPECT_EQ(without_made_ids(death.points.back()), without_made_ids(planned));
  }
  go_on();
}

void Matrix::go_on() {
  const World left = world();
  left_ = runs();
  for (const JournaledRun& run : left_) {
    EXPECT_NE(run.state, RunState::running);
    if (run.state == RunState::rolled_back) expect_original();
  }
  if (!left_.empty()) {
    EXPECT_EQ(untruth_in(left_.back()), "");
  }
  const bool is_new = met_.insert(key_of(contents(), left_)).second;
  const std::vector<Way> all = ways();
  ++turn_;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!is_new && turn_ % all.size() != i) continue;
    SCOPED_TRACE("then " + all[i].verb);
    enter(left);
    (this->*all[i].take)();
  }
}

std::vector<Matrix::Way> Matrix::ways() const {
  return {{"resume", &Matrix::resume},
          {"apply", &Matrix::apply_again},
          {"rollback", &Matrix::roll_back}};
}

const JournaledRun* Matrix::applying_run() const {
  const auto found = std::ranges::find(left_, "apply", &JournaledRun::verb);
  return found == left_.end() ? nullptr : &*found;
}

void Matrix::expect_original() const {
  EXPECT_EQ(moves(original_, without_new_server(contents())), "");
}

bool Matrix::has_new_server() const {
  const Json now = contents();
  return std::ranges::any_of(now["authorizationServers"],
                             [](const Json& each) { return each["name"] == kNewServer; });
}

void Matrix::expect_done() const { EXPECT_EQ(moves(done_, contents()), ""); }

void Matrix::apply_again() {
  const ProgramResult result = run_program(apply());
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  expect_done();
  const std::vector<JournaledRun> now = runs();
  if (now.size() == left_.size()) return;  // nothing was left to do
  EXPECT_EQ(now.back().state, RunState::done);
  EXPECT_EQ(untruth_in(now.back()), "");
}

void Matrix::resume() {
  const ProgramResult result = run_program(calling({"resume", "last", "--yes"}));
  EXPECT_EQ(result.exit_code, left_.empty() ? 2 : 0) << result.out << result.err;
  if (left_.empty()) return expect_original();
  left_.back().verb == "apply" ? expect_done() : expect_original();
  const std::vector<JournaledRun> now = runs();
  EXPECT_EQ(now.back().state, RunState::done);
  EXPECT_EQ(untruth_in(now.back()), "");
  const bool needs_another =
      left_.back().verb == "rollback" && applying_run()->state != RunState::rolled_back;
  EXPECT_EQ(now.size(), left_.size() + (needs_another ? 1 : 0));
}

void Matrix::roll_back() {
  const JournaledRun* run = applying_run();
  const bool is_needed =
      run != nullptr && run->may_have_written() && run->state != RunState::rolled_back;
  const ProgramResult result = run_program(rollback());
  const int done = has_new_server() ? 9 : 0;  // it stays, and somebody has to look at it
  EXPECT_EQ(result.exit_code, is_needed ? done : 2) << result.out << result.err;
  expect_original();
  if (!is_needed) return;
  EXPECT_EQ(runs().front().state, RunState::rolled_back);
}

}  // namespace tests

// The journal as a file of its user: carried to another state folder, shared by two processes,
// damaged, or on a disk that takes no more.
#include <atomic>
#include <filesystem>
#include <fstream>
#include <future>
#include <set>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/oktafix_fixture.hpp"
#include "tests/e2e/orgs.hpp"
#include "tests/support/recorded.hpp"

namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using namespace tests;
using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;
using Words = std::vector<std::string>;

class JournalFile : public Oktafix {
 protected:
  [[nodiscard]] static Words in(const std::string& state, Words words) {
    words.insert(words.end(), {"--state-dir", state});
    return words;
  }
  [[nodiscard]] ProgramResult apply(const mocks::FakeOrg& org, const std::string& state) const {
    return run(org, with_approval(in(state, {"apply", "--yes"})));
  }
  [[nodiscard]] Json runs(const mocks::FakeOrg& org, const std::string& state) const {
    return json_of(org, in(state, {"runs"}))["runs"];
  }

  // Everything is there, and was made once.
  void expect_made_once(const mocks::FakeOrg& org) const {
    EXPECT_EQ(own_policy(org, kOrders)["conditions"]["clients"]["include"], Json::array({kOrders}));
    EXPECT_THAT(own_policy(org, kOrders)["rules"], SizeIs(2));
    EXPECT_EQ(org.count_requests("POST", "/scopes$"), 1);
    EXPECT_EQ(org.count_requests("POST", "/policies$"), 1);
    EXPECT_EQ(org.count_requests("POST", "/rules$"), 2);
  }
};

class CarriedJournal : public JournalFile {
 protected:
  void carry(const std::string& from, const std::string& to) const {
    const ProgramResult exported = run(org_, in(from, {"runs", "export", "--output", "runs.json"}));
    EXPECT_EQ(exported.exit_code, 0) << exported.err;
    EXPECT_THAT(exported.out, IsEmpty());
    const ProgramResult imported = run(org_, in(to, {"runs", "import", "runs.json"}));
    EXPECT_EQ(imported.exit_code, 0) << imported.err;
  }

  mocks::FakeOrg org_ = started_with(orders_seed());
};

TEST_F(CarriedJournal, LetsSomebodyElseVerifyAndUndoWhatARunnerDid) {
  const Json before = state_of(org_);
  ASSERT_EQ(apply(org_, "runner").exit_code, 0);
  carry("runner", "desk");
  EXPECT_EQ(moves(json_of(org_, in("runner", {"runs", "show"})),
                  json_of(org_, in("desk", {"runs", "show"}))),
            kNoMoves);
  EXPECT_THAT(run(org_, in("desk", {"verify", "last"})).out, HasSubstr("stand as the run left"));

  const ProgramResult undone = run(org_, in("desk", {"rollback", "last", "--yes"}));
  EXPECT_EQ(undone.exit_code, 0) << undone.out << undone.err;
  EXPECT_EQ(moves(before, state_of(org_)), kNoMoves);
  carry("desk", "runner");
  EXPECT_EQ(runs(org_, "runner")[0]["state"], "rolledBack") << "and the runner's journal can know";
}

TEST_F(CarriedJournal, SaysWhatBecameOfEachRun) {
  ASSERT_EQ(apply(org_, "runner").exit_code, 0);
  const std::string id = runs(org_, "runner")[0]["id"];
  const ProgramResult exported = run(org_, in("runner", {"runs", "export", "last"}));
  write("runs.json", exported.out);
  EXPECT_THAT(run(org_, in("desk", {"runs", "import", "runs.json"})).out,
              HasSubstr(id + "  taken over"));
  const Json again = json_of(org_, in("desk", {"runs", "import", "runs.json"}));
  EXPECT_EQ(again["unchanged"], Json::array({id}));
  EXPECT_THAT(again["added"], IsEmpty());
  EXPECT_THAT(runs(org_, "desk"), SizeIs(1));
}

TEST_F(CarriedJournal, IsRefusedWholeWhenItIsDamaged) {
  ASSERT_EQ(apply(org_, "runner").exit_code, 0);
  const std::string document = run(org_, in("runner", {"runs", "export"})).out;
  std::string edited = document;
  edited.replace(edited.find("orders.read"), 6, "stocks");
  for (const std::string& text : {std::string(), document.substr(0, document.size() / 2), edited}) {
    write("runs.json", text);
    const ProgramResult refused = run(org_, in("desk", {"runs", "import", "runs.json"}));
    EXPECT_EQ(refused.exit_code, 2) << refused.out;
    EXPECT_THAT(refused.out, IsEmpty());
    EXPECT_THAT(refused.err, AllOf(HasSubstr("runs.json: "), HasSubstr("nothing was taken over")));
    EXPECT_THAT(runs(org_, "desk"), IsEmpty());
  }
  EXPECT_EQ(run(org_, in("desk", {"runs", "import", "not-there.json"})).exit_code, 2);
}

TEST_F(CarriedJournal, LeavesOutWhatStillGoesOn) {
  mocks::FakeOrg org = started_with(orders_seed(), {"POST /rules$ 1 hang"});
  RunningProgram program(call(org, with_approval(in("runner", {"apply", "--yes"}))));
  ASSERT_TRUE(org.wait_for_request("POST", "/rules$"));
  const Json going_on = runs(org, "runner")[0];
  EXPECT_EQ(going_on["state"], "running");
  const ProgramResult all = run(org, in("runner", {"runs", "export"}));
  EXPECT_EQ(all.exit_code, 0) << all.err;
  EXPECT_THAT(Json::parse(all.out)["runs"], IsEmpty());
  const ProgramResult named = run(org, in("runner", {"runs", "export", "last"}));
  EXPECT_EQ(named.exit_code, 2) << named.out;
  EXPECT_THAT(named.out, IsEmpty());
  for (const ProgramResult& each : {all, named})
    EXPECT_THAT(each.err,
                HasSubstr("run " + going_on["id"].get<std::string>() + " is still going on"));
}

TEST_F(CarriedJournal, LetsSomebodyElseFinishWhatARunnerWasKilledAt) {
  const mocks::FakeOrg org = started_with(orders_seed(), {"POST /rules$ 1 hang"});
  RunningProgram runner(call(org, with_approval(in("runner", {"apply", "--yes"}))));
  ASSERT_TRUE(org.wait_for_request("POST", "/rules$"));
  runner.send_signal(SIGKILL);
  (void)runner.wait();
  ASSERT_EQ(run(org, in("runner", {"runs", "export", "--output", "runs.json"})).exit_code, 0);
  const ProgramResult imported = run(org, in("desk", {"runs", "import", "runs.json"}));
  ASSERT_EQ(imported.exit_code, 0) << imported.err;
  const std::string warning = "make sure that nobody ";
  EXPECT_THAT(imported.out, HasSubstr(warning));
  EXPECT_THAT(run(org, in("desk", {"runs", "show"})).out, HasSubstr("without an end"));

  const ProgramResult finished = run(org, in("desk", {"resume", "last", "--yes"}));
  EXPECT_EQ(finished.exit_code, 0) << finished.out << finished.err;
  EXPECT_THAT(finished.err, HasSubstr(warning));
  EXPECT_EQ(runs(org, "desk")[0]["state"], "done");
  EXPECT_EQ(own_policy(org, kOrders)["conditions"]["clients"]["include"], Json::array({kOrders}));
  EXPECT_THAT(own_policy(org, kOrders)["rules"], SizeIs(2));
  EXPECT_EQ(org.count_requests("POST", "/scopes$"), 1);
  EXPECT_EQ(org.count_requests("POST", "/policies$"), 1);
}

// An org that holds the first request of that kind until it is let go.
class HeldOrg {
 public:
  HeldOrg(std::string method, std::string path_end) {
    mocks::Options options;
    options.seed_json = orders_seed().dump();
    options.on_request = [this, method = std::move(method), path_end = std::move(path_end)](
                             const mocks::RecordedRequest& request, mocks::Moment moment) {
      if (moment == mocks::Moment::came && request.method == method &&
          request.path.ends_with(path_end) && !is_held_.exchange(true)) {
        held_.set_value();
        released_.wait();
      }
      return true;
    };
    org_.emplace(started(std::move(options)));
  }
  HeldOrg(const HeldOrg&) = delete;
  HeldOrg& operator=(const HeldOrg&) = delete;
  ~HeldOrg() { let_go(); }

  void wait_until_held() { held_.get_future().wait(); }
  void let_go() {
    if (!is_released_.exchange(true)) release_.set_value();
  }
  [[nodiscard]] const mocks::FakeOrg& org() const { return *org_; }

 private:
  std::atomic<bool> is_held_ = false;
  std::atomic<bool> is_released_ = false;
  std::promise<void> held_;
  std::promise<void> release_;
  std::shared_future<void> released_ = release_.get_future().share();
  std::optional<mocks::FakeOrg> org_;
};

using OneAtATime = JournalFile;

TEST_F(OneAtATime, ASecondApplyIsRefusedAndToldWhoIsAtIt) {
  HeldOrg held("POST", "/rules");
  RunningProgram first(call(held.org(), with_approval(in("state", {"apply", "--yes"}))));
  held.wait_until_held();
  const std::size_t sent = writes(held.org()).size();
  const Json run_of_first = runs(held.org(), "state")[0];
  EXPECT_EQ(run_of_first["state"], "running");

  const ProgramResult second = apply(held.org(), "state");
  EXPECT_EQ(second.exit_code, 1) << second.out;
  EXPECT_THAT(second.err,
              ContainsRegex("another oktafix \\(process [0-9]+ of [^ ]+.* on [^ ]+\\)"));
  for (const char* told : {"id", "org", "startedAt"})
    EXPECT_THAT(second.err, HasSubstr(run_of_first[told].get<std::string>()));
  EXPECT_THAT(second.err, HasSubstr("wait for its end"));
  EXPECT_THAT(writes(held.org()), SizeIs(sent));
  EXPECT_EQ(run(held.org(), in("state", {"rollback", "last", "--yes"})).exit_code, 2);
  EXPECT_THAT(writes(held.org()), SizeIs(sent));
  EXPECT_THAT(runs(held.org(), "state"), SizeIs(1));

  held.let_go();
  const ProgramResult ended = first.wait();
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  expect_made_once(held.org());
  EXPECT_EQ(apply(held.org(), "state").exit_code, 0);
}

TEST_F(OneAtATime, OfTwoThatAreStartedAtOnceOneWrites) {
  HeldOrg held("POST", "/scopes");
  const Words words = with_approval(in("state", {"apply", "--yes"}));
  RunningProgram one(call(held.org(), words));
  RunningProgram other(call(held.org(), words));
  // The one that is refused ends first: the other is held.
  const auto result_of = [&held](RunningProgram& program) {
    ProgramResult result = program.wait();
    held.let_go();
    return result;
  };
  auto result = std::async(std::launch::async, [&] { return result_of(other); });
  const std::vector<ProgramResult> results = {result_of(one), result.get()};
  std::multiset<int> codes;
  for (const ProgramResult& each : results) {
    codes.insert(each.exit_code);
    if (each.exit_code != 0) {
      EXPECT_THAT(each.err, HasSubstr("another oktafix (process "));
    }
  }
  EXPECT_THAT(codes, ElementsAre(0, 1));
  expect_made_once(held.org());
  EXPECT_THAT(runs(held.org(), "state"), SizeIs(1));
}

TEST_F(OneAtATime, AKilledOneIsInNobodysWay) {
  const mocks::FakeOrg org = started_with(orders_seed(), {"POST /rules$ 1 hang"});
  RunningProgram killed(call(org, with_approval(in("state", {"apply", "--yes"}))));
  ASSERT_TRUE(org.wait_for_request("POST", "/rules$"));
  killed.send_signal(SIGKILL);
  (void)killed.wait();
  EXPECT_EQ(apply(org, "state").exit_code, 0);
}

// What makes a journal useless, and what is said about it.
struct Damage {
  const char* name;
  void (*make)(std::string& bytes);
  const char* told;
};

void PrintTo(const Damage& damage, std::ostream* stream) { *stream << damage.name; }

constexpr std::size_t kPage = 4096;

const Damage kDamages[] = {
    {"Truncated", [](std::string& bytes) { bytes.resize(bytes.size() / 2); }, "is damaged"},
    {"TruncatedToLessThanAPage", [](std::string& bytes) { bytes.resize(100); }, "is damaged"},
    {"OverwrittenInTheMiddle",
     [](std::string& bytes) {
       const std::size_t middle = bytes.size() / 2 / kPage * kPage;
       for (std::size_t i = middle; i < middle + kPage; ++i)
         bytes[i] = static_cast<char>(i * 37 % 251);
     },
     "is damaged"},
    {"NoDatabase", [](std::string& bytes) { bytes.assign(bytes.size(), 'x'); }, "is damaged"},
    {"OfANewerVersion", [](std::string& bytes) { bytes.replace(60, 4, "\0\0\0\x63", 4); },
     "is of version 99, this oktafix knows"}};

// Of an org that has run before, and whose neighbour has not: in both there is something to write.
class UselessJournal : public JournalFile, public testing::WithParamInterface<Damage> {};

TEST_P(UselessJournal, IsToldBeforeTheFirstWriteAndLeftAsItIs) {
  const mocks::FakeOrg org = started_with(orders_seed());
  const mocks::FakeOrg other = started_with(orders_seed());
  ASSERT_EQ(apply(org, "state").exit_code, 0);
  const fs::path file = folder() / "state" / "journal.db";
  std::string bytes = read_file(file);
  GetParam().make(bytes);
  write("state/journal.db", bytes);
  const std::size_t sent = writes(org).size();

  const ProgramResult applied = apply(other, "state");
  const ProgramResult undone = run(org, in("state", {"rollback", "last", "--yes"}));
  for (const ProgramResult& refused : {applied, undone}) {
    EXPECT_EQ(refused.exit_code, 1) << refused.out;
    EXPECT_THAT(refused.err, AllOf(HasSubstr("journal.db"), HasSubstr(GetParam().told)));
  }
  EXPECT_THAT(writes(other), IsEmpty());
  EXPECT_THAT(writes(org), SizeIs(sent));
  EXPECT_TRUE(read_file(file) == bytes) << "it was changed";
}

INSTANTIATE_TEST_SUITE_P(Of, UselessJournal, testing::ValuesIn(kDamages),
                         [](const auto& each) { return std::string(each.param.name); });

TEST_F(JournalFile, ThatCannotBeMadeIsToldBeforeTheFirstWrite) {
  const mocks::FakeOrg org = started_with(orders_seed());
  write("file", "x");
  for (const char* state : {"file", "file/state", "/proc/oktafix"}) {
    const ProgramResult refused = apply(org, state);
    EXPECT_EQ(refused.exit_code, 1) << state << refused.out;
    EXPECT_THAT(refused.err, HasSubstr(state));
    EXPECT_THAT(writes(org), IsEmpty());
  }
}

class FullDisk : public JournalFile {
 protected:
  // No file of its may grow over that: a write comes back with less than was given, as on a full
  // disk.
  [[nodiscard]] ProgramResult apply_with_room(const mocks::FakeOrg& org, int blocks) const {
    ProgramCall made = call(org, {});
    made.program = "/bin/sh";
    made.arguments = {"-c", "ulimit -f " + std::to_string(blocks) + " && exec \"$@\"", "sh",
                      OKTAFIX_PROGRAM};
    const Words words = with_approval(in("state", {"apply", "--yes"}));
    made.arguments.insert(made.arguments.end(), words.begin(), words.end());
    return run_program(made);
  }
};

// Whenever it comes, nothing is sent that could not be noted, and nothing is made twice afterwards.
TEST_F(FullDisk, IsToldWhenItComesAndGoneOnWithOnceThereIsRoom) {
  std::multiset<int> codes;
  for (int blocks = 0; blocks <= 400; blocks += 20) {
    SCOPED_TRACE(blocks);
    const mocks::FakeOrg org = started_with(orders_seed());
    fs::remove_all(folder() / "state");
    const ProgramResult cut = apply_with_room(org, blocks);
    codes.insert(cut.exit_code);
    if (cut.exit_code != 0) {
      EXPECT_THAT(cut.err, HasSubstr("disk"));
    }
    EXPECT_EQ(cut.exit_code == 1, writes(org).empty());
    const Json begun = runs(org, "state");
    EXPECT_EQ(cut.exit_code == 0, !begun.empty() && begun[0]["state"] == "done");
    const bool is_resumed = cut.exit_code == 6 && blocks % 40 == 0;
    const ProgramResult next =
        is_resumed ? run(org, in("state", {"resume", "last", "--yes"})) : apply(org, "state");
    EXPECT_EQ(next.exit_code, 0) << next.out << next.err;
    if (is_resumed) {
      EXPECT_EQ(runs(org, "state")[0]["state"], "done");
    }
    expect_made_once(org);
  }
  for (const int code : {0, 1, 6}) EXPECT_TRUE(codes.contains(code)) << code;
}

}  // namespace

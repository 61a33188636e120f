#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/oktafix_fixture.hpp"
#include "tests/e2e/orgs.hpp"
#include "tests/support/recorded.hpp"

// What must be nowhere: the admin's token, the secrets of clients, and the people of the log.
namespace {

using testing::HasSubstr;
using namespace tests;
using Json = nlohmann::ordered_json;

constexpr auto kClientSecret = "cs-9f8e7d6c5b4a3928170f-of-orders";
const std::vector<std::string> kNowhere = {kToken,
                                           kClientSecret,
                                           "Mallory",
                                           "mallory.quill",
                                           "mallory.quill@people.example",
                                           "00uMalloryQuill",
                                           "203.0.113.77",
                                           "2001:db8::7777",
                                           "QuillBrowser",
                                           "Quillchester",
                                           "quill-session-id",
                                           "quill-state",
                                           "quill-device"};

// With everything of a person that Okta writes into an event.
Json event_of_a_person() {
  Json event = Json::parse(failure_json(kOrders, "openid, orders.read"));
  event["actor"] = {{"id", "00uMalloryQuill"},
                    {"type", "User"},
                    {"alternateId", "mallory.quill@people.example"},
                    {"displayName", "Mallory Quill"}};
  event["client"]["ipAddress"] = "203.0.113.77";
  event["client"]["device"] = "quill-device";
  event["client"]["userAgent"] = {{"rawUserAgent", "QuillBrowser/1.0"},
                                  {"browser", "QuillBrowser"}};
  event["client"]["geographicalContext"] = {{"city", "Quillchester"}};
  event["request"] = {{"ipChain", {{{"ip", "2001:db8::7777"}, {"version", "V6"}}}}};
  event["authenticationContext"] = {{"externalSessionId", "quill-session-id"}};
  event["debugContext"]["debugData"]["url"] =
      "/oauth2/v1/authorize?client_id=0oa1orders&response_type=code&state=quill-state"
      "&login_hint=mallory.quill%40people.example&redirect_uri=https%3A%2F%2F203.0.113.77";
  event["target"] = {{{"id", "00uMalloryQuill"},
                      {"type", "User"},
                      {"alternateId", "mallory.quill@people.example"},
                      {"displayName", "Mallory Quill"}}};
  return event;
}

Json secret_seed() {
  Json seed = orders_seed();
  seed["logs"] = Json::array({event_of_a_person()});
  seed["apps"][0]["profile"] = {{"issuer", "https://example.okta.com"}};
  Json& client = seed["apps"][0]["credentials"]["oauthClient"];
  client["client_secret"] = kClientSecret;
  client["token_endpoint_auth_method"] = "client_secret_basic";
  seed["tokens"] = Json::array({{{"token", kToken}}});
  return seed;
}

class Secrecy : public Oktafix {
 protected:
  // Runs it as talkative as it gets, and collects what it says.
  ProgramResult collect(const std::vector<std::string>& arguments) {
    std::vector<std::string> all = arguments;
    all.insert(all.end(), {"--log-level", "debug", "-v", "--state-dir", "state"});
    const bool is_saved_plan = arguments.size() > 1 && arguments[1] == "plan.json";
    const ProgramResult result = run(org_, is_saved_plan ? all : with_approval(all));
    std::string name;
    for (const std::string& each : arguments) name += each + " ";
    said_.emplace_back(name + "(stdout)", result.out);
    said_.emplace_back(name + "(stderr)", result.err);
    return result;
  }

  // Plans, reports, and the journal with its -wal.
  void collect_files() {
    for (const auto& each : std::filesystem::recursive_directory_iterator(folder())) {
      if (each.is_regular_file()) said_.emplace_back(each.path().string(), read_file(each.path()));
    }
  }

  void expect_nothing_told() const {
    for (const auto& [where, text] : said_) {
      for (const std::string& each : kNowhere)
        EXPECT_EQ(text.find(each), std::string::npos) << each << " is in " << where;
    }
  }

  mocks::FakeOrg org_ = started_with(secret_seed());
  std::vector<std::pair<std::string, std::string>> said_;
};

TEST_F(Secrecy, HoldsForEveryVerbEveryFormatAndEveryFile) {
  for (const char* each : {kClientSecret, "Mallory Quill", "203.0.113.77", "Quillchester"})
    ASSERT_THAT(org_.state_json(), HasSubstr(each)) << "the org holds what must not come out of it";
  EXPECT_EQ(collect({"check"}).exit_code, 0);
  for (const char* format : {"text", "json", "markdown", "html"})
    EXPECT_EQ(collect({"audit", "--format", format}).exit_code, 3);
  for (const char* format : {"text", "json", "markdown", "html", "terraform"})
    EXPECT_EQ(collect({"plan", "--format", format, "--out", "plan.json"}).exit_code, 3);
  EXPECT_EQ(collect({"apply", "plan.json", "--dry-run"}).exit_code, 3);
  EXPECT_EQ(collect({"apply", "plan.json", "--yes", "--output", "applied.txt"}).exit_code, 0);
  ASSERT_EQ(org_.count_requests("PUT", "/apps/"), 1) << "whose answer tells the client secret";
  EXPECT_EQ(collect({"verify", "--probe"}).exit_code, 0);
  for (const char* format : {"text", "json", "markdown", "html"})
    EXPECT_EQ(collect({"runs", "show", "--format", format, "--output", "run.out"}).exit_code, 0);
  EXPECT_EQ(collect({"runs", "export", "--output", "runs.json"}).exit_code, 0);
  EXPECT_EQ(collect({"runs", "export", "last"}).exit_code, 0);
  EXPECT_EQ(collect({"runs", "import", "runs.json"}).exit_code, 0);
  ASSERT_THAT(read_file(folder() / "runs.json"), HasSubstr("PUT /api/v1/apps/"));
  collect_files();
  EXPECT_EQ(collect({"rollback", "last", "--yes"}).exit_code, 0);
  EXPECT_EQ(collect({"runs", "--format", "json"}).exit_code, 0);
  collect_files();
  expect_nothing_told();
}

TEST_F(Secrecy, HoldsWhenTheAnswerToAPutCannotBeUsed) {
  for (const char* action : {"truncate", "lost", "E0000001"}) {
    ASSERT_TRUE(org_.add_fault(std::string("PUT ^/api/v1/apps/ 1 ") + action));
    (void)collect({"apply", "--yes", "--max-retries", "0"});
    (void)collect({"runs", "show"});
    (void)collect({"rollback", "last", "--yes"});
  }
  for (const mocks::FaultCount& each : org_.faults()) EXPECT_EQ(each.fired, 1) << each.spec;
  collect_files();
  expect_nothing_told();
}

TEST_F(Secrecy, OfTheJournalIsAlsoAMatterOfItsMode) {
  ASSERT_EQ(collect({"apply", "--yes"}).exit_code, 0);
  int count = 0;
  for (const auto& each : std::filesystem::directory_iterator(folder() / "state")) {
    EXPECT_EQ(each.status().permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write)
        << each.path();
    ++count;
  }
  EXPECT_GT(count, 0);
  EXPECT_EQ(std::filesystem::status(folder() / "state").permissions(),
            std::filesystem::perms::owner_all);
}

}  // namespace

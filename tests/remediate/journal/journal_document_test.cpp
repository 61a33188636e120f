// A document that export did not write so is refused, and nothing of it taken over.
#include <string>
#include <utility>

#include "tests/remediate/journal/transfer_fixture.hpp"

namespace tests {
namespace {

using namespace remediate;
using Json = nlohmann::ordered_json;
using testing::HasSubstr;

TEST_F(Transfer, RefusesAllWhenOneRunIsRefused) {
  (void)begun_and_ended(here_);
  (void)begun_and_ended(here_);
  EXPECT_THAT(refusal_of_edited([](Json& document) { document["runs"][1]["id"] = "x"; }),
              HasSubstr("no id of a run"));
}

TEST_F(Transfer, RefusesWhatWasCutOrEdited) {
  (void)partial_run(here_);
  const std::string document = exported(here_);
  for (const std::size_t length : {std::size_t{0}, document.size() / 3, document.size() - 3})
    EXPECT_THAT(refusal(document.substr(0, length)), HasSubstr("JSON")) << length;
  std::string edited = document;
  edited.replace(edited.find("no answer came"), 2, "an");
  EXPECT_THAT(refusal(edited), HasSubstr("damaged or edited"));
}

// Whatever byte is another, nothing is taken over that was not written.
TEST_F(Transfer, RefusesEveryByteThatIsAnother) {
  (void)partial_run(here_);
  const std::string document = exported(here_);
  for (std::size_t i = 0; i < document.size(); i += 13) {
    std::string edited = document;
    edited[i] = edited[i] == '7' ? '8' : '7';
    EXPECT_FALSE(refusal(edited).empty()) << "byte " << i;
  }
}

TEST_F(Transfer, RefusesWhatIsOfAnotherSchema) {
  EXPECT_THAT(refusal("{}"), HasSubstr("no journal of `oktafix runs export`"));
  EXPECT_THAT(refusal("[1]"), HasSubstr("no journal"));
  EXPECT_THAT(refusal_of_edited([](Json& document) { document["schema"] = "oktafix.journal/2"; }),
              HasSubstr("\"oktafix.journal/2\", this oktafix reads oktafix.journal/1"));
  EXPECT_THAT(refusal(std::string(100'000, '[')), HasSubstr("nest"));
}

TEST_F(Transfer, RefusesAPlanThatWasEdited) {
  (void)partial_run(here_);
  EXPECT_THAT(refusal_of_edited([](Json& document) {
                document["runs"][0]["plan"]["changes"][0]["body"]["name"] = "admin";
              }),
              HasSubstr("its plan was edited"));
  EXPECT_THAT(refusal_of_edited([](Json& document) { document["runs"][0]["plan"] = 3; }),
              HasSubstr("its plan"));
}

TEST_F(Transfer, RefusesWhatExportDoesNotWrite) {
  (void)partial_run(here_);
  const auto refused_run = [&](const std::string& pointer, const Json& value) {
    return refusal_of_edited(
        [&](Json& document) { document["runs"][0][Json::json_pointer(pointer)] = value; });
  };
  EXPECT_THAT(refused_run("/pid", 4711), HasSubstr("unknown member \"pid\""));
  EXPECT_THAT(refused_run("/org", nullptr), HasSubstr("org is no text"));
  EXPECT_THAT(refused_run("/at", "yesterday"), HasSubstr("at is no time"));
  EXPECT_THAT(refused_run("/id", "../../etc/passwd"), HasSubstr("no id of a run"));
  EXPECT_THAT(refused_run("/entries", "none"), HasSubstr("entries is no list"));
  EXPECT_THAT(refused_run("/entries/0", 7), HasSubstr("entry 1: it is no object"));
  EXPECT_THAT(refused_run("/entries/1/kind", "deleted"), HasSubstr("unknown kind \"deleted\""));
  EXPECT_THAT(refused_run("/entries/1/change", ""), HasSubstr("entry 2: it must say which change"));
  EXPECT_THAT(refused_run("/entries/1/change", "c9"), HasSubstr("c9, which is not in the plan"));
  EXPECT_THAT(refused_run("/entries/4/change", "c1"), HasSubstr("entry 5: it must say"));
  EXPECT_THAT(refused_run("/entries/1/content/state", "great"), HasSubstr("no known state"));
  EXPECT_THAT(refused_run("/entries/1/content/state", 1), HasSubstr("state is no text"));
  EXPECT_THAT(refused_run("/entries/1/content/writer", "x"), HasSubstr("unknown member"));
  EXPECT_THAT(refused_run("/entries/4/content/state", "interrupted"), HasSubstr("no known state"));
  EXPECT_THAT(
      refusal_of_edited([](Json& document) { document["runs"].push_back(document["runs"][0]); }),
      HasSubstr("is in it twice"));
  EXPECT_THAT(refusal_of_edited([](Json& document) {
                Json& entries = document["runs"][0]["entries"];
                entries.push_back(entries[0]);
              }),
              HasSubstr("after the end"));
}

TEST_F(Transfer, TakesNothingIntoAJournalThatIsOnlyRead) {
  const std::string id = begun_and_ended(here_);
  Journal reader = opened_to_read();
  EXPECT_TRUE(reader.export_runs(id));
  const auto imported = reader.import_runs(exported(here_));
  ASSERT_FALSE(imported);
  EXPECT_EQ(imported.error().kind, okta::ErrorKind::io);
}

}  // namespace
}  // namespace tests

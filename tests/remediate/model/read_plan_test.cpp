#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "remediate/model/plan_json.hpp"
#include "tests/remediate/model/small_plan.hpp"

namespace remediate {
namespace {

using testing::HasSubstr;
using tests::small_file;
using tests::small_plan;
using Json = nlohmann::ordered_json;

std::string refusal(const std::string& text) {
  const okta::Result<Plan> plan = read_plan(text);
  EXPECT_FALSE(plan.has_value()) << text;
  if (plan) return "";
  EXPECT_EQ(plan.error().kind, okta::ErrorKind::invalid_input);
  return plan.error().message;
}

// What is said about the small plan after `edit`.
std::string refusal_of(const std::function<void(Json&)>& edit) {
  Json file = small_file();
  edit(file);
  return refusal(file.dump());
}

TEST(ReadPlan, ReadsBackWhatWasWritten) {
  const Plan plan = small_plan();
  const auto read = read_plan(plan_json(plan));
  ASSERT_TRUE(read.has_value()) << read.error().describe();
  EXPECT_EQ(plan_json(*read), plan_json(plan));
  EXPECT_EQ(read->changes[0].body, plan.changes[0].body);
  EXPECT_EQ(read->changes[4].splices, plan.changes[4].splices);
  EXPECT_EQ(read->handover[0].endpoints, plan.handover[0].endpoints);
  EXPECT_EQ(read->valid_until, plan.valid_until);
}

TEST(ReadPlan, ReadsAPlanWithoutChanges) {
  Plan plan;
  seal(plan);
  const auto read = read_plan(plan_json(plan));
  ASSERT_TRUE(read.has_value()) << read.error().describe();
  EXPECT_TRUE(is_sealed(*read));
}

TEST(ReadPlan, RefusesWhatIsNoPlan) {
  EXPECT_THAT(refusal(""), HasSubstr("cannot be used"));
  EXPECT_THAT(refusal("[]"), HasSubstr("cannot be used"));
  EXPECT_THAT(refusal("{}"), HasSubstr("no plan file"));
  EXPECT_THAT(refusal(R"({"schema": "oktafix.audit/1"})"), HasSubstr("oktafix.audit/1"));
  EXPECT_THAT(refusal(R"({"schema": 1})"), HasSubstr("no plan file"));
  EXPECT_THAT(refusal(plan_json(small_plan()) + "x"), HasSubstr("not JSON"));
}

TEST(ReadPlan, RefusesNestingWithoutAnEnd) {
  EXPECT_THAT(refusal(std::string(1'000'000, '[')), HasSubstr("nested deeper"));
  std::string deep;
  for (int each = 0; each < 100'000; ++each) deep += R"({"a":)";
  EXPECT_THAT(refusal(deep), HasSubstr("nested deeper"));
}

TEST(ReadPlan, RefusesAMemberThatStandsThereTwice) {
  std::string text = plan_json(small_plan());
  text.replace(text.find("\"org\""), 5, "\"org\": \"https://evil.example\", \"org\"");
  EXPECT_THAT(refusal(text), HasSubstr("two members of the name \"org\""));
}

TEST(ReadPlan, RefusesNumbersThatCannotBeKept) {
  std::string text = plan_json(small_plan());
  text.replace(text.find(": 60"), 4, ": 60000000000000000000000001");
  EXPECT_THAT(refusal(text), HasSubstr("cannot be kept"));
}

TEST(ReadPlan, SaysWhereAValueIsOfTheWrongType) {
  const std::vector<std::pair<std::string, std::string>> places = {
      {"/id", "id: is no text"},
      {"/createdAt", "createdAt: is no text"},
      {"/changes", "changes: is no list"},
      {"/changes/1", "changes[1]: is a number, not an object"},
      {"/changes/1/id", "changes[1].id: is no text"},
      {"/changes/1/action", "changes[1].action: is no text"},
      {"/changes/1/target", "changes[1].target: is a number, not an object"},
      {"/changes/1/target/kind", "changes[1].target.kind: is no text"},
      {"/changes/1/target/id", "changes[1].target.id: is no text"},
      {"/changes/1/target/in", "changes[1].target.in: is no text"},
      {"/changes/1/after/0", "changes[1].after[0]: is no text"},
      {"/changes/1/precondition", "changes[1].precondition: is a number, not an object"},
      {"/changes/1/precondition/absent",
       "changes[1].precondition.absent: is neither true nor false"},
      {"/changes/1/body", "changes[1].body: is no object"},
      {"/changes/1/reversible", "changes[1].reversible: is neither true nor false"},
      {"/changes/3/diff", "changes[3].diff: is no list"},
      {"/changes/3/diff/0", "changes[3].diff[0]: is a number, not an object"},
      {"/changes/3/diff/0/path", "changes[3].diff[0].path: is no text"},
      {"/changes/4/splices", "changes[4].splices: is no list"},
      {"/changes/4/splices/0", "changes[4].splices[0]: is a number, not an object"},
      {"/changes/4/splices/0/after", "changes[4].splices[0].after: is no text"},
      {"/effects/0/people", "effects[0].people: is no list"},
      {"/effects/0/before", "effects[0].before: is no text"},
      {"/effects/0/terms", "effects[0].terms: is a number, not an object"},
      {"/exposes/0/to", "exposes[0].to: is no text"},
      {"/assumes/0/id", "assumes[0].id: is no text"},
      {"/handover/0/endpoints", "handover[0].endpoints: is a number, not an object"},
      {"/handover/0/endpoints/token", "handover[0].endpoints.token: is no text"},
      {"/blocked/0/advice", "blocked[0].advice: is no text"}};
  for (const auto& [pointer, said] : places) {
    EXPECT_THAT(refusal_of([&](Json& file) { file[Json::json_pointer(pointer)] = 7; }),
                HasSubstr(said));
  }
  EXPECT_THAT(refusal_of([](Json& file) {
                file["effects"][0]["terms"]["accessTokenLifetimeMinutes"] = "60";
              }),
              HasSubstr("effects[0].terms.accessTokenLifetimeMinutes: is no whole number"));
}

TEST(ReadPlan, SaysWhatIsMissingAndWhatIsTooMuch) {
  EXPECT_THAT(refusal_of([](Json& file) { file["changes"][2]["target"].erase("kind"); }),
              HasSubstr("changes[2].target.kind: is missing"));
  EXPECT_THAT(refusal_of([](Json& file) { file.erase("blocked"); }),
              HasSubstr("blocked: is missing"));
  EXPECT_THAT(refusal_of([](Json& file) { file["note"] = 1; }),
              HasSubstr("note: is not part of a plan"));
  EXPECT_THAT(refusal_of([](Json& file) { file["changes"][0]["target"]["url"] = "https://x"; }),
              HasSubstr("changes[0].target.url: is not part of a plan"));
  EXPECT_THAT(refusal_of([](Json& file) { file["changes"][0]["method"] = "DELETE"; }),
              HasSubstr("changes[0].method: is not part of a plan"));
}

TEST(ReadPlan, TakesAnyMembersInsideOfBodiesAndValues) {
  Plan plan = small_plan();
  plan.changes[0].body = R"({"name":"x","any":{"thing":[1,{"deep":null}]}})";
  plan.changes[3].diff[0].after = R"({"any":[1.5,{"deep":null}]})";
  const auto read = read_plan(plan_json(plan));
  ASSERT_TRUE(read.has_value()) << read.error().describe();
  EXPECT_EQ(read->changes[0].body, plan.changes[0].body);
  EXPECT_EQ(read->changes[3].diff[0].after, plan.changes[3].diff[0].after);
}

TEST(ReadPlan, RefusesWordsThatItDoesNotKnow) {
  EXPECT_THAT(refusal_of([](Json& file) { file["changes"][0]["action"] = "delete"; }),
              HasSubstr("changes[0].action: \"delete\" is not known"));
  EXPECT_THAT(refusal_of([](Json& file) { file["changes"][2]["target"]["kind"] = "user"; }),
              HasSubstr("changes[2].target.kind: \"user\" is not known"));
  EXPECT_THAT(refusal_of([](Json& file) { file["changes"][0]["risk"] = "none"; }),
              HasSubstr("changes[0].risk: \"none\" is not known"));
  EXPECT_THAT(refusal_of([](Json& file) { file["effects"][0]["after"] = "maybe"; }),
              HasSubstr("effects[0].after: \"maybe\" is not known"));
  EXPECT_THAT(refusal_of([](Json& file) { file["validUntil"] = "tomorrow"; }),
              HasSubstr("validUntil: is no point in time"));
}

TEST(ReadPlan, RefusesIdsThatAreNotInOrder) {
  EXPECT_THAT(refusal_of([](Json& file) { file["changes"][1]["id"] = "c1"; }),
              HasSubstr("changes[1].id: an earlier change is c1 too"));
  EXPECT_THAT(refusal_of([](Json& file) { file["changes"][0]["id"] = "../x"; }),
              HasSubstr("changes[0].id: is not of the form c1"));
  EXPECT_THAT(refusal_of([](Json& file) { file["changes"][1]["after"] = {"c9"}; }),
              HasSubstr("changes[1].after[0]: no earlier change has that id"));
  EXPECT_THAT(refusal_of([](Json& file) {
                file["changes"][1]["after"] = {"c1", "c3"};
              }),
              HasSubstr("changes[1].after[1]: no earlier change has that id"));
  EXPECT_THAT(refusal_of([](Json& file) { file["changes"][1]["after"] = {"c2"}; }),
              HasSubstr("changes[1].after[0]: no earlier change has that id"));
}

TEST(ReadPlan, RefusesReferencesToNothing) {
  EXPECT_THAT(refusal_of([](Json& file) { file["changes"][2]["target"]["policy"] = "${c9.id}"; }),
              HasSubstr("changes[2].target.policy: there is no change c9 before it"));
  EXPECT_THAT(refusal_of([](Json& file) { file["changes"][1]["body"]["x"] = {"${c3.id}"}; }),
              HasSubstr("changes[1].body: there is no change c3 before it"));
  EXPECT_THAT(refusal_of([](Json& file) { file["changes"][3]["diff"][0]["after"] = "${c4.id}"; }),
              HasSubstr("changes[3].diff[0].after: there is no change c4 before it"));
  EXPECT_THAT(refusal_of([](Json& file) { file["changes"][2]["body"]["x"] = "${c2.issuer}"; }),
              HasSubstr("changes[2].body: what change c2 makes has no issuer"));
  EXPECT_THAT(refusal_of([](Json& file) { file["handover"][0]["issuer"] = "${c7.issuer}"; }),
              HasSubstr("handover[0]: there is no change c7"));
  EXPECT_THAT(
      refusal_of([](Json& file) { file["effects"][0]["authorizationServer"] = "${c4.id}"; }),
      HasSubstr("effects[0].authorizationServer: change c4 makes nothing"));
}

TEST(ReadPlan, RefusesChangesThatDoNotSayWhatTheyChange) {
  EXPECT_THAT(refusal_of([](Json& file) { file["changes"][0].erase("body"); }),
              HasSubstr("changes[0].body: a change of action create needs one"));
  EXPECT_THAT(refusal_of([](Json& file) { file["changes"][3].erase("diff"); }),
              HasSubstr("changes[3].diff: a change of action update needs one"));
  EXPECT_THAT(refusal_of([](Json& file) {
                file["changes"][3]["body"] = {{"a", 1}};
              }),
              HasSubstr("changes[3].body: a change of action update has none"));
  EXPECT_THAT(refusal_of([](Json& file) { file["changes"][3]["target"]["id"] = nullptr; }),
              HasSubstr("changes[3].target.id: a change of action update needs one"));
  EXPECT_THAT(refusal_of([](Json& file) { file["changes"][0]["target"]["id"] = "scp1"; }),
              HasSubstr("changes[0].target.id: a change of action create has none"));
  EXPECT_THAT(refusal_of([](Json& file) { file["changes"][0]["target"].erase("in"); }),
              HasSubstr("changes[0].target.in: a change of kind scope needs one"));
  EXPECT_THAT(refusal_of([](Json& file) { file["changes"][2]["target"].erase("policy"); }),
              HasSubstr("changes[2].target.policy: a change of kind rule needs one"));
  EXPECT_THAT(refusal_of([](Json& file) { file["changes"][0]["target"]["policy"] = "p"; }),
              HasSubstr("changes[0].target.policy: a change of kind scope has none"));
  EXPECT_THAT(refusal_of([](Json& file) { file["changes"][3]["target"]["kind"] = "file"; }),
              HasSubstr("changes[3].action: rewrite is for files"));
}

TEST(ReadPlan, RefusesEditsThatNameNoMemberOrOneTwice) {
  EXPECT_THAT(refusal_of([](Json& file) { file["changes"][3]["diff"][0]["path"] = ""; }),
              HasSubstr("changes[3].diff[0].path: is no JSON pointer"));
  EXPECT_THAT(refusal_of([](Json& file) { file["changes"][3]["diff"][1]["path"] = "/gone"; }),
              HasSubstr("changes[3].diff[2].path: stands there twice"));
  EXPECT_THAT(refusal_of([](Json& file) { file["changes"][3]["diff"][1].erase("after"); }),
              HasSubstr("changes[3].diff[1]: has neither before nor after"));
}

TEST(ReadPlan, RefusesSplicesThatNoFileCouldTake) {
  const auto said = [](const char* pointer, Json value) {
    return refusal_of([&](Json& file) { file["changes"][4][Json::json_pointer(pointer)] = value; });
  };
  EXPECT_THAT(said("/splices/0/offset", -1),
              HasSubstr("changes[4].splices[0].offset: is no place in a file"));
  EXPECT_THAT(said("/splices/0/offset", 72),
              HasSubstr("changes[4].splices[1].offset: lies before the end of the one before it"));
  EXPECT_THAT(said("/splices/1/offset", 18446744073709551610ULL),
              HasSubstr("changes[4].splices[1].offset: no file is so long"));
  EXPECT_THAT(said("/splices/0/after", ""), HasSubstr("changes[4].splices[0]: changes nothing"));
  EXPECT_THAT(said("/splices/0/after", "/oauth2/${c9.id}"),
              HasSubstr("changes[4].splices[0].after: there is no change c9 before it"));
  EXPECT_THAT(said("/splices", Json::array()),
              HasSubstr("changes[4].splices: a change of action rewrite needs one"));
  EXPECT_THAT(said("/target/id", "x"),
              HasSubstr("changes[4].target.id: a change of action rewrite has none"));
  EXPECT_THAT(said("/diff", Json::array({{{"path", "/x"}, {"after", 1}}})),
              HasSubstr("changes[4].diff: a change of action rewrite has none"));
}

// Readable, but no plan is written so: a person may have read something else than the program.
TEST(ReadPlan, RefusesWhatItWouldSayOtherwise) {
  EXPECT_THAT(refusal_of([](Json& file) { file["createdAt"] = "2026-11-22T10:30:00+01:00"; }),
              HasSubstr("createdAt: is not written as a plan says it"));
  EXPECT_THAT(refusal_of([](Json& file) { file["changes"][2]["precondition"]["absent"] = false; }),
              HasSubstr("changes[2].precondition"));
  EXPECT_THAT(refusal_of([](Json& file) { file["changes"][0]["diff"] = Json::array(); }),
              HasSubstr("changes[0]"));
  EXPECT_THAT(refusal_of([](Json& file) { file["effects"][0]["label"] = ""; }),
              HasSubstr("effects[0].label"));
}

TEST(ReadPlan, QuotesLittleOfAHostileFile) {
  const std::string said =
      refusal_of([](Json& file) { file["changes"][0]["action"] = std::string(100'000, 'x'); });
  EXPECT_LT(said.size(), 200U);
}

TEST(ReadPlan, TakesTheChangesOfARollback) {
  Plan plan = small_plan();
  Change remove;
  remove.id = "c1";
  remove.action = Action::remove;
  remove.target = {ObjectKind::rule, "0pr1", "code", "aus1", "00p1"};
  remove.precondition.digest = "sha256:x";
  Change deactivate;
  deactivate.id = "c2";
  deactivate.action = Action::deactivate;
  deactivate.target = {ObjectKind::authorization_server, "aus1", "Orders", "", ""};
  plan.changes = {remove, deactivate};
  seal(plan);
  const auto read = read_plan(plan_json(plan));
  ASSERT_TRUE(read.has_value()) << read.error().describe();
  EXPECT_EQ(plan_json(*read), plan_json(plan));
}

}  // namespace
}  // namespace remediate

#include "remediate/report/access_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "remediate/report/escape.hpp"
#include "tests/remediate/report/hostile_text.hpp"
#include "tests/support/golden.hpp"

namespace {

using namespace remediate;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using Json = nlohmann::ordered_json;

AccessAnswer granted() {
  AccessAnswer answer;
  answer.client_id = "0oa1portal";
  answer.label = "Orders Portal";
  answer.grant_type = "authorization_code";
  answer.scopes = {"openid", "orders.read"};
  answer.authorization_server = "aus1";
  answer.server_name = "default";
  answer.issuer = "https://acme.okta.com/oauth2/default";
  answer.answer = Answer::granted;
  answer.decided_by = NamedRule{"00p1", "Web", "0pr1", "Staff"};
  answer.terms.access_token_lifetime_minutes = 60;
  answer.rules = {{*answer.decided_by, {"00g1", "user:00u1"}, {"00g2"}, answer.terms, true},
                  {{"00p1", "Web", "0pr2", "Others"}, {"EVERYONE"}, {}, {}, false}};
  answer.explanation = "Rule 'Staff' of policy 'Web' grants it.";
  return answer;
}

AccessAnswer denied() {
  AccessAnswer answer;
  answer.client_id = "0oa2batch";
  answer.grant_type = "client_credentials";
  answer.scopes = {"orders.export"};
  answer.authorization_server = "aus1";
  answer.server_name = "default";
  answer.missing_scopes = {"orders.export"};
  answer.certain = false;
  answer.explanation = "orders.export is not configured on the server.";
  return answer;
}

AccessAnswer answer_full_of(const std::string& text) {
  AccessAnswer answer = granted();
  for (std::string* each :
       {&answer.client_id, &answer.label, &answer.grant_type, &answer.authorization_server,
        &answer.server_name, &answer.issuer, &answer.explanation, &answer.after_plan})
    *each = text;
  answer.scopes = {text};
  answer.missing_scopes = {text};
  answer.terms.inline_hook_id = text;
  answer.rules = {{{text, text, text, text}, {text}, {text}, answer.terms, true}};
  answer.decided_by = answer.rules[0].rule;
  return answer;
}

std::string text_of(const AccessAnswer& answer) {
  return access_text(answer, Detail::attention, {});
}

TEST(AccessReport, LooksAsAgreed) {
  tests::expect_golden("access.txt", text_of(granted()));
  tests::expect_golden("access-denied.txt", text_of(denied()));
  tests::expect_golden("access.json", access_json(granted()));
}

TEST(AccessText, AnswersInItsFirstSentence) {
  EXPECT_THAT(access_text(granted(), Detail::verdict_only, {}),
              "Orders Portal (0oa1portal) would be granted openid, orders.read with "
              "authorization_code by default (aus1).\n");
  EXPECT_THAT(text_of(denied()), StartsWith("0oa2batch would not be granted orders.export"));
  EXPECT_THAT(access_text(denied(), Detail::verdict_only, {}),
              HasSubstr("as far as could be read"));
  AccessAnswer unclear = granted();
  unclear.answer = Answer::unclear;
  EXPECT_THAT(access_text(unclear, Detail::attention, {.width = 1000}),
              HasSubstr("under some readings of Okta's documents, and not under others"));
}

TEST(AccessText, SaysThatItIsAfterAPlan) {
  AccessAnswer answer = granted();
  answer.after_plan = "3f2a";
  answer.authorization_server = "${c1.id}";
  answer.issuer = "${c1.issuer}";
  EXPECT_THAT(text_of(answer), AllOf(StartsWith("After plan 3f2a: Orders Portal"),
                                     HasSubstr("default, new"), Not(HasSubstr("${"))));
}

TEST(AccessText, SaysForWhomEachRuleIs) {
  const std::string text = access_text(granted(), Detail::attention, {.width = 1000});
  EXPECT_THAT(text, HasSubstr("group 00g1, user 00u1, but not group 00g2"));
  EXPECT_THAT(text, HasSubstr("everybody who is assigned to the app"));
  EXPECT_THAT(text, HasSubstr("Only under some readings"));
}

TEST(AccessJson, HasEveryMemberOfItsSchema) {
  const Json json = Json::parse(access_json(granted()));
  std::vector<std::string> names;
  for (const auto& [name, value] : json.items()) names.push_back(name);
  EXPECT_THAT(names, testing::ElementsAre("schema", "clientId", "label", "grantType", "scopes",
                                          "authorizationServer", "name", "issuer", "answer",
                                          "certain", "decidedBy", "terms", "rules", "missingScopes",
                                          "explanation", "afterPlan"));
  EXPECT_EQ(json["answer"], "granted");
  EXPECT_EQ(json["decidedBy"]["rule"]["id"], "0pr1");
  EXPECT_TRUE(Json::parse(access_json(denied()))["decidedBy"].is_null());
  EXPECT_TRUE(json["afterPlan"].is_null());
}

TEST(EveryAccessReport, NeverActsOnATerminal) {
  for (const std::string& text : tests::hostile_texts()) {
    const AccessAnswer answer = answer_full_of(text);
    EXPECT_FALSE(tests::acts_on_a_terminal(text_of(answer)));
    EXPECT_FALSE(tests::acts_on_a_terminal(access_json(answer)));
    EXPECT_TRUE(Json::accept(access_json(answer)));
  }
}

}  // namespace

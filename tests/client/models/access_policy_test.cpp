#include "client/models/access_policy.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/client/models/decoding.hpp"

namespace {

using okta::AccessPolicy;
using okta::AccessPolicyRule;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using tests::decoded;
using tests::refusal;
using tests::with;

const std::string kPolicy =
    R"({"id":"00p1","status":"ACTIVE","name":"Policy","priority":2,"system":true,)"
    R"("conditions":{"clients":{"include":["0oa1","ALL_CLIENTS"]}}})";

const std::string kRule =
    R"({"id":"0pr1","status":"ACTIVE","name":"Rule","priority":1,"created":null,"system":false,)"
    R"("conditions":{"people":{"users":{"include":["00u1"],"exclude":["00u2"]},)"
    R"("groups":{"include":["EVERYONE"],"exclude":["00g1"]}},)"
    R"("grantTypes":{"include":["implicit","urn:never:heard:of"]},"scopes":{"include":["*"]}},)"
    R"("actions":{"token":{"accessTokenLifetimeMinutes":60,"refreshTokenLifetimeMinutes":0,)"
    R"("refreshTokenWindowMinutes":10080,"inlineHook":{"id":"cal1"}}}})";

TEST(AccessPolicy, IsReadWhole) {
  const auto policy = decoded<AccessPolicy>(kPolicy);
  EXPECT_EQ(policy.id, "00p1");
  EXPECT_EQ(policy.name, "Policy");
  EXPECT_EQ(policy.priority, 2);
  EXPECT_TRUE(policy.system);
  EXPECT_TRUE(policy.is_active());
  EXPECT_THAT(policy.clients, ElementsAre("0oa1", okta::kAllClients));
  EXPECT_THAT(policy.unknown_conditions, IsEmpty());
}

TEST(AccessPolicy, AnEmptyListOfClientsIsNobodyAndNotAnError) {
  EXPECT_THAT(decoded<AccessPolicy>(with(kPolicy, R"(["0oa1","ALL_CLIENTS"])", "[]")).clients,
              IsEmpty());
}

TEST(AccessPolicy, OnlyActiveIsActive) {
  for (const char* status : {R"("INACTIVE")", R"("active")", R"("NEVER_HEARD_OF")"}) {
    const auto policy = decoded<AccessPolicy>(with(kPolicy, R"("ACTIVE")", status));
    EXPECT_FALSE(policy.is_active()) << status;
  }
}

TEST(AccessPolicy, NamesTheConditionsThatItCannotJudge) {
  const auto policy = decoded<AccessPolicy>(
      with(kPolicy, R"({"clients":{)", R"({"network":{},"none":null,"clients":{"exclude":[],)"));
  EXPECT_THAT(policy.unknown_conditions, ElementsAre("network", "clients.exclude"));
}

TEST(AccessPolicy, IsRefusedWhenItsClientsCannotBeTrusted) {
  for (const char* clients : {R"("ALL_CLIENTS")", "null", "{}", R"(["0oa1",7])", R"([null])"}) {
    EXPECT_THAT(refusal<AccessPolicy>(with(kPolicy, R"(["0oa1","ALL_CLIENTS"])", clients)),
                AllOf(HasSubstr("access policy 00p1"), HasSubstr("conditions/clients/include")))
        << clients;
  }
  const std::string conditions = R"({"clients":{"include":["0oa1","ALL_CLIENTS"]}})";
  for (const char* other :
       {"{}", "null", "[]", "\"x\"", R"({"clients":[]})", R"({"clients":null})"})
    EXPECT_NE(refusal<AccessPolicy>(with(kPolicy, conditions, other)), "") << other;
}

TEST(AccessPolicy, IsRefusedWithoutStatusOrPriority) {
  EXPECT_EQ(refusal<AccessPolicy>(with(kPolicy, R"("status":"ACTIVE",)", "")),
            "access policy 00p1: status is missing, expected a string");
  EXPECT_EQ(refusal<AccessPolicy>(with(kPolicy, R"("priority":2)", R"("priority":"2")")),
            "access policy 00p1: priority is of type string, expected an integer");
}

TEST(AccessPolicyRule, IsReadWhole) {
  const auto rule = decoded<AccessPolicyRule>(kRule);
  EXPECT_EQ(rule.id, "0pr1");
  EXPECT_EQ(rule.name, "Rule");
  EXPECT_EQ(rule.priority, 1);
  EXPECT_TRUE(rule.is_active());
  EXPECT_THAT(rule.grant_types, ElementsAre("implicit", "urn:never:heard:of"));
  EXPECT_THAT(rule.scopes, ElementsAre(okta::kAnyScope));
  EXPECT_THAT(rule.people.groups_include, ElementsAre(okta::kEveryone));
  EXPECT_THAT(rule.people.groups_exclude, ElementsAre("00g1"));
  EXPECT_THAT(rule.people.users_include, ElementsAre("00u1"));
  EXPECT_THAT(rule.people.users_exclude, ElementsAre("00u2"));
  EXPECT_FALSE(rule.people.includes_nobody());
  EXPECT_EQ(rule.terms.access_token_lifetime_minutes, 60);
  EXPECT_EQ(rule.terms.refresh_token_lifetime_minutes, 0);
  EXPECT_EQ(rule.terms.refresh_token_window_minutes, 10080);
  EXPECT_EQ(rule.terms.inline_hook_id, "cal1");
  EXPECT_THAT(rule.unknown_conditions, IsEmpty());
}

TEST(AccessPolicyRule, WithoutPeopleItIncludesNobody) {
  const std::string conditions =
      R"("grantTypes":{"include":["client_credentials"]},"scopes":{"include":[]})";
  const std::string start = R"({"id":"0pr1","status":"ACTIVE","priority":1,"conditions":{)";
  for (const char* people :
       {"", R"("people":null,)", R"("people":{},)", R"("people":{"users":{"exclude":[]}},)",
        R"("people":{"groups":null,"users":{"include":null}},)"}) {
    const auto rule = decoded<AccessPolicyRule>(start + people + conditions + "}}");
    EXPECT_TRUE(rule.people.includes_nobody()) << people;
    EXPECT_THAT(rule.unknown_conditions, IsEmpty()) << people;
    EXPECT_EQ(rule.terms.access_token_lifetime_minutes, std::nullopt);
  }
}

TEST(AccessPolicyRule, NamesTheConditionsThatItCannotJudge) {
  std::string text =
      with(kRule, R"({"people":{)", R"({"network":{},"absent":null,"people":{"devices":{},)");
  text = with(text, R"("scopes":{)", R"("scopes":{"exclude":["x"],)");
  text = with(text, R"("groups":{)", R"("groups":{"expression":"x",)");
  EXPECT_THAT(
      decoded<AccessPolicyRule>(text).unknown_conditions,
      ElementsAre("network", "scopes.exclude", "people.devices", "people.groups.expression"));
}

TEST(AccessPolicyRule, ClientsAreUnknownUnlessTheyAreAll) {
  const auto unknown = [](const std::string& clients) {
    return decoded<AccessPolicyRule>(
               with(kRule, R"({"people":{)", R"({"clients":)" + clients + R"(,"people":{)"))
        .unknown_conditions;
  };
  EXPECT_THAT(unknown(R"({"include":["ALL_CLIENTS"]})"), IsEmpty());
  EXPECT_THAT(unknown("null"), IsEmpty());
  EXPECT_THAT(unknown(R"({"include":["0oa1"]})"), ElementsAre("clients"));
  EXPECT_THAT(unknown("{}"), ElementsAre("clients"));
}

TEST(AccessPolicyRule, IsRefusedWhenAConditionCannotBeTrusted) {
  const auto refused = [](std::string_view from, std::string_view to) {
    return refusal<AccessPolicyRule>(with(kRule, from, to));
  };
  EXPECT_THAT(refused(R"({"include":["*"]})", R"({"include":"*"})"),
              HasSubstr("0pr1: conditions/scopes/include is of type string"));
  EXPECT_THAT(refused(R"({"include":["*"]})", "{}"), HasSubstr("conditions/scopes/include"));
  EXPECT_THAT(refused(R"(["*"])", R"(["*",{}])"), HasSubstr("not a string"));
  EXPECT_THAT(refused(R"("implicit",)", "5,"), HasSubstr("conditions/grantTypes/include"));
  EXPECT_THAT(refused(R"({"include":["EVERYONE"],"exclude":["00g1"]})", R"(["EVERYONE"])"),
              HasSubstr("conditions/people/groups is of type array"));
  EXPECT_THAT(refused(R"(["00g1"])", R"("00g1")"), HasSubstr("groups/exclude"));
  EXPECT_THAT(refused(R"(["00u2"])", "[2]"), HasSubstr("users/exclude"));
  EXPECT_THAT(refused(R"({"people":{)", R"({"clients":"x","people":{)"),
              HasSubstr("conditions/clients"));
  EXPECT_THAT(refused(R"("status":"ACTIVE",)", ""), HasSubstr("status is missing"));
  EXPECT_THAT(refused(R"("priority":1,)", ""), HasSubstr("priority is missing"));
}

TEST(AccessPolicyRule, OddTermsAreAbsent) {
  const auto rule = decoded<AccessPolicyRule>(
      with(kRule, R"("accessTokenLifetimeMinutes":60)", R"("accessTokenLifetimeMinutes":"60")"));
  EXPECT_EQ(rule.terms.access_token_lifetime_minutes, std::nullopt);
  EXPECT_EQ(rule.terms.refresh_token_window_minutes, 10080);
}

}  // namespace

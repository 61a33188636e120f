#include "remediate/kinds/content.hpp"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include "tests/support/recorded.hpp"

namespace remediate {
namespace {

using nlohmann::json;

// A rule as Okta answers it. Source: recordings of 2025.
const json& rule() {
  static const json object = json::parse(R"({
    "id": "0pr1", "type": "RESOURCE_ACCESS", "name": "Staff", "status": "ACTIVE", "priority": 2,
    "created": "2025-09-11T16:21:50.000Z", "lastUpdated": "2025-09-11T16:21:50.000Z",
    "system": false,
    "conditions": {
      "people": {"users": {"include": ["00u1", "00u2"], "exclude": []},
                 "groups": {"include": ["00g1", "00g2", "00g3"], "exclude": []}},
      "grantTypes": {"include": ["implicit", "authorization_code", "password"]},
      "scopes": {"include": ["openid", "orders.read"]}},
    "actions": {"token": {"accessTokenLifetimeMinutes": 60, "refreshTokenLifetimeMinutes": 0,
                          "refreshTokenWindowMinutes": 10080, "inlineHook": {"id": "cal1"}}},
    "_links": {"self": {"href": "https://acme.okta.com/api/v1/x"}}})");
  return object;
}

json without(json object, const char* pointer) {
  const json::json_pointer place(pointer);
  object.at(place.parent_pointer()).erase(place.back());
  return object;
}

json with(json object, const char* pointer, json value) {
  object[json::json_pointer(pointer)] = std::move(value);
  return object;
}

bool is_same(const json& one, const json& other) {
  return canonical(one.dump()) == canonical(other.dump());
}

TEST(Canonical, TakesArraysOfPlainValuesForSets) {
  EXPECT_TRUE(is_same(rule(), with(rule(), "/conditions/grantTypes/include",
                                   {"password", "implicit", "authorization_code", "implicit"})));
}

TEST(Canonical, KeepsTheOrderOfObjectsInArrays) {
  EXPECT_NE(canonical(R"({"keys": [{"kid": "a"}, {"kid": "b"}]})"),
            canonical(R"({"keys": [{"kid": "b"}, {"kid": "a"}]})"));
}

TEST(Canonical, TakesEmptyAndNullAndAbsentForTheSame) {
  EXPECT_TRUE(is_same(rule(), without(rule(), "/conditions/people/users/exclude")));
  EXPECT_TRUE(is_same(rule(), with(rule(), "/conditions/clients", json::object())));
  EXPECT_TRUE(is_same(rule(), with(rule(), "/conditions/network", nullptr)));
  EXPECT_TRUE(is_same(rule(), with(rule(), "/conditions/deep", {{"er", {{"still", nullptr}}}})));
}

TEST(Canonical, LeavesOutWhatTheServerStampsAndHowItNumbers) {
  json stamped = with(rule(), "/created", nullptr);
  stamped["lastUpdated"] = "2026-01-01T00:00:00.000Z";
  stamped["lastUpdatedBy"] = "00u9";
  stamped["priority"] = 7;
  stamped["system"] = true;
  stamped.erase("_links");
  EXPECT_TRUE(is_same(rule(), stamped));
}

TEST(Canonical, TakesNoMemberInsideForAStamp) {
  EXPECT_NE(canonical(R"({"conditions": {"risk": {"priority": 1}}})"),
            canonical(R"({"conditions": {"risk": {"priority": 2}}})"));
}

TEST(Canonical, TellsZeroFalseAndEmptyTextFromAbsent) {
  EXPECT_FALSE(is_same(rule(), without(rule(), "/actions/token/refreshTokenLifetimeMinutes")));
  EXPECT_NE(canonical(R"({"default": false})"), canonical("{}"));
  EXPECT_NE(canonical(R"({"description": ""})"), canonical("{}"));
}

TEST(Canonical, IsEmptyForWhatIsNoObject) {
  for (const char* text : {"", "[]", "null", "\"x\"", "{", "{\"a\": 1} x", "{\"a\": \"\xff\"}"})
    EXPECT_EQ(canonical(text), "") << text;
  EXPECT_EQ(canonical("{}"), "{}");
}

// Changes of writing that say nothing. Only what may be added is added: no member is overwritten.
json rewritten(const json& value, std::mt19937& chance);

json rewritten_object(const json& object, std::mt19937& chance) {
  json result = json::object();
  for (const auto& [name, value] : object.items()) result[name] = rewritten(value, chance);
  const json fillings[] = {nullptr, json::array(), json::object(), {{"inner", nullptr}}};
  for (const json& filling : fillings) {
    if (chance() % 3 == 0) result["filled " + std::to_string(chance() % 100)] = filling;
  }
  return result;
}

json rewritten(const json& value, std::mt19937& chance) {
  if (value.is_object()) return rewritten_object(value, chance);
  if (!value.is_array()) return value;
  json result = value;
  if (std::ranges::none_of(value, [](const json& each) { return each.is_structured(); }))
    std::ranges::shuffle(result.get_ref<json::array_t&>(), chance);
  return result;
}

json stamped(json object, std::mt19937& chance) {
  for (const char* name : {"created", "lastUpdated", "createdBy", "lastUpdatedBy", "system",
                           "priority", "_links", "_embedded", "lastMembershipUpdated"}) {
    if (chance() % 2 == 0) object[name] = static_cast<int>(chance() % 100);
  }
  return object;
}

rc::Gen<json> random_value(int depth);

rc::Gen<std::string> member_name() {
  return rc::gen::elementOf(std::vector<std::string>{"name", "include", "people", "scopes", "x"});
}

rc::Gen<json> random_object(int depth) {
  using Members = std::vector<std::pair<std::string, json>>;
  return rc::gen::map(
      rc::gen::resize(4,
                      rc::gen::container<Members>(rc::gen::pair(
                          member_name(), rc::gen::lazy([depth] { return random_value(depth); })))),
      [](const Members& members) {
        json object = json::object();
        for (const auto& [name, value] : members) object[name] = value;
        return object;
      });
}

rc::Gen<json> random_value(int depth) {
  const auto plain = rc::gen::oneOf(
      rc::gen::map(rc::gen::inRange(0, 5), [](int number) { return json(number); }),
      rc::gen::map(member_name(), [](const std::string& text) { return json(text); }),
      rc::gen::map(rc::gen::container<std::vector<std::string>>(member_name()),
                   [](const std::vector<std::string>& texts) { return json(texts); }),
      rc::gen::just(json(nullptr)), rc::gen::just(json(false)));
  if (depth == 0) return plain;
  return rc::gen::oneOf(plain, random_object(depth - 1),
                        rc::gen::map(random_object(depth - 1), [](const json& each) {
                          return json::array({each, "and", 1});
                        }));
}

RC_GTEST_PROP(CanonicalProperty, IsStableUnderEveryOtherWayToWriteTheSame, ()) {
  const json object = *random_object(2);
  std::mt19937 chance(*rc::gen::arbitrary<unsigned>());
  const json other = stamped(rewritten(object, chance), chance);
  RC_ASSERT(canonical(other.dump()) == canonical(object.dump()));
  RC_ASSERT(canonical(canonical(object.dump())) == canonical(object.dump()));
}

RC_GTEST_PROP(CanonicalProperty, SeesAValueThatChanged, ()) {
  const json object = *random_object(2);
  json other = object;
  std::vector<std::string> plain;
  const json flat = object.flatten();
  for (const auto& [pointer, value] : flat.items()) {
    if (value.is_primitive() && !value.is_null()) plain.push_back(pointer);
  }
  RC_PRE(!plain.empty());
  other[json::json_pointer(*rc::gen::elementOf(plain))] = "something else";
  RC_ASSERT(canonical(other.dump()) != canonical(object.dump()));
}

RC_GTEST_PROP(HoldsProperty, WhatWasSentThoughItIsWrittenInAnotherWay, ()) {
  const json sent = *random_object(2);
  std::mt19937 chance(*rc::gen::arbitrary<unsigned>());
  json read = stamped(rewritten(sent, chance), chance);
  read["only the server's"] = {{"filled", "in"}};
  RC_ASSERT(holds(read.dump(), sent.dump()));
}

TEST(Holds, NotWhenAValueIsAnotherOrMissing) {
  EXPECT_TRUE(holds(rule().dump(), R"({"name": "Staff"})"));
  EXPECT_FALSE(holds(rule().dump(), R"({"name": "Others"})"));
  EXPECT_FALSE(holds(rule().dump(), R"({"description": "new"})"));
  EXPECT_FALSE(holds(rule().dump(), R"({"conditions": {"scopes": {"include": ["openid"]}}})"));
  EXPECT_FALSE(holds(rule().dump(), R"({"name": {"first": "Staff"}})"));
}

// Otherwise a policy that was made for nobody would pass when it stands there for everybody.
TEST(Holds, AnEmptyListOnlyWhereNothingIsListed) {
  const char* sent = R"({"conditions": {"clients": {"include": []}}})";
  EXPECT_FALSE(holds(R"({"conditions": {"clients": {"include": ["ALL_CLIENTS"]}}})", sent));
  EXPECT_TRUE(holds(R"({"conditions": {"clients": {"include": []}}})", sent));
  EXPECT_TRUE(holds(R"({"conditions": {"clients": {}}})", sent));
  EXPECT_TRUE(holds(R"({})", sent));
}

TEST(Holds, ANullOnlyWhereNothingIs) {
  EXPECT_TRUE(holds(R"({"actions": {}})", R"({"actions": {"inlineHook": null}})"));
  EXPECT_FALSE(holds(R"({"actions": {"inlineHook": {"id": "cal1"}}})",
                     R"({"actions": {"inlineHook": null}})"));
}

// `"scopes": {}` is answered as `{"include": []}`, `"people": {}` filled in.
TEST(Holds, AnEmptyObjectAnywhere) {
  EXPECT_TRUE(holds(rule().dump(), R"({"conditions": {"people": {}}})"));
  EXPECT_TRUE(holds(R"({"scopes": {"include": []}})", R"({"scopes": {}})"));
}

TEST(Holds, NothingThatIsNoObject) {
  EXPECT_FALSE(holds("", "{}"));
  EXPECT_FALSE(holds("{}", "[]"));
}

TEST(Holds, WhateverPriorityOkaGaveIt) {
  EXPECT_TRUE(holds(R"({"priority": 1})", R"({"priority": 2})"));
}

TEST(ObjectDigest, IsThatOfTheContent) {
  EXPECT_EQ(object_digest(R"({"name": "a", "created": "now"})"), object_digest(R"({"name":"a"})"));
  EXPECT_NE(object_digest(R"({"name": "a"})"), object_digest(R"({"name": "b"})"));
}

json app_with_links(const json& links) { return json{{"label", "Orders"}, {"_links", links}}; }

TEST(ApplicationDigest, CountsThePoliciesThatDecideAboutSigningIn) {
  const auto digest = [](const json& links) {
    return application_digest(app_with_links(links).dump());
  };
  const json policy = {{"href", "https://acme.okta.com/api/v1/policies/rst1"}};
  const json other = {{"href", "https://acme.okta.com/api/v1/policies/rst2"}};
  for (const std::string name : {"accessPolicy", "profileEnrollment"}) {
    EXPECT_NE(digest({{name, policy}}), digest({{name, other}})) << name;
    EXPECT_NE(digest({{name, policy}}), digest(json::object())) << name;
  }
  EXPECT_EQ(object_digest(app_with_links({{"accessPolicy", policy}}).dump()),
            object_digest(app_with_links({{"accessPolicy", other}}).dump()));
}

TEST(ApplicationDigest, CountsNoOtherLinkAndNotHowALinkIsWritten) {
  const auto digest = [](const json& links) {
    return application_digest(app_with_links(links).dump());
  };
  EXPECT_EQ(digest({{"logo", json::array({{{"href", "a"}}})}, {"accessPolicy", {{"href", "p"}}}}),
            digest({{"accessPolicy", {{"href", "p"}, {"hints", {{"allow", {"PUT"}}}}}}}));
  EXPECT_EQ(digest(json::object()), digest({{"deactivate", {{"href", "a"}}}}));
  EXPECT_EQ(digest("none"), digest(json::object()));
  EXPECT_EQ(application_digest(R"({"label":"Orders","created":"now"})"), digest(json::object()));
  EXPECT_EQ(canonical_application("[]"), "");
}

// What stands in `before_GET` of one recorded exchange and in `after_GET` of it is the same object,
// changed by one PUT: what the PUT left as it was must not look changed.
TEST(RecordedWrites, ARuleThatWasSentBackIsHeldByTheAnswer) {
  if (tests::recorded_folder().empty()) GTEST_SKIP() << tests::kNoRecordings;
  int judged = 0;
  for (const auto& file : tests::recorded_files("put-exchanges")) {
    const json exchange = json::parse(tests::read_file(file));
    const json& sent = exchange["request"]["body"];
    const json read = exchange.value("after_GET", json());
    const bool is_rule = sent.is_object() && sent.value("type", "") == "RESOURCE_ACCESS";
    if (!is_rule || !read.is_object()) continue;
    ++judged;
    EXPECT_TRUE(holds(read.dump(), sent.dump())) << file;
  }
  EXPECT_GT(judged, 0);
}

}  // namespace
}  // namespace remediate

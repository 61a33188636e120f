#include "remediate/model/change.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace remediate {
namespace {

using testing::ElementsAre;

const std::vector<Made>& made() {
  static const std::vector<Made> made = {{"c1", "aus7", "https://acme.okta.com/oauth2/aus7"},
                                         {"c2", "00p7", ""}};
  return made;
}

std::vector<std::string> named_in(std::string_view text) {
  std::vector<std::string> names;
  for (const Reference& each : references_in(text))
    names.push_back(each.change + "." + each.member);
  return names;
}

TEST(References, AreFoundInTheirOrder) {
  EXPECT_THAT(named_in("${c1.issuer}/v1/token ${c12.id}${c1.id}"),
              ElementsAre("c1.issuer", "c12.id", "c1.id"));
  EXPECT_EQ(id_of_made("c3"), "${c3.id}");
  EXPECT_THAT(named_in(issuer_of_made("c3")), ElementsAre("c3.issuer"));
}

TEST(References, AreNotWhatOnlyLooksLikeThem) {
  for (const char* text : {"${cost}", "${c.id}", "${c1.name}", "${c1.id", "$c1.id", "${c1id}",
                           "${c1.", "${c1", "${c", "$", "${C1.id}", "${c1.id }", "${ c1.id}"})
    EXPECT_FALSE(has_references(text)) << text;
  EXPECT_TRUE(has_references("$${c1.id}"));
}

TEST(References, AreReplacedByWhatWasMade) {
  EXPECT_EQ(resolve_references("${c1.issuer}/v1/keys", made()),
            "https://acme.okta.com/oauth2/aus7/v1/keys");
  EXPECT_EQ(resolve_references("${c2.id}, ${c2.id}", made()), "00p7, 00p7");
}

TEST(References, StayWhereNothingIsKnownToBeMade) {
  EXPECT_EQ(resolve_references("${c1.id} ${c9.id} ${cost}", made()), "aus7 ${c9.id} ${cost}");
  EXPECT_EQ(resolve_references("${c2.issuer}", made()), "${c2.issuer}");
}

TEST(References, AreNotTakenForALongerNumber) {
  EXPECT_EQ(resolve_references("${c11.id}", made()), "${c11.id}");
}

// An id is the answer of a server: what is in it names nothing.
TEST(References, AreReplacedOnce) {
  const std::vector<Made> odd = {{"c1", "${c2.id}", ""}, {"c2", "${c1.id}", ""}};
  EXPECT_EQ(resolve_references("${c1.id}-${c2.id}", odd), "${c2.id}-${c1.id}");
}

TEST(References, AreReplacedInTargetBodyAndDiff) {
  Change change;
  change.target.id = "${c2.id}";
  change.target.server = "${c1.id}";
  change.target.policy = "${c2.id}";
  change.target.name = "${c1.id}";
  change.body = R"({"policy": "${c2.id}"})";
  change.diff = {{"/profile/issuer", R"("https://acme.okta.com")", R"("${c1.issuer}")"}};
  const Change done = resolved(change, made());
  EXPECT_EQ(done.target.id, "00p7");
  EXPECT_EQ(done.target.server, "aus7");
  EXPECT_EQ(done.target.policy, "00p7");
  EXPECT_EQ(done.target.name, "${c1.id}");
  EXPECT_EQ(done.body, R"({"policy": "00p7"})");
  EXPECT_EQ(done.diff[0].after, R"("https://acme.okta.com/oauth2/aus7")");
}

TEST(References, AreReplacedInWhatSplicesPutInAndNotInWhatIsThere) {
  Change change;
  change.splices = {{3, "${c1.id}", "/oauth2/${c1.id}"}, {40, "x", "${c1.issuer}"}};
  const Change done = resolved(change, made());
  EXPECT_EQ(done.splices, (std::vector<Splice>{{3, "${c1.id}", "/oauth2/aus7"},
                                               {40, "x", "https://acme.okta.com/oauth2/aus7"}}));
}

TEST(References, CannotBreakOutOfAJsonText) {
  Change change;
  change.body = R"({"policy": "${c1.id}"})";
  const std::string id = "a\", \"clients\": \"ALL_CLIENTS\\";
  const Change done = resolved(change, {{"c1", id, ""}});
  EXPECT_EQ(nlohmann::json::parse(done.body), (nlohmann::json{{"policy", id}}));
}

TEST(Names, OfActionsKindsAndRisksAreReadAsTheyAreWritten) {
  for (const Action each : {Action::create, Action::update, Action::activate, Action::rewrite,
                            Action::deactivate, Action::remove})
    EXPECT_EQ(action_named(to_string(each)), each);
  for (const ObjectKind each :
       {ObjectKind::authorization_server, ObjectKind::scope, ObjectKind::claim, ObjectKind::policy,
        ObjectKind::rule, ObjectKind::application, ObjectKind::file})
    EXPECT_EQ(kind_named(to_string(each)), each);
  for (const Risk each : {Risk::additive, Risk::reorders, Risk::widens_others, Risk::irreversible})
    EXPECT_EQ(risk_named(to_string(each)), each);
  EXPECT_FALSE(action_named("delete"));
  EXPECT_FALSE(kind_named("Scope"));
  EXPECT_FALSE(risk_named(""));
}

}  // namespace
}  // namespace remediate

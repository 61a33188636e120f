#include "remediate/apply/never_sent.hpp"

#include <gmock/gmock.h>

#include "tests/remediate/apply/apply_fixture.hpp"

namespace remediate {
namespace {

using testing::HasSubstr;
using tests::create_policy;
using tests::create_rule;
using tests::create_scope;
using tests::create_server;
using tests::move_app;
using tests::name_client;

// With every precondition that such a change can have.
Change conditioned(Change change) {
  change.precondition.digest = "sha256:object";
  return change;
}

Change edit_of_app(const std::string& path) {
  return conditioned(move_app("c1", "0oa1", path, R"("a")", R"("b")"));
}

Change edit_of_policy(const std::string& path) {
  Change change = conditioned(name_client("c1", "00p1", "0oa1"));
  change.diff[0].path = path;
  return change;
}

Change switched(Action action) {
  Change change;
  change.id = "c1";
  change.action = action;
  change.target = {ObjectKind::authorization_server, "aus1", "Orders API", "", ""};
  return conditioned(change);
}

TEST(NeverSent, LetsPassWhatPlansHold) {
  for (const Change& change :
       {create_server("c1", "Orders API"), conditioned(create_scope("c1", "orders.read")),
        conditioned(create_policy("c1", "Web")), conditioned(create_rule("c1", "00p1", "sign in")),
        conditioned(name_client("c1", "00p1", "0oa1")), edit_of_app("/profile/issuer"),
        conditioned(tests::remove("c1", ObjectKind::rule, "0pr1")), switched(Action::activate),
        switched(Action::deactivate)})
    EXPECT_EQ(why_never_sent(change), "") << to_string(change.target.kind);
}

TEST(NeverSent, NeedsNoStateOfAServerThatThePlanMakes) {
  Change scope = create_scope("c2", "orders.read");
  scope.target.server = id_of_made("c1");
  EXPECT_EQ(why_never_sent(scope), "");
}

TEST(NeverSent, EditsOfAnAppOnlyWhatNamesIssuers) {
  for (const std::string path : {"/profile/issuer", "/profile/deep/er", "/settings/app/url",
                                 "/settings/oauthClient/initiate_login_uri"})
    EXPECT_EQ(why_never_sent(edit_of_app(path)), "") << path;
  for (const std::string path :
       {"/profile", "/settings/app", "/settings", "/settings/oauthClient",
        "/settings/oauthClient/redirect_uris", "/settings/oauthClient/initiate_login_uri/x",
        "/settings/application/x", "/profiles/x", "/label", "/credentials/oauthClient/client_id",
        "/accessibility/selfService", ""})
    EXPECT_THAT(why_never_sent(edit_of_app(path)), HasSubstr("never edits " + path)) << path;
}

TEST(NeverSent, RefusesAnEditThatIsOneOfSeveral) {
  Change change = edit_of_app("/profile/issuer");
  change.diff.push_back({"/label", R"("a")", R"("b")"});
  EXPECT_THAT(why_never_sent(change), HasSubstr("/label"));
}

TEST(NeverSent, EditsOfAPolicyOnlyTheClients) {
  EXPECT_EQ(why_never_sent(edit_of_policy("/conditions/clients/include")), "");
  for (const std::string path : {"/conditions/clients", "/conditions", "/name", "/priority",
                                 "/status", "/conditions/clients/include/0"})
    EXPECT_THAT(why_never_sent(edit_of_policy(path)), HasSubstr("the clients that it covers"));
}

TEST(NeverSent, RefusesAnEditThatSaysNothing) {
  Change change = edit_of_app("/profile/issuer");
  change.diff.clear();
  EXPECT_THAT(why_never_sent(change), HasSubstr("does not say what"));
}

TEST(NeverSent, RefusesEditsOfRulesAndScopes) {
  for (const ObjectKind kind : {ObjectKind::rule, ObjectKind::scope, ObjectKind::claim}) {
    Change change = edit_of_policy("/conditions/clients/include");
    change.target.kind = kind;
    EXPECT_THAT(why_never_sent(change), HasSubstr("never sends that"));
  }
}

TEST(NeverSent, DeletesNoAuthorizationServer) {
  EXPECT_THAT(why_never_sent(switched(Action::remove)), HasSubstr("even an active one"));
}

TEST(NeverSent, RefusesWhatSaysNotWhatItWasPlannedOn) {
  const auto without = [](Change change, auto forget) {
    forget(change.precondition);
    return why_never_sent(change);
  };
  const auto absent = [](Precondition& each) { each.absent = false; };
  const auto digest = [](Precondition& each) { each.digest.clear(); };
  const Change removal = conditioned(tests::remove("c1", ObjectKind::scope, "scp1"));
  EXPECT_THAT(without(create_server("c1", "x"), absent), HasSubstr("precondition.absent"));
  EXPECT_THAT(without(conditioned(create_scope("c1", "x")), absent), HasSubstr("absent"));
  EXPECT_THAT(without(removal, digest), HasSubstr("precondition.digest"));
  EXPECT_THAT(without(edit_of_app("/profile/issuer"), digest), HasSubstr("precondition.digest"));
}

TEST(NeverSent, RefusesABodyOfAnotherName) {
  Change change = conditioned(create_scope("c1", "orders.read"));
  change.target.name = "orders.write";
  EXPECT_THAT(why_never_sent(change), HasSubstr("another"));
  change.body = "{}";
  EXPECT_THAT(why_never_sent(change), HasSubstr("another"));
  change.body = "[]";
  EXPECT_THAT(why_never_sent(change), HasSubstr("no JSON object"));
}

}  // namespace
}  // namespace remediate

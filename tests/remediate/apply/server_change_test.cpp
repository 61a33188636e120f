#include "remediate/apply/server_change.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "remediate/kinds/after.hpp"
#include "remediate/kinds/server_set.hpp"
#include "tests/remediate/apply/apply_fixture.hpp"

namespace remediate {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using tests::create_policy;
using tests::create_rule;
using tests::create_scope;
using tests::name_client;

template <class Model>
Model decoded(const json& object) {
  const auto document = okta::JsonDocument::parse(object.dump());
  auto model = okta::decode<Model>(document->root());
  EXPECT_TRUE(model) << model.error().describe();
  return model ? std::move(*model) : Model();
}

ServerSnapshot empty_server() {
  ServerSnapshot server;
  server.server.id = "aus1";
  server.server.name = "Orders API";
  server.server.status = "ACTIVE";
  return server;
}

// As an org answers what was sent, with `more` filled in.
template <class Model>
Model answered(const Change& change, const json& more) {
  json object = json::parse(change.body);
  object["id"] = "new1";
  object["priority"] = 1;
  object.merge_patch(more);
  return decoded<Model>(object);
}

ServerSnapshot with_scope(const Change& change, const json& more = json::object()) {
  ServerSnapshot server = empty_server();
  server.scopes.push_back(answered<okta::Scope>(change, more));
  return server;
}

ServerSnapshot with_policy(const Change& change, const json& more = json::object()) {
  ServerSnapshot server = empty_server();
  server.policies.push_back({answered<okta::AccessPolicy>(change, more), {}, true});
  return server;
}

// A policy that one rule belongs to.
ServerSnapshot with_rule(const Change& change, const json& more) {
  const Change policy = create_policy("c1", "Orders");
  ServerSnapshot server = with_policy(policy, {{"id", "00p1"}});
  if (!more.is_null())
    server.policies[0].rules.push_back(answered<okta::AccessPolicyRule>(change, more));
  return server;
}

TEST(SeenOnServer, ToleratesWhatOktaFillsInOnWhatItMade) {
  const Change change = create_scope("c1", "orders.read");
  const ServerSnapshot now = with_scope(
      change, {{"optional", false}, {"system", false}, {"apiResourceId", "x"}, {"extra", 1}});
  const Seen seen = seen_on_server(change, "new1", empty_server(), now);
  EXPECT_EQ(seen.own, Own::stands);
  EXPECT_EQ(seen.made.id, "new1");
  EXPECT_THAT(seen.moved, IsEmpty());
}

TEST(SeenOnServer, ToleratesAnOrgWithoutTheConsentFeatureUnlessConsentWasAskedFor) {
  Change change = create_scope("c1", "orders.read");
  const json dropped{{"consent", nullptr}};
  EXPECT_EQ(seen_on_server(change, "new1", empty_server(), with_scope(change, dropped)).own,
            Own::stands);
  json body = json::parse(change.body);
  body["consent"] = "REQUIRED";
  change.body = body.dump();
  EXPECT_EQ(seen_on_server(change, "new1", empty_server(), with_scope(change, dropped)).own,
            Own::different);
}

TEST(SeenOnServer, TakesNoOtherClientsPeopleOrScopesForFilledIn) {
  const Change policy = create_policy("c2", "Orders Web");
  const json everybody{{"conditions", {{"clients", {{"include", {"ALL_CLIENTS"}}}}}}};
  EXPECT_EQ(seen_on_server(policy, "new1", empty_server(), with_policy(policy)).own, Own::stands);
  EXPECT_EQ(seen_on_server(policy, "new1", empty_server(), with_policy(policy, everybody)).own,
            Own::different);

  const Change rule = create_rule("c3", "00p1", "sign in");
  const ServerSnapshot before = with_rule(rule, nullptr);
  const auto own_with = [&](const json& conditions) {
    return seen_on_server(rule, "new1", before, with_rule(rule, {{"conditions", conditions}})).own;
  };
  EXPECT_EQ(own_with({{"people", {{"users", {{"exclude", json::array()}}}}}}), Own::stands);
  EXPECT_EQ(own_with({{"people", {{"users", {{"include", {"00u1"}}}}}}}), Own::different);
  EXPECT_EQ(own_with({{"people", {{"groups", {{"include", {"EVERYONE", "00g1"}}}}}}}),
            Own::different);
  EXPECT_EQ(own_with({{"scopes", {{"include", {"*"}}}}}), Own::different);
  EXPECT_EQ(own_with({{"network", {{"connection", "ZONE"}}}}), Own::different);
}

TEST(SeenOnServer, FindsByNameOnlyWhatWasNotThereBefore) {
  const Change change = create_scope("c1", "orders.read");
  const ServerSnapshot nothing = empty_server();
  EXPECT_EQ(seen_on_server(change, "", nothing, nothing).own, Own::undone);
  const Seen seen = seen_on_server(change, "", nothing, with_scope(change));
  EXPECT_EQ(seen.own, Own::stands);
  EXPECT_EQ(seen.made.id, "new1");
  const ServerSnapshot there = with_scope(change);
  EXPECT_EQ(seen_on_server(change, "", there, there).own, Own::undone);
}

TEST(SeenOnServer, TellsAnUpdateThatStandsFromOneThatDidNothing) {
  const Change made = create_policy("c1", "Orders Web");
  const Change update = name_client("c2", "new1", "0oa1");
  const auto naming = [](const json& clients) {
    return json{{"conditions", {{"clients", {{"include", clients}}}}}};
  };
  const ServerSnapshot before = with_policy(made, naming(json::array()));
  const Seen undone = seen_on_server(update, "", before, before);
  EXPECT_EQ(undone.own, Own::undone);
  EXPECT_THAT(undone.moved, IsEmpty());
  const Seen stands = seen_on_server(update, "", before, with_policy(made, naming({"0oa1"})));
  EXPECT_EQ(stands.own, Own::stands);
  EXPECT_THAT(stands.moved, IsEmpty());
  const Seen other = seen_on_server(update, "", before, with_policy(made, naming({"0oa2"})));
  EXPECT_EQ(other.own, Own::different);
  EXPECT_THAT(other.moved, ElementsAre(HasSubstr("Orders Web")));
}

TEST(MisfitOnServer, SaysWhatIsGone) {
  Change removal;
  removal.action = Action::remove;
  removal.target = {ObjectKind::scope, "scp9", "orders.read", "aus1", ""};
  EXPECT_EQ(misfit_on_server(removal, empty_server()), "scope 'orders.read' (scp9) is gone");
}

}  // namespace
}  // namespace remediate

#include <gmock/gmock.h>

#include "remediate/apply/server_change.hpp"
#include "remediate/kinds/content.hpp"
#include "remediate/kinds/find_in_server.hpp"
#include "remediate/kinds/server_set.hpp"
#include "tests/remediate/apply/apply_fixture.hpp"

namespace remediate {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using tests::create_policy;
using tests::create_rule;
using tests::create_scope;
using tests::name_client;
using tests::remove;

class Removal : public tests::ApplyFixture {
 protected:
  // Makes a scope, and the removal of it as it is.
  [[nodiscard]] Change made_and_to_remove() {
    const ApplyOutcome made = apply(plan({create_scope("c1", "orders.read")}));
    Change change = remove("c1", ObjectKind::scope, made.run.changes[0].made.id);
    const ServerSnapshot server = server_now();
    if (const std::string* content = content_in(server, change.target))
      change.precondition.digest = object_digest(*content);
    return change;
  }
};

TEST_F(Removal, TakesAwayWhatIsAsItWasMade) {
  start_org();
  const Change remove = made_and_to_remove();
  ASSERT_FALSE(remove.precondition.digest.empty());
  const ApplyOutcome outcome = apply(plan({remove}));
  EXPECT_EQ(outcome.ending, Ending::done) << outcome.why;
  EXPECT_THAT(server_now().scopes, SizeIs(1));
}

TEST_F(Removal, LeavesWhatSomebodyElseChangedSince) {
  start_org();
  const Change remove = made_and_to_remove();
  auto stored = client().scopes("aus1").get(remove.target.id, {});
  ASSERT_TRUE(stored);
  auto edit = okta::JsonEdit::of(stored->text);
  ASSERT_TRUE(edit && edit->set("/description", "mine now"));
  ASSERT_TRUE(client().scopes("aus1").replace(remove.target.id, *edit, {}));
  const ApplyOutcome outcome = apply(plan({remove}));
  EXPECT_EQ(outcome.ending, Ending::stale);
  EXPECT_THAT(writes(), IsEmpty());
  EXPECT_THAT(outcome.moved, ElementsAre(HasSubstr("is not as it was")));
}

TEST_F(Removal, CountsAsDoneWhenItsAnswerWasLost) {
  start_org({"DELETE /scopes/ 1 lost"});
  max_retries_ = std::nullopt;  // the second DELETE finds nothing
  const ApplyOutcome outcome = apply(plan({made_and_to_remove()}));
  expect_faults_fired();
  EXPECT_EQ(outcome.ending, Ending::done) << outcome.why;
  EXPECT_EQ(org_->count_requests("DELETE", "/scopes/"), 2);
}

TEST_F(Removal, CountsAsDoneAlthoughALaterCopyWasRefused) {
  start_org({"DELETE /scopes/ 1 lost", "DELETE /scopes/ 2 401"});
  max_retries_ = std::nullopt;
  const ApplyOutcome outcome = apply(plan({made_and_to_remove()}));
  expect_faults_fired();
  EXPECT_EQ(outcome.ending, Ending::done) << outcome.why;
}

TEST_F(Removal, LeavesTheServerAsItWasBeforeTheRun) {
  start_org();
  const ServerSet before = set_of(server_now());
  const ApplyOutcome made = apply(
      plan({create_scope("c1", "orders.read"), create_policy("c2", "Orders Web"),
            create_rule("c3", "${c2.id}", "sign in"), name_client("c4", "${c2.id}", "0oa1")}));
  ASSERT_EQ(made.ending, Ending::done) << made.why;
  const std::vector<ChangeRecord>& records = made.run.changes;
  Change nobody = name_client("c1", records[1].made.id, "0oa1");
  std::swap(nobody.diff[0].before, nobody.diff[0].after);
  Change rule = remove("c2", ObjectKind::rule, records[2].made.id);
  rule.target.policy = records[1].made.id;
  const ApplyOutcome undone =
      apply(plan({nobody, rule, remove("c3", ObjectKind::policy, records[1].made.id),
                  remove("c4", ObjectKind::scope, records[0].made.id)}));
  EXPECT_EQ(undone.ending, Ending::done) << undone.why;
  EXPECT_EQ(set_of(server_now()), before);
}

TEST_F(Removal, SwitchesAServerOffAndNeverDeletesIt) {
  start_org();
  Change off = remove("c1", ObjectKind::authorization_server, "aus1");
  off.action = Action::deactivate;
  off.target.server.clear();
  const ApplyOutcome outcome = apply(plan({off}));
  EXPECT_EQ(outcome.ending, Ending::done) << outcome.why;
  EXPECT_THAT(writes(), ElementsAre("POST /api/v1/authorizationServers/aus1/lifecycle/deactivate"));
  Change gone = remove("c1", ObjectKind::authorization_server, "aus1");
  gone.target.server.clear();
  const ApplyOutcome refused = apply(plan({gone}));
  EXPECT_EQ(refused.ending, Ending::failed);
  EXPECT_THAT(refused.why, HasSubstr("deletes no authorization server"));
  EXPECT_THAT(writes(), IsEmpty());
}

}  // namespace
}  // namespace remediate

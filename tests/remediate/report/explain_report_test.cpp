#include "remediate/report/explain_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/remediate/report/hostile_text.hpp"
#include "tests/support/golden.hpp"

namespace {

using namespace remediate;
using testing::HasSubstr;
using testing::Not;
using Json = nlohmann::ordered_json;

TEST(ExplainReport, LooksAsAgreed) {
  tests::expect_golden("explain.txt", explain_text(explain("illegal_custom_scope"), {}));
  tests::expect_golden("explain.json", explain_json(explain("illegal_custom_scope")));
  tests::expect_golden("explain-assumption.txt", explain_text(explain("first-policy-or-next"), {}));
  tests::expect_golden("explain-unknown.txt", explain_text(explain("hello"), {}));
}

TEST(ExplainReport, WarnsOfASecretWithoutRepeatingIt) {
  const Explanation explanation = explain("https://a.example/cb?error=invalid_grant&code=s3cr3t");
  const std::string text = explain_text(explanation, {});
  EXPECT_THAT(text, HasSubstr("revoke it"));
  EXPECT_THAT(text, Not(HasSubstr("s3cr3t")));
  EXPECT_THAT(explain_json(explanation), Not(HasSubstr("s3cr3t")));
  EXPECT_EQ(Json::parse(explain_json(explanation))["holdsSecret"], true);
}

TEST(ExplainReport, OwnsThatItIsNotSure) {
  EXPECT_THAT(explain_text(explain("x no_matching_scope y"), {}), HasSubstr("most likely"));
  EXPECT_EQ(Json::parse(explain_json(explain("hello")))["id"], nullptr);
}

TEST(ExplainReport, LetsNothingPastedActOnATerminal) {
  for (const std::string& hostile : tests::hostile_texts()) {
    const Explanation explanation = explain("error=invalid_scope&client_id=" + hostile);
    EXPECT_FALSE(tests::acts_on_a_terminal(explain_text(explanation, {})));
    EXPECT_FALSE(tests::acts_on_a_terminal(explain_json(explanation)));
    EXPECT_TRUE(Json::accept(explain_json(explanation)));
  }
}

}  // namespace

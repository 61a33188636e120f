#include "remediate/explain/explain.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace remediate {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string everything(const Explanation& explanation) {
  std::string text = explanation.id + explanation.title + explanation.meaning;
  for (const auto* list :
       {&explanation.causes, &explanation.check, &explanation.run, &explanation.sources}) {
    for (const std::string& each : *list) text += each;
  }
  for (const SeenFact& each : explanation.seen) text += each.name + each.value;
  return text;
}

auto seen(const std::string& name, const std::string& value) {
  return Contains(AllOf(Field(&SeenFact::name, name), Field(&SeenFact::value, value)));
}

TEST(Explain, TellsTwoSentencesApartOfWhichOneContainsTheOther) {
  EXPECT_EQ(explain("Custom scopes are not allowed for this request.").id, "illegal_custom_scope");
  EXPECT_EQ(explain("Scopes are not allowed for this request.").id, "illegal_scopes");
  EXPECT_EQ(explain("The following scopes are not allowed for this request: [a b].").id,
            "illegal_scope");
}

TEST(Explain, ReadsTheErrorOfARedirect) {
  for (const std::string joint : {"?", "#", "?page=1&", "#/route?"}) {
    const Explanation explanation =
        explain("https://orders.example/callback" + joint +
                "state=s1&error=invalid_scope&error_description=Custom+scopes+are+not+allowed+for+"
                "this%20request.");
    EXPECT_EQ(explanation.id, "illegal_custom_scope") << joint;
    EXPECT_EQ(explanation.confidence, Confidence::exact);
    EXPECT_THAT(explanation.seen, seen("error", "invalid_scope"));
  }
}

TEST(Explain, ReadsARedirectWithinALogLine) {
  const Explanation explanation = explain(
      "2026-05-01 GET \"com.example:/callback?error=access_denied&error_description=Policy%20"
      "evaluation%20failed%20for%20this%20request%2C%20please%20check%20the%20policy%20"
      "configurations.\" 302");
  EXPECT_EQ(explanation.id, "no_matching_policy");
}

TEST(Explain, ReadsEncodedWordsAlone) {
  EXPECT_EQ(explain("Custom+scopes+are+not+allowed+for+this+request.").id, "illegal_custom_scope");
  EXPECT_EQ(explain("Custom%20scopes%20are%20not%20allowed%20for%20this%20request.").id,
            "illegal_custom_scope");
}

TEST(Explain, FindsAMessageWithinALongerText) {
  const Explanation sentence = explain(
      "AuthSdkError [OAuthError]: One or more scopes are not configured for the "
      "authorization server resource. at handleOAuthResponse (index.js:12)");
  EXPECT_EQ(sentence.id, "no_matching_scope");
  EXPECT_EQ(sentence.confidence, Confidence::likely);
  const Explanation code = explain("FAILURE: no_matching_policy (app.oauth2.as.authorize)");
  EXPECT_EQ(code.id, "no_matching_policy");
  EXPECT_EQ(code.confidence, Confidence::likely);
}

TEST(Explain, PrefersWhatSaysMoreThanTheErrorsName) {
  EXPECT_EQ(explain("invalid_scope illegal_custom_scope").id, "illegal_custom_scope");
  EXPECT_EQ(explain("error=invalid_scope&error_description=No+scopes+were+requested.").id,
            "missing_scopes");
}

TEST(Explain, OwnsThatANameAloneSaysLittle) {
  const Explanation explanation =
      explain("https://a.example/cb?error=access_denied&error_description=Words+of+next+year");
  EXPECT_EQ(explanation.id, "access_denied");
  EXPECT_EQ(explanation.confidence, Confidence::likely);
  EXPECT_EQ(explain("invalid_scope").confidence, Confidence::exact);
}

TEST(Explain, ReadsAnErrorOfTheManagementApi) {
  const Explanation missing = explain(
      R"({"errorCode":"E0000015","errorSummary":"You do not have permission to access the feature )"
      R"(you are requesting","errorLink":"E0000015","errorId":"oae1","errorCauses":[]})");
  EXPECT_EQ(missing.id, "E0000015");
  EXPECT_THAT(missing.meaning, HasSubstr("API Access Management"));
  const Explanation invalid = explain(
      R"({"errorCode":"E0000001","errorSummary":"Api validation failed: name","errorCauses":)"
      R"([{"errorSummary":"name: must be unique"}]})");
  EXPECT_EQ(invalid.id, "E0000001");
  EXPECT_THAT(invalid.seen, seen("cause", "name: must be unique"));
  EXPECT_EQ(explain("HTTP 401 E0000015").id, "E0000015");
}

TEST(Explain, ReadsAnEventOfTheSystemLog) {
  const Explanation explanation =
      explain(R"([{"eventType":"app.oauth2.authorize","outcome":{"result":"FAILURE","reason":)"
              R"("illegal_custom_scope"},"actor":{"displayName":"Jane Roe"},)"
              R"("client":{"ipAddress":"10.1.2.3"}}])");
  EXPECT_EQ(explanation.id, "illegal_custom_scope");
  EXPECT_EQ(explanation.confidence, Confidence::exact);
  EXPECT_THAT(everything(explanation), AllOf(Not(HasSubstr("Jane")), Not(HasSubstr("10.1.2.3"))));
}

TEST(Explain, ReadsAWwwAuthenticateHeader) {
  const Explanation explanation = explain(
      R"(WWW-Authenticate: Bearer authorization_uri="http://acme.okta.com/oauth2/v1/authorize", )"
      R"(scope="okta.apps.read", error="insufficient_scope", error_description="The access token )"
      R"(provided does not contain the required scopes.")");
  EXPECT_EQ(explanation.id, "insufficient_scope");
  EXPECT_THAT(explanation.seen, seen("scope", "okta.apps.read"));
}

TEST(Explain, KnowsWhatAPlanAssumes) {
  for (const std::string id : {"assignment", "first-policy-or-next", "service-rule-without-people",
                               "refresh-token-lifetime", "log-window", "new-server",
                               "client-configuration", "read-then-write", "tokens-not-moved"}) {
    EXPECT_EQ(explain(id).id, id);
    EXPECT_EQ(explain(id).confidence, Confidence::exact);
  }
}

TEST(Explain, KnowsWhatAPlanLeavesToAPerson) {
  for (const std::string by :
       {"not-provable", "would-lose", "equal-priorities", "unknown-conditions",
        "looks-like-reference", "own-policy-changed", "partly-granted", "unknown-outcome",
        "changed-since", "in-use", "server-stays", "not-undone", "file-unread", "file-by-hand"})
    EXPECT_EQ(explain(by).id, by);
}

TEST(Explain, KnowsEveryRule) {
  for (const std::string rule : {"custom-scope-on-org-server",
                                 "client-credentials-on-org-server",
                                 "scope-not-approved",
                                 "suspicious-scope",
                                 "api-access-management-missing",
                                 "target-server-missing",
                                 "target-server-inactive",
                                 "scope-missing-on-target",
                                 "policy-does-not-cover",
                                 "widens-others",
                                 "issuer-points-to-org-server",
                                 "mixed-issuer-and-endpoints",
                                 "okta-api-scope-needs-org-server",
                                 "scopes-span-servers",
                                 "groups-scope-not-on-custom-server",
                                 "consent-blocks-client-credentials",
                                 "inline-hook-not-on-new-rule",
                                 "client-file-needs-a-person",
                                 "client-file-names-another-client",
                                 "tile-asks-custom-scope",
                                 "org-server-only-client",
                                 "issuer-mode-mismatch",
                                 "role-may-hide-apps"}) {
    EXPECT_EQ(explain(rule).id, rule);
    EXPECT_EQ(explain("[" + rule + "] Orders Web").id, rule);
  }
}

TEST(Explain, KnowsTheExitCodes) {
  for (const std::string code : {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "130"}) {
    EXPECT_EQ(explain(code).id, "exit-" + code);
    EXPECT_EQ(explain("Exit code " + code).id, "exit-" + code);
  }
  EXPECT_EQ(explain("exit 10").id, "");
}

TEST(Explain, TellsToRunOnlyVerbsThatAreThere) {
  for (const std::string& id : explained_ids()) {
    for (const std::string& command : explain(id).run)
      EXPECT_THAT(command, testing::MatchesRegex("oktafix (check|audit|plan|apply|verify|rollback|"
                                                 "runs|access|explain|--help)( .*)?"))
          << id;
  }
}

TEST(Explain, DoesNotGuess) {
  for (const std::string text :
       {"", " ", "hello", "the assignment is due", "E0000999", "https://acme.okta.com/oauth2/v1",
        "client authentication failed somehow", "xillegal_custom_scopes",
        "Internal server errors are rare", "{\"a\":1}", "\xff\xfe"}) {
    const Explanation explanation = explain(text);
    EXPECT_EQ(explanation.id, "") << text;
    EXPECT_EQ(explanation.confidence, Confidence::unknown) << text;
    EXPECT_THAT(explanation.check, Not(IsEmpty())) << "an honest no says what to do";
  }
}

TEST(Explain, GivesNoSecretBack) {
  const std::string jwt = "eyJraWQiOiJhIn0.eyJzdWIiOiJ4In0.c2lnbmF0dXJl";
  const std::string token = "00aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789-_AbC";
  const std::vector<std::string> texts = {
      "https://a.example/cb?error=invalid_grant&code=" + token + "&state=s",
      "https://a.example/cb#error=invalid_scope&id_token=" + jwt,
      "https://a.example/cb?error=invalid_client&client_secret=short",
      "error=invalid_scope&error_description=bad+token+" + token,
      R"({"error":"invalid_grant","refresh_token":"short"})",
      R"({"errorCode":"E0000011","errorSummary":"Invalid token provided )" + token + "\"}",
      "curl -H 'Authorization: SSWS 00aBcDeFgHiJkLmNoPqRsTuV' E0000011",
      "invalid_token Bearer " + jwt};
  for (const std::string& text : texts) {
    const Explanation explanation = explain(text);
    EXPECT_TRUE(explanation.holds_secret) << text;
    EXPECT_NE(explanation.id, "") << text;
    EXPECT_THAT(everything(explanation), AllOf(Not(HasSubstr(jwt)), Not(HasSubstr(token)),
                                               Not(HasSubstr("short")), Not(HasSubstr("00aBcDeF"))))
        << text;
  }
}

TEST(Explain, ShowsOnlyWhatIsHarmless) {
  const Explanation explanation = explain(
      "https://a.example/cb?error=invalid_scope&scope=openid+orders.read&client_id=0oa1&state=s77"
      "&nonce=n88&login_hint=jane@example.com");
  EXPECT_FALSE(explanation.holds_secret);
  EXPECT_THAT(explanation.seen, ElementsAre(Field(&SeenFact::name, "error"),
                                            Field(&SeenFact::value, "openid orders.read"),
                                            Field(&SeenFact::value, "0oa1")));
  EXPECT_THAT(everything(explanation),
              AllOf(Not(HasSubstr("s77")), Not(HasSubstr("n88")), Not(HasSubstr("jane"))));
}

TEST(Explain, HasSomethingToSayAboutEachId) {
  std::vector<std::string> ids = explained_ids();
  for (const std::string& id : ids) {
    const Explanation explanation = explain(id);
    EXPECT_EQ(explanation.id, id);
    EXPECT_THAT(explanation.title, Not(IsEmpty())) << id;
    EXPECT_GE(explanation.meaning.size(), 25U) << id;
    for (const std::string& command : explanation.run) EXPECT_THAT(command, HasSubstr("oktafix "));
  }
  std::ranges::sort(ids);
  EXPECT_EQ(std::ranges::adjacent_find(ids), ids.end()) << "an id stands for one thing";
}

TEST(Explain, NamesOnlyIdsThatItExplains) {
  const std::vector<std::string> ids = explained_ids();
  for (const std::string& id : ids) {
    for (const std::string& command : explain(id).run) {
      constexpr std::string_view kExplain = "oktafix explain ";
      if (!command.starts_with(kExplain) || command.find('\'') != std::string::npos) continue;
      EXPECT_THAT(ids, Contains(command.substr(kExplain.size()))) << id;
    }
  }
}

}  // namespace
}  // namespace remediate

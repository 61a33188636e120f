#include <algorithm>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "remediate/evidence/ascii_case.hpp"
#include "remediate/evidence/log_reader.hpp"
#include "remediate/evidence/scope_name.hpp"
#include "tests/remediate/evidence/oauth_error_codes.hpp"
#include "tests/support/recorded.hpp"

namespace remediate {
namespace {

ReasonFamily on_org(std::string_view reason) { return family_of_reason(reason, ServerKind::org); }

ReasonFamily expected_family(std::string_view code) {
  const auto* const row =
      std::ranges::find(tests::kDecidedCodes, code, [](const auto& each) { return each.first; });
  return row == tests::kDecidedCodes.end() ? ReasonFamily::unrelated : row->second;
}

TEST(LogReason, EveryCodeThatSpeaksOfScopesIsDecided) {
  for (const auto& [code, family] : tests::kDecidedCodes) EXPECT_EQ(on_org(code), family) << code;
}

TEST(LogReason, EveryOtherCodeOfTheCatalogueIsUnrelated) {
  for (const std::string& code : split_scopes(tests::kUnrelatedCodes))
    EXPECT_EQ(on_org(code), ReasonFamily::unrelated) << code;
}

TEST(LogReason, TheSentenceMeansWhatItsCodeMeans) {
  const auto file = tests::recorded_folder().parent_path() / "okta-api/oauth2-error-codes.json";
  if (!std::filesystem::exists(file))
    GTEST_SKIP() << "Okta's error catalogue is not there: only the codes were tested";
  const auto catalogue = nlohmann::json::parse(tests::read_file(file));
  std::set<std::string> known;
  for (const auto& [code, family] : tests::kDecidedCodes) known.emplace(code);
  for (const std::string& code : split_scopes(tests::kUnrelatedCodes)) known.insert(code);

  for (const auto& row : catalogue.at("errors")) {
    const auto code = row.at("internalErrorCode").get<std::string>();
    const auto sentence = row.at("errorDescription").get<std::string>();
    EXPECT_TRUE(known.contains(code)) << code << " is new: decide what it says";
    EXPECT_EQ(on_org(sentence), expected_family(code)) << code << ": " << sentence;
    const std::string canonical = canonical_reason(sentence);
    if (canonical != sentence) {
      EXPECT_EQ(expected_family(canonical), expected_family(code)) << code;
    }
  }
}

TEST(LogReason, TheProblemIsKnownInEverySpelling) {
  for (const char* reason :
       {"illegal_custom_scope", "ILLEGAL_CUSTOM_SCOPE", " illegal_custom_scope ",
        "Custom scopes are not allowed for this request.",
        "Custom scopes are not allowed for this request",
        "custom scopes are not allowed for this request.",
        "CUSTOM SCOPES ARE NOT ALLOWED FOR THIS REQUEST",
        "invalid_scope: Custom scopes are not allowed for this request."}) {
    EXPECT_EQ(on_org(reason), ReasonFamily::custom_scope) << reason;
    EXPECT_EQ(canonical_reason(reason), "illegal_custom_scope") << reason;
  }
}

TEST(LogReason, ScopesThatAreNotAllowedAreAnotherError) {
  for (const char* reason : {"illegal_scopes", "Scopes are not allowed for this request.",
                             "scopes are not allowed for this request"}) {
    EXPECT_EQ(on_org(reason), ReasonFamily::unrelated) << reason;
    EXPECT_EQ(canonical_reason(reason), "illegal_scopes") << reason;
  }
}

TEST(LogReason, AnUnmatchedScopeOnTheOrgServerIsTheProblemAndOnACustomServerIsNot) {
  EXPECT_EQ(on_org("no_matching_scope"), ReasonFamily::custom_scope);
  EXPECT_EQ(family_of_reason("no_matching_scope", ServerKind::custom), ReasonFamily::unrelated);
}

TEST(LogReason, UnknownWordsAboutScopesAreNotTakenForHealth) {
  for (const char* reason :
       {"The scope orders.read cannot be used here.", "scope_refused_again", "invalid_scope",
        "invalid_scope: something new", "Service apps need a custom authorization server.", ""}) {
    EXPECT_EQ(on_org(reason), ReasonFamily::unrecognised_scope) << reason;
  }
  EXPECT_EQ(canonical_reason("The scope orders.read cannot be used here."),
            "The scope orders.read cannot be used here.");
}

TEST(LogReason, WordsAboutOtherThingsAreUnrelated) {
  for (const char* reason : {"user_not_assigned", "LOGIN_REQUIRED", "PKCE verification failed."})
    EXPECT_EQ(on_org(reason), ReasonFamily::unrelated) << reason;
}

}  // namespace
}  // namespace remediate

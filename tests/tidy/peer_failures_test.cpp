// Where Okta's official clients, and the tools beside us, are known to fail (read in their sources
// and issues, or measured), and the tests that show that ours does not. A row whose tests are gone,
// or renamed, fails here.
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/tidy/source_tree.hpp"

namespace tests {
namespace {

struct PeerFailure {
  std::string peer;
  std::string failure;
  std::vector<std::string> our_tests;
};

const std::vector<PeerFailure>& peer_failures() {
  static const std::vector<PeerFailure> rows{
      {"okta-sdk-golang 6.1",
       "retries nothing unless told so, although its README says otherwise",
       {"ClientTest.RetriesFailuresTwiceAndRefusalsEightTimesUnlessToldOtherwise",
        "ClientTest.RetriesNothingWhenToldSo"}},
      {"okta-sdk-golang 6.1",
       "drops the port of the org URL",
       {"ClientTest.KeepsThePortOfTheOrgUrl", "Url.KeepsThePortThatWasWritten"}},
      {"okta-sdk-golang 6.1, #591, #594",
       "one odd app spoils the page",
       {"Listing.KeepsThePageWhenOneObjectOnItIsOdd",
        "CollectTest.CountsAnAppThatDoesNotDecodeAndKeepsTheOthers", "Recorded.OtherApps"}},
      {"okta-sdk-nodejs 8.1, #435",
       "a PUT loses every member that the model does not know",
       {"JsonEditRecorded.WhatIsEditedIsTheOnlyChange",
        "CollectionTest.PutsBackTheTextThatWasReadWithOneEdit",
        "ApplyToAnApplication.ChangesThePlannedPathAndKeepsWhatItNeverHeardOf"}},
      {"okta-sdk-nodejs 8.1",
       "lists 10,000 apps in 500 calls of 20",
       {"CollectionTest.AsksForFullPagesOfApplications",
        "PeerFailures.ListsTenThousandAppsInFiftyCalls"}},
      {"okta-sdk-nodejs 8.1",
       "does not send again after a 503",
       {"RetryByStatus.SendsAgainWhatWasRefusedOrMayBeRepeated", "ClientTest.TellsOfAWait"}},
      {"okta-sdk-nodejs 8.1",
       "waits 2 s for a window that ends in 1 s, and fails at the third 429",
       {"Retry.OutlastsSeveral429InARow",
        "PeerFailures.OutlastsThree429AndWaitsNoLongerThanTheySay"}},
      {"okta-sdk-python 3.4, okta-sdk-java #743",
       "a list whose page fails ends without a word",
       {"PagerTest.YieldsAFailedPageAsAnErrorAndThenNothing",
        "PagerTest.CallsALinkHeaderThatCannotBeReadAnErrorAndNotTheEnd",
        "CollectTest.NeverCallsAListCompleteWhoseThirdPageFailed"}},
      {"okta-sdk-python 3.4",
       "strips empty values from what it sends",
       {"JsonEdit.KeepsEmptyValuesNullsAndOrder",
        "PeerFailures.SendsEmptyValuesAndNullsOfANewObject"}},
      {"okta-sdk-python 3.4",
       "opens a connection for each request",
       {"CurlTransport.UsesOneConnectionForManyRequests"}},
      {"okta-sdk-python 3.4",
       "logs the Authorization header at debug",
       {"TraceTest.HidesEverySecretOfRequestAndAnswer", "Output.NeverHoldsTheToken",
        "Secrecy.HoldsForEveryVerbEveryFormatAndEveryFile"}},
      {"okta-sdk-python #546, terraform-provider-okta PR 2930, cartography PR 1243",
       "leaves out apps that do not decode, and says nothing",
       {"CollectTest.CountsAnAppThatDoesNotDecodeAndKeepsTheOthers",
        "Verdict.IsUnknownForAnAppWhoseRecordDidNotDecode",
        "AuditTest.DecodesOrCountsEveryRecordedApplication"}},
      {"terraform-provider-okta 6.12, #836, #1198",
       "writes rules side by side: 500s and scrambled priorities",
       {"WayThrough.SendsExactlyThePlannedWritesInOrder"}},
      {"terraform-provider-okta #109, #1461",
       "secrets in state and logs",
       {"ApplyToAnApplication.KeepsTheClientSecretOutOfEverything",
        "Secrecy.OfTheJournalIsAlsoAMatterOfItsMode"}},
      {"terraform #24078",
       "what is applied is not what was planned",
       {"WayThrough.SendsWhatTheDryRunShowed", "StalePlan.ThatWasEditedIsRefused",
        "WayThrough.WritesNothingWhenTheSamePlanIsAppliedTwice"}},
      {"every official SDK",
       "takes 401 E0000015 (no API Access Management) for a bad token",
       {"AnswerError.A401IsNotAlwaysABadToken",
        "CheckOrgTest.TellsAMissingProductFromAMissingRight"}},
      {"Prowler",
       "an audit whose role hides apps is empty and green",
       {"RoleMayHideApps.WarnsOfAnEmptyList",
        "Verdict.IsNeverCleanWhenAnyOneThingThatCouldSpeakIsMissing"}},
      {"Cloud Custodian, #1713, #3592",
       "limits are off by default, and a dry run tells counts only",
       {"Limits.OverTheLimitNothingIsWrittenAndTheNumberIsTold",
        "PlannedRequests.ShowBodiesOfCreatesAndDiffsOfUpdatesInOrder"}},
      {"auth0-deploy-cli",
       "its exit code does not say that something would change",
       {"ExitCodes.Three_FindingsThatWereApproved", "ExitCodes.Zero_NothingLeftToDo"}},
      {"okta-express-sample #6, odm-docker PR 200",
       "after the move the next error comes as a surprise",
       {"GroupsScope.TheOwnerMustSayWhichGroups",
        "PolicyDoesNotCover.TellsAClientThatNoPolicyIncludes"}},
  };
  return rows;
}

// "Suite.Name" of every test in the sources.
std::set<std::string> tests_in_sources() {
  static const std::regex definition(
      R"((?:TEST|TEST_F|TEST_P|RC_GTEST_PROP|RC_GTEST_FIXTURE_PROP)\(\s*(\w+),\s*(\w+))");
  std::set<std::string> names;
  for (const SourceFile& file : source_files()) {
    if (!file.path.ends_with("_test.cpp")) continue;
    std::string openings;
    for (std::size_t line = 0; line < file.lines.size(); ++line) {
      if (!file.lines[line].starts_with("TEST") && !file.lines[line].starts_with("RC_GTEST"))
        continue;
      openings += file.lines[line] + " ";
      if (line + 1 < file.lines.size()) openings += file.lines[line + 1] + "\n";
    }
    for (auto each = std::sregex_iterator(openings.begin(), openings.end(), definition);
         each != std::sregex_iterator(); ++each)
      names.insert((*each)[1].str() + "." + (*each)[2].str());
  }
  return names;
}

TEST(FailuresOfPeers, HaveTestsThatShowThatOursHasThemNot) {
  const std::set<std::string> known = tests_in_sources();
  ASSERT_GT(known.size(), 1000U);
  for (const PeerFailure& row : peer_failures()) {
    EXPECT_FALSE(row.our_tests.empty()) << row.peer << ": " << row.failure;
    for (const std::string& name : row.our_tests)
      EXPECT_TRUE(known.contains(name)) << row.peer << " " << row.failure << ": no test " << name;
  }
}

}  // namespace
}  // namespace tests

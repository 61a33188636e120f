#include "remediate/issuer/client_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/remediate/issuer/moved_file.hpp"

namespace remediate {
namespace {

using testing::ElementsAre;

TEST(ClientFile, TellsWhereAnOccurrenceStandsAndWhatItMeans) {
  const FileReading reading = read_client_file(
      "application.yml", "okta:\n  oauth2:\n    issuer: https://acme.okta.com\n", acme());
  ASSERT_EQ(reading.occurrences.size(), 1U);
  const Occurrence& issuer = reading.occurrences[0];
  EXPECT_EQ(issuer.key, "okta.oauth2.issuer");
  EXPECT_EQ(issuer.value, "https://acme.okta.com");
  EXPECT_EQ(issuer.line, 3U);
  EXPECT_EQ(issuer.column, 13U);
  EXPECT_EQ(issuer.meaning, UrlMeaning::org_issuer);
  EXPECT_EQ(issuer.fate, Fate::moves);
}

TEST(ClientFile, TellsTheNewValueOfEachChosenOccurrence) {
  const MovedFile file = moved_file(".env",
                                    "JWKS=${ISSUER}/oauth2/v1/keys\nISSUER=https://acme.okta.com/\n"
                                    "TOKEN=https://acme.okta.com/oauth2/v1/token?a=b\n");
  EXPECT_THAT(file.move.after,
              ElementsAre("${ISSUER}/v1/keys", "https://acme.okta.com/oauth2/aus_TARGET/",
                          "https://acme.okta.com/oauth2/aus_TARGET/v1/token"));
}

TEST(ClientFile, AdaptsWhatIsDerivedThoughOnlyTheBaseIsChosen) {
  const std::string bytes = "ISSUER=https://acme.okta.com\nJWKS=${ISSUER}/oauth2/v1/keys\n";
  const FileReading reading = read_client_file(".env", bytes, acme());
  const FileMove move = move_in_file(reading, bytes, {0}, {"aus1", "", ""});
  EXPECT_EQ(spliced(bytes, move.splices),
            "ISSUER=https://acme.okta.com/oauth2/aus1\nJWKS=${ISSUER}/v1/keys\n");
  EXPECT_EQ(move.after.size(), 1U);
}

TEST(ClientFile, OnlyInsertsWhereNothingHasToGo) {
  const MovedFile file = moved_file(".env", "A=https://acme.okta.com/oauth2/v1/keys\n");
  EXPECT_THAT(file.move.splices, ElementsAre(Splice{30, "", "/aus_TARGET"}));
}

TEST(ClientFile, TakesTheServerOutOfItsIssuerWhenItIsNotTold) {
  const Moving by_issuer{.target = {"", "https://acme.okta.com/oauth2/aus7", ""}};
  EXPECT_EQ(moved(".env", "ISSUER=https://acme.okta.com\nK=https://acme.okta.com/oauth2/v1/keys\n",
                  by_issuer),
            "ISSUER=https://acme.okta.com/oauth2/aus7\n"
            "K=https://acme.okta.com/oauth2/aus7/v1/keys\n");
}

TEST(ServerIds, OfAspNetChangeAndTheDomainStays) {
  EXPECT_EQ(
      moved("appsettings.json",
            R"({"Okta": {"OktaDomain": "https://acme.okta.com", "AuthorizationServerId": ""}})"),
      R"({"Okta": {"OktaDomain": "https://acme.okta.com", "AuthorizationServerId": "aus_TARGET"}})");
  EXPECT_EQ(moved(".env", "Okta__OktaDomain=https://acme.okta.com\nOkta__AuthorizationServerId=\n"),
            "Okta__OktaDomain=https://acme.okta.com\nOkta__AuthorizationServerId=aus_TARGET\n");
}

TEST(ServerIds, BesideTheDomainOfAnotherOrgStay) {
  const std::string file =
      R"({"Okta": {"OktaDomain": "https://other.okta.com", "AuthorizationServerId": ""}})";
  EXPECT_EQ(moved("appsettings.json", file, {.bound = true}), file);
  EXPECT_EQ(fates("appsettings.json", file), "");
}

TEST(ServerIds, MissingMeanDefaultToAspNetAndAreAddedForAnotherServer) {
  const std::string file =
      "{\n  \"Okta\": {\n    \"OktaDomain\": \"https://acme.okta.com\",\n    \"ClientId\": \"a\"\n"
      "  }\n}\n";
  EXPECT_EQ(fates("appsettings.json", file), "domain, library-default");
  EXPECT_EQ(moved("appsettings.json", file), file);
  EXPECT_EQ(moved("appsettings.json", file, {.with_custom = true}),
            "{\n  \"Okta\": {\n    \"OktaDomain\": \"https://acme.okta.com\",\n"
            "    \"AuthorizationServerId\": \"aus_TARGET\",\n    \"ClientId\": \"a\"\n  }\n}\n");
}

TEST(ServerIds, AreAddedForBackstageWhoseAudienceIsTheDomain) {
  EXPECT_EQ(moved("app-config.yaml",
                  "auth:\n  providers:\n    okta:\n      development:\n"
                  "        clientId: 0oaBackstage000001\n"
                  "        audience: https://acme.okta.com\n"),
            "auth:\n  providers:\n    okta:\n      development:\n"
            "        clientId: 0oaBackstage000001\n"
            "        audience: https://acme.okta.com\n"
            "        authServerId: aus_TARGET\n");
}

TEST(ServerIds, OfTheKotlinBuilderLeaveItsIssuerUrlAlone) {
  EXPECT_EQ(moved("okta.properties", "issuerUrl=https://acme.okta.com\nauthorizationServerId=\n"),
            "issuerUrl=https://acme.okta.com\nauthorizationServerId=aus_TARGET\n");
}

TEST(Prefixes, OfPythonLibrariesMove) {
  EXPECT_EQ(moved("settings.py",
                  "SOCIAL_AUTH_OKTA_OPENIDCONNECT_API_URL = 'https://acme.okta.com/oauth2/'\n"),
            "SOCIAL_AUTH_OKTA_OPENIDCONNECT_API_URL = "
            "'https://acme.okta.com/oauth2/aus_TARGET/'\n");
  EXPECT_EQ(moved("webserver_config.py",
                  "OAUTH_PROVIDERS = [{'remote_app': {\n"
                  "  'api_base_url': 'https://acme.okta.com/oauth2/v1/',\n"
                  "  'access_token_url': 'https://acme.okta.com/oauth2/v1/token'}}]\n"),
            "OAUTH_PROVIDERS = [{'remote_app': {\n"
            "  'api_base_url': 'https://acme.okta.com/oauth2/aus_TARGET/v1/',\n"
            "  'access_token_url': 'https://acme.okta.com/oauth2/aus_TARGET/v1/token'}}]\n");
}

TEST(Libraries, ThatAlwaysAskTheOrgServerAreTold) {
  const std::string allauth =
      "SOCIALACCOUNT_PROVIDERS = {'okta': {'OKTA_BASE_URL': 'acme.okta.com'}}\n";
  EXPECT_EQ(moved("settings.py", allauth, {.bound = true}), allauth);
  EXPECT_EQ(reasons_of_notes(read_client_file("settings.py", allauth, acme())),
            "hard-coded-library 1");
}

TEST(Libraries, ThatWouldBeMovedByHalfAreLeftWhole) {
  const std::string omniauth =
      "use OmniAuth::Builder do\n  provider :okta, ENV['ID'], ENV['SECRET'], {\n"
      "    client_options: { site: 'https://acme.okta.com',\n"
      "      token_url: 'https://acme.okta.com/oauth2/v1/token' } }\nend\n";
  EXPECT_EQ(moved("okta.rb", omniauth), omniauth);
  EXPECT_EQ(fates("okta.rb", omniauth), "bare-address, hard-coded-library");
  EXPECT_EQ(reasons_of_notes(read_client_file("okta.rb", omniauth, acme())),
            "hard-coded-library 2");
}

TEST(Libraries, OfAwsNameTheIssuerInKeysAndAreTold) {
  const std::string policy = R"({"StringEquals": {"acme.okta.com:aud": "0oaAlb00000000001"}})";
  EXPECT_EQ(moved("iam.json", policy), policy);
  EXPECT_EQ(reasons_of_notes(read_client_file("iam.json", policy, acme())), "condition-key 1");
}

TEST(Xcode, WritesTwoSlashesApart) {
  EXPECT_EQ(moved("Config.xcconfig", "ISSUER = https:/$()/acme.okta.com\n"),
            "ISSUER = https:/$()/acme.okta.com/oauth2/aus_TARGET\n");
}

TEST(ClientsInFile, AreFoundInCommandsAndNotInNamesOfVariables) {
  const auto ids = [](std::string_view name, std::string_view bytes) {
    std::vector<std::string> all;
    for (const NamedClient& each : read_client_file(name, bytes, acme()).clients)
      all.push_back(each.client_id);
    return all;
  };
  EXPECT_THAT(ids("run.sh",
                  "ISSUER=https://acme.okta.com\n"
                  "curl -d \"client_id=0oaShell000000001&a=b\" $ISSUER/oauth2/v1/token\n"),
              ElementsAre("0oaShell000000001"));
  EXPECT_THAT(ids("config.py",
                  "issuer = 'https://acme.okta.com'\n"
                  "client_id = os.environ.get('OKTA_ID', '0oaFlow0000000001')\n"),
              ElementsAre("0oaFlow0000000001"));
}

TEST(ClientsInFile, AreFoundByTheirKeyOrByOktasOwnIds) {
  const FileReading reading = read_client_file(
      ".env",
      "ISSUER=https://acme.okta.com\nSPA_CLIENT_ID=my-client\nAPP=0oaApp000000000001\n"
      "SCOPES=openid,profile orders.read\nCLIENT_ID=${FROM_ELSEWHERE}\n",
      acme());
  ASSERT_EQ(reading.clients.size(), 2U);
  EXPECT_EQ(reading.clients[0].client_id, "my-client");
  EXPECT_EQ(reading.clients[1].client_id, "0oaApp000000000001");
}

TEST(ClientsInFile, OfSpringAreToldApartByTheirRegistration) {
  const FileReading reading = read_client_file(
      "application.yml",
      "spring.security.oauth2.client:\n  registration:\n"
      "    okta:\n      client-id: 0oaSpring000000001\n      scope: openid, orders.read\n"
      "    google:\n      client-id: google-client\n      scope: email\n"
      "  provider:\n    okta:\n      issuer-uri: https://acme.okta.com\n",
      acme());
  ASSERT_EQ(reading.occurrences.size(), 1U);
  EXPECT_EQ(reading.occurrences[0].client_id, "0oaSpring000000001");
  ASSERT_EQ(reading.clients.size(), 2U);
  EXPECT_THAT(reading.clients[0].scopes, ElementsAre("openid", "orders.read"));
  EXPECT_THAT(reading.clients[1].scopes, ElementsAre("email"));
}

TEST(ClientsInFile, ScopesWithoutOneAreToldWithoutOne) {
  const FileReading reading = read_client_file(
      ".env", "ISSUER=https://acme.okta.com\nSCOPE=openid orders.read\nCLIENT_ID=${ID}\n", acme());
  ASSERT_EQ(reading.clients.size(), 1U);
  EXPECT_EQ(reading.clients[0].client_id, "");
  EXPECT_THAT(reading.clients[0].scopes, ElementsAre("openid", "orders.read"));
  EXPECT_EQ(reading.clients[0].scopes_line, 2U);
}

TEST(ClientsInFile, OfWhichOneAsksForOktaApiScopesIsLeftAloneAndTold) {
  const std::string file =
      "issuer: https://acme.okta.com\nclient_id: 0oaMixed0000000001\n"
      "scopes: okta.users.read orders.read\n";
  EXPECT_EQ(moved("a.yaml", file, {.bound = true}), file);
  const FileReading reading = read_client_file("a.yaml", file, acme());
  EXPECT_EQ(reading.occurrences[0].reason, "okta-api-scopes");
}

}  // namespace
}  // namespace remediate

// The small models: authorization server, scope, claim, grant, keys, discovery document, org,
// domain, group, feature, user.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client/models/authorization_server.hpp"
#include "client/models/claim.hpp"
#include "client/models/discovery.hpp"
#include "client/models/feature.hpp"
#include "client/models/group.hpp"
#include "client/models/oauth_client.hpp"
#include "client/models/org.hpp"
#include "client/models/refresh_token.hpp"
#include "client/models/resource_server_key.hpp"
#include "client/models/scope.hpp"
#include "client/models/scope_grant.hpp"
#include "client/models/signing_key.hpp"
#include "client/models/user.hpp"
#include "tests/client/models/decoding.hpp"

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using tests::decoded;
using tests::refusal;
using tests::with;

const std::string kServer =
    R"({"id":"aus1","name":"API","description":null,"audiences":["api://default"],"status":"ACTIVE",)"
    R"("issuer":"https://example.okta.com/oauth2/default","issuerMode":"DYNAMIC","default":true})";

TEST(AuthorizationServer, IsReadWhole) {
  const auto server = decoded<okta::AuthorizationServer>(kServer);
  EXPECT_EQ(server.id, "aus1");
  EXPECT_EQ(server.name, "API");
  EXPECT_EQ(server.description, "");
  EXPECT_THAT(server.audiences, ElementsAre("api://default"));
  EXPECT_EQ(server.issuer, "https://example.okta.com/oauth2/default");
  EXPECT_EQ(server.issuer_mode, "DYNAMIC");
  EXPECT_TRUE(server.is_default);
  EXPECT_TRUE(server.is_active());
}

TEST(AuthorizationServer, TheIssuerTellsTheDefaultWhereTheApiDoesNot) {
  const std::string silent = with(kServer, R"(,"default":true)", "");
  EXPECT_TRUE(decoded<okta::AuthorizationServer>(silent).is_default);
  EXPECT_FALSE(
      decoded<okta::AuthorizationServer>(with(silent, "oauth2/default", "oauth2/aus1")).is_default);
  EXPECT_FALSE(
      decoded<okta::AuthorizationServer>(with(kServer, R"("default":true)", R"("default":false)"))
          .is_default);
}

TEST(AuthorizationServer, IsRefusedWhenItCannotBeATarget) {
  const auto refused = [](std::string_view from, std::string_view to) {
    return refusal<okta::AuthorizationServer>(with(kServer, from, to));
  };
  EXPECT_THAT(refused(R"("issuer":)", R"("other":)"), HasSubstr("aus1: issuer is missing"));
  EXPECT_THAT(refused(R"("ACTIVE")", "true"), HasSubstr("status"));
  EXPECT_THAT(refused(R"(["api://default"])", R"("api://default")"), HasSubstr("audiences"));
  EXPECT_THAT(refused(R"("id":"aus1",)", ""), HasSubstr("id is missing"));
}

TEST(Scope, IsReadWholeOrWithTheLeastThatIsRecorded) {
  const auto scope = decoded<okta::Scope>(
      R"({"id":"scp1","name":"api:read","consent":"FLEXIBLE","metadataPublish":"NO_CLIENTS","default":true,"system":true})");
  EXPECT_EQ(scope.name, "api:read");
  EXPECT_EQ(scope.consent, okta::consent::kFlexible);
  EXPECT_EQ(scope.metadata_publish, "NO_CLIENTS");
  EXPECT_TRUE(scope.is_default);
  EXPECT_TRUE(scope.system);
  const auto least = decoded<okta::Scope>(R"({"id":"scp1","name":"api:read"})");
  EXPECT_EQ(least.consent, std::nullopt);
  EXPECT_FALSE(least.is_default);
  EXPECT_THAT(refusal<okta::Scope>(R"({"id":"scp1","name":null})"),
              HasSubstr("scope scp1: name is of type null"));
}

TEST(Claim, IsReadWithAndWithoutValue) {
  const auto claim = decoded<okta::Claim>(
      R"({"id":"ocl1","name":"groups","status":"ACTIVE","claimType":"RESOURCE","valueType":"GROUPS",)"
      R"("value":"dev","group_filter_type":"STARTS_WITH","conditions":{"scopes":["api:read"]},"alwaysIncludeInToken":true})");
  EXPECT_EQ(claim.claim_type, "RESOURCE");
  EXPECT_EQ(claim.value, "dev");
  EXPECT_EQ(claim.group_filter_type, "STARTS_WITH");
  EXPECT_THAT(claim.scopes, ElementsAre("api:read"));
  EXPECT_TRUE(claim.always_in_token);
  const auto system = decoded<okta::Claim>(
      R"({"id":"ocl1","name":"sub","status":"ACTIVE","valueType":"SYSTEM","system":true,"conditions":{"scopes":[]}})");
  EXPECT_EQ(system.value, std::nullopt);
  EXPECT_THAT(system.scopes, IsEmpty());
}

TEST(Claim, IsRefusedWhenItsScopesWouldReadAsEveryScope) {
  for (const char* scopes : {R"("api:read")", "[1]", R"({"include":[]})"}) {
    EXPECT_THAT(refusal<okta::Claim>(
                    R"({"id":"ocl1","name":"n","status":"ACTIVE","conditions":{"scopes":)" +
                    std::string(scopes) + "}}"),
                HasSubstr("conditions/scopes"))
        << scopes;
  }
}

TEST(ScopeGrant, MustSayWhatIsGranted) {
  const std::string text =
      R"({"id":"oag1","status":"ACTIVE","clientId":"0oa1","scopeId":"okta.apps.read","issuer":"https://example.okta.com"})";
  const auto grant = decoded<okta::ScopeGrant>(text);
  EXPECT_EQ(grant.scope, "okta.apps.read");
  EXPECT_EQ(grant.client_id, "0oa1");
  EXPECT_EQ(grant.issuer, "https://example.okta.com");
  EXPECT_THAT(refusal<okta::ScopeGrant>(with(text, "scopeId", "other")), HasSubstr("scopeId"));
  EXPECT_THAT(refusal<okta::ScopeGrant>(with(text, "status", "other")), HasSubstr("status"));
}

TEST(OAuthClient, IsKnownByItsClientId) {
  const auto client = decoded<okta::OAuthClient>(
      R"({"client_id":"0oa1","client_name":"Orders","client_uri":null,"logo_uri":null})");
  EXPECT_EQ(client.client_id, "0oa1");
  EXPECT_EQ(client.name, "Orders");
  EXPECT_EQ(decoded<okta::OAuthClient>(R"({"client_id":"0oa1","client_name":null})").name, "");
  EXPECT_THAT(refusal<okta::OAuthClient>(R"({"client_name":"Orders"})"),
              HasSubstr("client_id is missing"));
}

// As in Okta's reference, where the token names its client once as clientId, once as client_id.
const std::string kRefreshToken =
    R"({"id":"oar1","status":"ACTIVE","created":"2023-09-21T19:59:56.000Z",)"
    R"("lastUpdated":"2023-09-21T20:00:38.000Z","expiresAt":"2023-09-28T20:00:38.000Z",)"
    R"("issuer":"https://example.okta.com/oauth2/aus1","client_id":"0oa1","userId":"00u1",)"
    R"("scopes":["offline_access","openid"]})";

okta::Timestamp moment(const char* text) { return *okta::parse_timestamp(text); }

TEST(RefreshToken, LivesUntilItExpiresOrIsRevoked) {
  const auto token = decoded<okta::RefreshToken>(kRefreshToken);
  EXPECT_THAT(token.scopes, ElementsAre("offline_access", "openid"));
  EXPECT_TRUE(token.is_live(moment("2023-09-28T20:00:37Z")));
  EXPECT_FALSE(token.is_live(moment("2023-09-28T20:00:38Z")));
  const auto revoked = decoded<okta::RefreshToken>(with(kRefreshToken, "ACTIVE", "REVOKED"));
  EXPECT_FALSE(revoked.is_live(moment("2023-09-21T20:00:38Z")));
}

TEST(RefreshToken, WasUsedWhenItWasIssuedOrRefreshed) {
  const auto token = decoded<okta::RefreshToken>(kRefreshToken);
  EXPECT_TRUE(token.is_used_since(moment("2023-09-21T20:00:38Z")));
  EXPECT_FALSE(token.is_used_since(moment("2023-09-21T20:00:39Z")));
}

TEST(RefreshToken, ThatSaysNothingAboutItselfIsTakenForLiveAndUsed) {
  const auto token = decoded<okta::RefreshToken>(R"({"id":"oar1"})");
  EXPECT_TRUE(token.is_live(moment("2099-01-01T00:00:00Z")));
  EXPECT_TRUE(token.is_used_since(moment("2099-01-01T00:00:00Z")));
  EXPECT_THAT(token.scopes, IsEmpty());
  EXPECT_THAT(refusal<okta::RefreshToken>(R"({"id":"oar1","scopes":"openid"})"),
              HasSubstr("refresh token oar1: scopes"));
}

TEST(DiscoveryDocument, NeedsAnIssuerAndNothingElse) {
  const auto document = decoded<okta::DiscoveryDocument>(
      R"({"issuer":"https://example.okta.com","token_endpoint":"https://example.okta.com/oauth2/v1/token",)"
      R"("scopes_supported":["openid",3],"grant_types_supported":null})");
  EXPECT_EQ(document.token_endpoint, "https://example.okta.com/oauth2/v1/token");
  EXPECT_THAT(document.scopes_supported, ElementsAre("openid"));
  EXPECT_THAT(document.grant_types_supported, IsEmpty());
  EXPECT_EQ(document.authorization_endpoint, "");
  EXPECT_THAT(refusal<okta::DiscoveryDocument>(R"({"error":"not found"})"),
              HasSubstr("discovery document: issuer is missing"));
}

TEST(KeySet, IsNoneWithoutAListOfKeys) {
  EXPECT_THAT(decoded<okta::KeySet>(R"({"keys":[{"kid":"k1"},{},3]})").key_ids,
              ElementsAre("k1", ""));
  EXPECT_THAT(decoded<okta::KeySet>(R"({"keys":[]})").key_ids, IsEmpty());
  EXPECT_THAT(refusal<okta::KeySet>(R"({"keys":{}})"), HasSubstr("without a list of keys"));
  EXPECT_THAT(refusal<okta::KeySet>(R"({"error":"not found"})"),
              HasSubstr("without a list of keys"));
}

TEST(SigningKey, SaysWhichOneSigns) {
  const std::string text = R"({"kid":"k1","status":"NEXT","alg":"RS256","use":"sig","n":"x"})";
  const auto key = decoded<okta::SigningKey>(text);
  EXPECT_EQ(key.key_id, "k1");
  EXPECT_EQ(key.algorithm, "RS256");
  EXPECT_FALSE(key.is_active());
  EXPECT_TRUE(decoded<okta::SigningKey>(with(text, "NEXT", "ACTIVE")).is_active());
  EXPECT_THAT(refusal<okta::SigningKey>(with(text, "status", "other")),
              HasSubstr("signing key k1: status is missing"));
  EXPECT_THAT(refusal<okta::SigningKey>(with(text, "kid", "id")), HasSubstr("kid is missing"));
}

TEST(ResourceServerKey, MayHaveNoKeyIdButMustSayWhetherItIsInUse) {
  const std::string text =
      R"({"id":"apk1","kid":null,"status":"ACTIVE","kty":"RSA","use":"enc","e":"AQAB","n":"x"})";
  const auto key = decoded<okta::ResourceServerKey>(text);
  EXPECT_EQ(key.key_id, "");
  EXPECT_EQ(key.key_type, "RSA");
  EXPECT_EQ(key.use, "enc");
  EXPECT_TRUE(key.is_active());
  EXPECT_THAT(refusal<okta::ResourceServerKey>(with(text, "status", "other")),
              HasSubstr("resource server key apk1: status is missing"));
}

TEST(Group, IsKnownByItsName) {
  const std::string text =
      R"({"id":"00g1","type":"BUILT_IN","profile":{"name":"Everyone","description":null}})";
  const auto group = decoded<okta::Group>(text);
  EXPECT_EQ(group.name, "Everyone");
  EXPECT_EQ(group.description, "");
  EXPECT_EQ(group.type, "BUILT_IN");
  EXPECT_THAT(refusal<okta::Group>(with(text, "name", "other")), HasSubstr("profile/name"));
}

TEST(Feature, IsOnOrOffAndNothingElse) {
  const std::string text =
      R"({"id":"ftr1","type":"self-service","status":"ENABLED","name":"n","stage":{"value":"EA"}})";
  EXPECT_TRUE(decoded<okta::Feature>(text).is_enabled());
  EXPECT_EQ(decoded<okta::Feature>(text).stage, "EA");
  EXPECT_FALSE(decoded<okta::Feature>(with(text, "ENABLED", "NEVER_HEARD_OF")).is_enabled());
  EXPECT_THAT(refusal<okta::Feature>(with(text, "status", "other")), HasSubstr("status"));
}

TEST(User, IsReadAsFarAsItTakesToNameHim) {
  const auto user = decoded<okta::User>(
      R"({"id":"00u1","status":"ACTIVE","profile":{"login":"a@example.com","firstName":"A"}})");
  EXPECT_EQ(user.login, "a@example.com");
  EXPECT_EQ(user.status, "ACTIVE");
  EXPECT_EQ(decoded<okta::User>(R"({"id":"00u1"})").login, "");
  EXPECT_THAT(refusal<okta::User>(R"({"status":"ACTIVE"})"), HasSubstr("user: id is missing"));
}

TEST(OrgMetadata, KnowsACustomDomain) {
  const auto org = decoded<okta::OrgMetadata>(
      R"({"id":"00o1","pipeline":"idx","_links":{"organization":{"href":"https://example.okta.com"},)"
      R"("alternate":{"href":"https://login.example.com"}}})");
  EXPECT_EQ(org.pipeline, "idx");
  EXPECT_EQ(org.organization_url, "https://example.okta.com");
  EXPECT_EQ(org.alternate_url, "https://login.example.com");
  EXPECT_EQ(decoded<okta::OrgMetadata>(R"({"id":"00o1"})").alternate_url, std::nullopt);
}

TEST(Org, IsRead) {
  const auto org = decoded<okta::Org>(
      R"({"id":"00o1","subdomain":"example","companyName":"Example","status":"ACTIVE","city":null})");
  EXPECT_EQ(org.subdomain, "example");
  EXPECT_EQ(org.company_name, "Example");
  EXPECT_EQ(org.status, "ACTIVE");
}

TEST(Domain, OnlyAVerifiedOneThatIsNotTheOrgsOwnCounts) {
  const auto counts = [](const std::string& id, const std::string& status) {
    return decoded<okta::Domain>(R"({"id":")" + id +
                                 R"(","domain":"login.example.com","validationStatus":")" + status +
                                 "\"}")
        .is_custom_and_verified();
  };
  EXPECT_TRUE(counts("OcD1", "VERIFIED"));
  EXPECT_TRUE(counts("OcD1", "COMPLETED"));
  EXPECT_FALSE(counts("default", "COMPLETED"));
  for (const char* status :
       {"NOT_STARTED", "IN_PROGRESS", "FAILED_TO_VERIFY", "NEVER_HEARD_OF", ""})
    EXPECT_FALSE(counts("OcD1", status)) << status;
}

}  // namespace

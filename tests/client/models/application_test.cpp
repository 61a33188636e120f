#include "client/models/application.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/client/models/decoding.hpp"

namespace {

using okta::Application;
using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;
using tests::decoded;
using tests::refusal;
using tests::with;

const std::string kApp =
    R"({"id":"0oa1","name":"oidc_client","label":"Shop","status":"ACTIVE","signOnMode":"OPENID_CONNECT",)"
    R"("credentials":{"oauthClient":{"client_id":"shop","token_endpoint_auth_method":"none","pkce_required":true}},)"
    R"("settings":{"app":{},"oauthClient":{"application_type":"web","issuer_mode":"DYNAMIC","consent_method":"TRUSTED",)"
    R"("grant_types":["authorization_code","urn:never:heard:of"],"response_types":["code"],)"
    R"("redirect_uris":["com.example:/callback","https://*.example.com/x"],"initiate_login_uri":"https://shop.example.com/login",)"
    R"("idp_initiated_login":{"mode":"OKTA","default_scope":["openid","api:read"]}}}})";

TEST(Application, IsReadWhole) {
  const auto app = decoded<Application>(kApp);
  EXPECT_EQ(app.id, "0oa1");
  EXPECT_EQ(app.label, "Shop");
  EXPECT_EQ(app.status, "ACTIVE");
  EXPECT_TRUE(app.is_oidc());
  EXPECT_FALSE(app.is_from_catalogue());
  EXPECT_EQ(app.client_id, "shop");
  EXPECT_EQ(app.token_endpoint_auth_method, "none");
  EXPECT_EQ(app.pkce_required, true);
  EXPECT_EQ(app.application_type, okta::application_type::kWeb);
  EXPECT_EQ(app.issuer_mode, "DYNAMIC");
  EXPECT_EQ(app.consent_method, "TRUSTED");
  EXPECT_THAT(app.grant_types,
              ElementsAre(okta::grant_type::kAuthorizationCode, "urn:never:heard:of"));
  EXPECT_THAT(app.response_types, ElementsAre("code"));
  EXPECT_THAT(app.redirect_uris, ElementsAre("com.example:/callback", "https://*.example.com/x"));
  EXPECT_EQ(app.initiate_login_uri, "https://shop.example.com/login");
  ASSERT_TRUE(app.idp_initiated_login);
  EXPECT_EQ(app.idp_initiated_login->mode, "OKTA");
  EXPECT_THAT(app.idp_initiated_login->default_scope, ElementsAre("openid", "api:read"));
}

TEST(Application, AnOidcAppNeedsNoOAuthClient) {
  for (const char* rest :
       {"", R"(,"credentials":null,"settings":null)",
        R"(,"credentials":{"oauthClient":null},"settings":{"oauthClient":null})",
        R"(,"credentials":{"oauthClient":{}},"settings":{"oauthClient":{"grant_types":null}})"}) {
    const auto app = decoded<Application>(
        R"({"id":"0oa1","name":"saasure","status":"ACTIVE","signOnMode":"OPENID_CONNECT")" +
        std::string(rest) + "}");
    EXPECT_TRUE(app.is_from_catalogue());
    EXPECT_EQ(app.client_id, std::nullopt);
    EXPECT_THAT(app.grant_types, IsEmpty());
    EXPECT_FALSE(app.idp_initiated_login);
  }
}

TEST(Application, ASignOnModeMayBeNew) {
  for (const char* mode : {R"("MFA_AS_SERVICE")", R"("NEVER_HEARD_OF")"}) {
    const auto app = decoded<Application>(with(kApp, R"("OPENID_CONNECT")", mode));
    EXPECT_FALSE(app.is_oidc()) << mode;
    EXPECT_FALSE(app.is_from_catalogue()) << mode;
    EXPECT_EQ(app.client_id, std::nullopt) << mode;
  }
}

TEST(Application, WithoutASignOnModeIsOidcWhenItHasAClient) {
  const auto with_client = decoded<Application>(with(kApp, R"("OPENID_CONNECT")", "null"));
  EXPECT_EQ(with_client.sign_on_mode, std::nullopt);
  EXPECT_TRUE(with_client.is_oidc());
  const auto directory = decoded<Application>(
      R"({"id":"0oa1","name":"active_directory","status":"ACTIVE","signOnMode":null})");
  EXPECT_FALSE(directory.is_oidc());
}

TEST(Application, OtherAppsMayHoldAnythingWhereTheOAuthClientWouldBe) {
  EXPECT_TRUE(tests::decode_text<Application>(
      R"({"id":"0oa1","status":"ACTIVE","signOnMode":"SAML_2_0","credentials":[],"settings":7})"));
}

TEST(Application, TheNameTellsWhetherItIsFromTheCatalogue) {
  const auto from_catalogue = [](const char* name) {
    return decoded<Application>(with(kApp, R"("oidc_client")", name)).is_from_catalogue();
  };
  EXPECT_TRUE(from_catalogue(R"("applauz")"));
  EXPECT_FALSE(from_catalogue(R"("oidc_client_1a2b")"));
  EXPECT_FALSE(from_catalogue("null"));
}

TEST(Application, WhatIsOnlyShownMayHaveAnyType) {
  std::string text = with(kApp, R"("Shop")", "[]");
  text = with(text, R"("TRUSTED")", "3");
  text = with(text, R"("pkce_required":true)", R"("pkce_required":"true")");
  const auto app = decoded<Application>(text);
  EXPECT_EQ(app.label, "");
  EXPECT_EQ(app.consent_method, std::nullopt);
  EXPECT_EQ(app.pkce_required, std::nullopt);
}

TEST(Application, IsRefusedWhenWhatDecidesHasAnotherType) {
  const auto refused = [](std::string_view from, std::string_view to) {
    return refusal<Application>(with(kApp, from, to));
  };
  EXPECT_THAT(refused(R"(["authorization_code","urn:never:heard:of"])", R"("authorization_code")"),
              AllOf(HasSubstr("application 0oa1"), HasSubstr("settings/oauthClient/grant_types")));
  EXPECT_THAT(refused(R"(["code"])", R"(["code",null])"), HasSubstr("response_types"));
  EXPECT_THAT(refused(R"("https://*.example.com/x"])", "1]"), HasSubstr("redirect_uris"));
  EXPECT_THAT(refused(R"(["openid","api:read"])", R"("openid api:read")"),
              HasSubstr("default_scope"));
  EXPECT_THAT(refused(R"({"mode":"OKTA","default_scope":["openid","api:read"]})", "true"),
              HasSubstr("idp_initiated_login is of type boolean"));
  EXPECT_THAT(refused(R"("client_id":"shop")", R"("client_id":5)"), HasSubstr("client_id"));
  EXPECT_THAT(refused(R"("web")", "{}"), HasSubstr("application_type"));
  EXPECT_THAT(refused(R"("OPENID_CONNECT")", "1"), HasSubstr("signOnMode"));
  EXPECT_THAT(refused(R"("status":"ACTIVE",)", ""), HasSubstr("status is missing"));
}

TEST(Application, IsRefusedWithoutAnId) {
  EXPECT_EQ(refusal<Application>(R"({"status":"ACTIVE"})"),
            "application: id is missing, expected a string");
  EXPECT_EQ(refusal<Application>(R"({"id":7,"status":"ACTIVE"})"),
            "application: id is of type number, expected a string");
  EXPECT_EQ(refusal<Application>(R"({"id":"","status":"ACTIVE"})"), "application: id is empty");
  EXPECT_EQ(refusal<Application>("[]"), "application: is of type array, not an object");
}

TEST(ApplicationUrlFields, AreFoundAtAnyDepthOfTheFreeFormPlaces) {
  const auto app = decoded<Application>(
      R"({"id":"0oa1","status":"ACTIVE","signOnMode":"OPENID_CONNECT",)"
      R"("profile":{"issuer":"https://example.okta.com","n":7,"a/b":{"~":["x","https://example.okta.com/oauth2/v1"]}},)"
      R"("settings":{"app":{"baseUrl":"HTTP://Shop.example.com/x"},)"
      R"("oauthClient":{"initiate_login_uri":"https://shop.example.com/login"}},)"
      R"("_links":{"self":{"href":"https://example.okta.com/elsewhere"}}})");
  const auto field = [](const char* pointer, const char* value) {
    return AllOf(Field(&okta::UrlField::pointer, pointer), Field(&okta::UrlField::value, value));
  };
  EXPECT_THAT(app.url_fields, UnorderedElementsAre(
                                  field("/profile/issuer", "https://example.okta.com"),
                                  field("/profile/a~1b/~0/1", "https://example.okta.com/oauth2/v1"),
                                  field("/settings/app/baseUrl", "HTTP://Shop.example.com/x"),
                                  field("/settings/oauthClient/initiate_login_uri",
                                        "https://shop.example.com/login")));
}

TEST(ApplicationUrlFields, LeaveOutCredentialsAndWhatIsNoHttpUrl) {
  const auto app = decoded<Application>(
      R"({"id":"0oa1","status":"ACTIVE","settings":{"app":{"a":"https://user:pw@example.com/",)"
      R"("b":"com.example:/callback","c":"example.okta.com","d":"see https://example.okta.com","e":null}}})");
  EXPECT_THAT(app.url_fields, IsEmpty());
}

}  // namespace

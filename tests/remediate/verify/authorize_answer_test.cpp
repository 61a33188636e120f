#include "remediate/verify/authorize_answer.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "client/base/url.hpp"

namespace remediate {
namespace {

using enum ProbeVerdict;

const AuthorizeAttempt kAttempt{{}, "https://orders.example/callback", "state-1"};
const okta::Url kAsked = *okta::parse_url("https://acme.okta.com/oauth2/aus1/v1/authorize");

AuthorizeReading read(const okta::Response& response, ProbePlace place = ProbePlace::target) {
  return read_authorize_answer(response, kAttempt, kAsked, place);
}

AuthorizeReading redirected(const std::string& location, ProbePlace place = ProbePlace::target) {
  return read({302, {{"Location", location}}, ""}, place);
}

AuthorizeReading page(int status, const std::string& html) { return read({status, {}, html}); }

std::string error_page(const std::string& error, const std::string& description) {
  return fmt::format(
      "<html><head><title>Okta</title></head><body><div id=\"x\"><h2>400</h2>\n<p>Error Code: "
      "<b>{}</b><br/>Description: {}</p></div></body></html>",
      error, description);
}

TEST(AuthorizeAnswer, IsReadFromTheQueryOfTheRedirect) {
  const auto answer = redirected(
      "https://orders.example/callback?state=state-1&error=invalid_scope"
      "&error_description=Custom+scopes+are+not+allowed+for+this+request.",
      ProbePlace::org_server);
  EXPECT_EQ(answer.verdict, scope_problem);
  EXPECT_EQ(answer.error, "invalid_scope");
  EXPECT_EQ(answer.words, "Custom scopes are not allowed for this request.");
}

TEST(AuthorizeAnswer, IsReadFromTheFragmentToo) {
  const auto answer = redirected(
      "https://orders.example/callback#state=state-1&error=login_required"
      "&error_description=The%20client%20specified%20not%20to%20prompt%2C%20but%20the%20user%20is"
      "%20not%20logged%20in.");
  EXPECT_EQ(answer.verdict, scopes_accepted);
  EXPECT_EQ(answer.words, "The client specified not to prompt, but the user is not logged in.");
}

TEST(AuthorizeAnswer, IsReadFromTheRedirectUriOfANativeApp) {
  const AuthorizeAttempt native{{}, "com.example.field:/callback", "s"};
  const okta::Response response{
      302, {{"Location", "com.example.field:/callback?error=login_required&state=s"}}, ""};
  EXPECT_EQ(read_authorize_answer(response, native, kAsked, ProbePlace::target).verdict,
            scopes_accepted);
}

TEST(AuthorizeAnswer, TellsTheRowsOfARefusalApart) {
  const auto verdict = [](const std::string& error, const std::string& description) {
    return redirected(
               "https://orders.example/callback?" +
               okta::format_query(
                   {{"state", "state-1"}, {"error", error}, {"error_description", description}}))
        .verdict;
  };
  EXPECT_EQ(verdict("invalid_scope",
                    "One or more scopes are not configured for the authorization server resource."),
            scope_missing);
  EXPECT_EQ(verdict("access_denied",
                    "Policy evaluation failed for this request, please check the policy "
                    "configurations."),
            policy_missing);
  EXPECT_EQ(verdict("access_denied",
                    "Some of the requested scopes were denied by the policy. Denied scopes: [x]."),
            policy_missing);
  EXPECT_EQ(verdict("unauthorized_client", "This client cannot use a custom authorization server."),
            client_refused);
  EXPECT_EQ(verdict("server_error", "The requested feature is not enabled in this environment."),
            api_access_missing);
  EXPECT_EQ(verdict("invalid_request", "PKCE code challenge is required by the application."),
            probe_wrong);
  EXPECT_EQ(
      verdict("consent_required", "The following scopes require user consent: [orders.read]."),
      scopes_accepted);
  EXPECT_EQ(verdict("consent_required", "You are not allowed any of the requested scopes."),
            unclear)
      << "that one speaks of Okta API scopes, not of a user's consent";
  EXPECT_EQ(verdict("interaction_required", ""), scopes_accepted);
  EXPECT_EQ(verdict("invalid_scope", "Scopes are not allowed for this request."), unclear)
      << "the sentence about custom scopes contains this one, but it is another error";
  EXPECT_EQ(verdict("access_denied", "The resource owner denied the request."), unclear);
  EXPECT_EQ(verdict("something_new", ""), unclear);
}

TEST(AuthorizeAnswer, IsNotTakenFromAnotherRequest) {
  const auto answer =
      redirected("https://orders.example/callback?state=other&error=login_required");
  EXPECT_EQ(answer.verdict, unclear);
  EXPECT_EQ(answer.words, "");
}

TEST(AuthorizeAnswer, IsALoginThatOktaWouldShow) {
  EXPECT_EQ(redirected("/login/login.htm?fromURI=%2Foauth2%2F").verdict, scopes_accepted);
  EXPECT_EQ(redirected("https://acme.okta.com/signin?x=1").verdict, scopes_accepted);
  EXPECT_EQ(page(200, "<html><body><div id=\"okta-sign-in\"></div></body></html>").verdict,
            scopes_accepted);
}

TEST(AuthorizeAnswer, SaysNothingWhenItLeadsSomewhereElse) {
  EXPECT_EQ(redirected("https://evil.example/login").verdict, unclear);
  EXPECT_EQ(redirected("//evil.example/login").verdict, unclear);
  EXPECT_EQ(redirected("https://evil.example/?error=login_required").verdict, unclear);
  EXPECT_EQ(redirected("https://orders.example/callback.evil?error=login_required").verdict,
            unclear);
  EXPECT_EQ(redirected("https://orders.example/callback?state=state-1").verdict, unclear);
  EXPECT_EQ(redirected("").verdict, unclear);
  EXPECT_EQ(page(200, "<html><body>Welcome</body></html>").verdict, unclear);
}

TEST(AuthorizeAnswer, ShowsNoCodeOrTokenThatCameUnasked) {
  const auto answer =
      redirected("https://orders.example/callback?state=state-1&code=very-secret-code");
  EXPECT_EQ(answer.verdict, scopes_accepted);
  EXPECT_EQ((answer.error + answer.words + answer.detail).find("very-secret-code"),
            std::string::npos);
}

TEST(AuthorizeAnswer, IsReadFromAFormThatPostsItself) {
  const auto answer = page(
      200,
      "<html><body><form method=\"post\" action=\"https://orders.example/callback\">"
      "<INPUT type='hidden' name='state' value='state-1'/>"
      "<input value=\"invalid_scope\" type=\"hidden\" name=\"error\">"
      "<input name=error_description type=hidden value=\"One or more scopes are not configured "
      "for the authorization server resource.\"/></form></body></html>");
  EXPECT_EQ(answer.verdict, scope_missing);
  EXPECT_EQ(answer.error, "invalid_scope");
}

TEST(AuthorizeAnswer, IsReadFromAnErrorPage) {
  EXPECT_EQ(page(400, error_page("login_required",
                                 "The client specified not to prompt, but the user is not logged "
                                 "in."))
                .verdict,
            scopes_accepted);
  EXPECT_EQ(page(400, error_page("login_required", "Words of a later release.")).verdict,
            scopes_accepted);
  EXPECT_EQ(page(403, error_page("server_error",
                                 "The requested feature is not enabled in this environment."))
                .verdict,
            api_access_missing);
  EXPECT_EQ(
      page(400, error_page("invalid_request", "The authorization server id is invalid.")).verdict,
      server_wrong);
  EXPECT_EQ(page(400, error_page("invalid_request",
                                 "The &#39;redirect_uri&#39; parameter must be a Login redirect "
                                 "URI in the client app settings."))
                .verdict,
            probe_wrong);
  EXPECT_EQ(page(400, error_page("invalid_client",
                                 "Invalid value for &#x27;client_id&#x27;\n   parameter."))
                .verdict,
            probe_wrong);
  EXPECT_EQ(page(404, "<html>Not Found</html>").verdict, server_wrong);
  EXPECT_EQ(page(400, "<html>not_login_required_at_all</html>").verdict, unclear);
}

TEST(AuthorizeAnswer, TellsNothingOfAPageButWordsThatAreKnown) {
  const auto answer = page(400, error_page("invalid_scope",
                                           "<script>alert(1)</script> Custom "
                                           "scopes are not allowed for this "
                                           "request. my-secret-path"));
  EXPECT_EQ(answer.verdict, scope_problem);
  EXPECT_EQ(answer.words, "Custom scopes are not allowed for this request");
  const auto unknown = page(400, "<html><body>my-secret-path</body></html>");
  EXPECT_EQ((unknown.error + unknown.words + unknown.detail).find("my-secret-path"),
            std::string::npos);
}

TEST(AuthorizeAnswer, IsReadFromJson) {
  EXPECT_EQ(page(401, R"({"errorCode":"E0000015","errorSummary":"You do not have permission to )"
                      R"(access the feature you are requesting"})")
                .verdict,
            api_access_missing);
  EXPECT_EQ(page(404, R"({"errorCode":"E0000007","errorSummary":"Not found"})").verdict,
            server_wrong);
  EXPECT_EQ(page(400, R"({"error":"invalid_scope","error_description":"One or more scopes are not )"
                      R"(configured for the authorization server resource."})")
                .verdict,
            scope_missing);
}

TEST(AuthorizeAnswer, SaysWhenOktaHasHadEnough) {
  EXPECT_EQ(page(429, R"({"errorCode":"E0000047"})").verdict, rate_limited);
  EXPECT_EQ(page(503, "<html>login_required</html>").verdict, unclear);
}

TEST(AuthorizeAnswer, SurvivesPagesThatEndAnywhere) {
  const std::string whole =
      "<form><input name='error' value=\"a&#x27;&amp;&bogus;\"><input = value><input/><inp";
  for (std::size_t length = 0; length <= whole.size(); ++length)
    EXPECT_NE(page(400, whole.substr(0, length)).verdict, scopes_accepted);
}

}  // namespace
}  // namespace remediate

#include "client/base/url.hpp"

#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace {

using okta::parse_query;
using okta::parse_url;
using okta::QueryParameters;
using okta::same_origin;
using okta::Url;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;

Url url(std::string_view text) {
  const okta::Result<Url> parsed = parse_url(text);
  EXPECT_TRUE(parsed) << text << ": " << (parsed ? "" : parsed.error().describe());
  return parsed.value_or(Url{});
}

TEST(Url, IsReadInParts) {
  const Url parsed = url("https://example.okta.com/oauth2/default/v1/authorize?a=b%20c&d=#top");
  EXPECT_EQ(parsed.scheme, "https");
  EXPECT_EQ(parsed.host, "example.okta.com");
  EXPECT_EQ(parsed.port, "");
  EXPECT_EQ(parsed.path, "/oauth2/default/v1/authorize");
  EXPECT_EQ(parsed.query, "a=b%20c&d=");
  EXPECT_FALSE(parsed.has_credentials);
  EXPECT_EQ(parsed.text(), "https://example.okta.com/oauth2/default/v1/authorize?a=b%20c&d=");
}

TEST(Url, SchemeAndHostAreLowerCaseThePathIsNot) {
  EXPECT_EQ(url("HTTPS://EXAMPLE.okta.com/API").text(), "https://example.okta.com/API");
}

TEST(Url, AnEmptyPathIsTheRoot) {
  EXPECT_EQ(url("https://example.okta.com").text(), "https://example.okta.com/");
  EXPECT_EQ(url("https://example.okta.com?x=1").text(), "https://example.okta.com/?x=1");
}

TEST(Url, KeepsThePortThatWasWritten) {
  EXPECT_EQ(url("http://localhost:8080/x").text(), "http://localhost:8080/x");
  EXPECT_EQ(url("https://example.okta.com:443/x").text(), "https://example.okta.com:443/x");
}

TEST(Url, KeepsTheBracketsOfAnIpv6Address) {
  const Url parsed = url("https://[2001:DB8::1]:8443/x");
  EXPECT_EQ(parsed.host, "[2001:db8::1]");
  EXPECT_EQ(parsed.port, "8443");
  EXPECT_EQ(parsed.origin(), "https://[2001:db8::1]:8443");
}

TEST(Url, AnOriginLeavesOutTheDefaultPort) {
  EXPECT_EQ(url("https://example.okta.com:443/x").origin(), "https://example.okta.com");
  EXPECT_EQ(url("http://localhost:80").origin(), "http://localhost");
  EXPECT_EQ(url("http://localhost:443").origin(), "http://localhost:443");
}

TEST(Url, SchemeHostAndPortMakeTheOrigin) {
  const Url org = url("https://example.okta.com/a");
  EXPECT_TRUE(same_origin(org, url("https://EXAMPLE.okta.com:443/b?c=d")));
  EXPECT_FALSE(same_origin(org, url("http://example.okta.com/a")));
  EXPECT_FALSE(same_origin(org, url("https://example.okta.com:8443/a")));
  EXPECT_FALSE(same_origin(org, url("https://example.okta.com.evil.test/a")));
  EXPECT_FALSE(same_origin(org, url("https://example.okta.com@evil.test/a")));
}

TEST(Url, FlagsCredentialsAndNeverPrintsThem) {
  for (const std::string_view text :
       {"https://user:secret@example.okta.com/x", "https://secret@example.okta.com/x",
        "https://:secret@example.okta.com/x"}) {
    const Url parsed = url(text);
    EXPECT_TRUE(parsed.has_credentials) << text;
    EXPECT_EQ(parsed.host, "example.okta.com") << text;
    EXPECT_THAT(parsed.text(), Not(HasSubstr("secret"))) << text;
  }
}

TEST(Url, RemovesDotSegmentsAsTheTransportWill) {
  EXPECT_EQ(url("https://example.okta.com/oauth2/../api/./v1").path, "/api/v1");
}

TEST(Url, RefusesWhatIsNoAbsoluteHttpUrl) {
  using std::string_view_literals::operator""sv;
  for (const std::string_view text : {"ftp://example.okta.com/x"sv,
                                      "file:///etc/passwd"sv,
                                      "javascript://x"sv,
                                      "com.example:/callback"sv,
                                      "com.example://callback"sv,
                                      "/api/v1/apps"sv,
                                      "//example.okta.com/x"sv,
                                      "example.okta.com"sv,
                                      "example.okta.com:443/x"sv,
                                      ""sv,
                                      "https://"sv,
                                      "https:///x"sv,
                                      "https:/example.okta.com"sv,
                                      "https:////example.okta.com"sv,
                                      "https://:443/x"sv,
                                      "https://exa mple.okta.com/"sv,
                                      "https://example.okta.com/a b"sv,
                                      "https://example.okta.com:99999/"sv,
                                      "https://example.okta.com:x/"sv,
                                      "https://*.example.com/x"sv,
                                      "https://example.okta.com\\@evil.test/"sv,
                                      "https://example.okta.com/\n"sv,
                                      "https://example.okta.com\0.evil.test/"sv,
                                      "https://example.okta.com%7f/"sv,
                                      "https://example%2541.okta.com/"sv,
                                      "https://[::1/"sv,
                                      "https://[fe80::1%25eth0]/"sv,
                                      " https://example.okta.com"sv}) {
    const okta::Result<Url> parsed = parse_url(text);
    ASSERT_FALSE(parsed) << text << " was read as " << parsed->text();
    EXPECT_EQ(parsed.error().kind, okta::ErrorKind::invalid_input) << text;
  }
}

TEST(Url, ARefusalDoesNotRepeatTheText) {
  const okta::Result<Url> parsed = parse_url("https://user:secret@exa mple.okta.com/");
  ASSERT_FALSE(parsed);
  EXPECT_THAT(parsed.error().describe(), Not(HasSubstr("secret")));
}

TEST(Query, DecodesPlusAndPercent) {
  EXPECT_THAT(parse_query("error_description=Custom+scopes%20are+not&plus=%2B"),
              ElementsAre(Pair("error_description", "Custom scopes are not"), Pair("plus", "+")));
}

TEST(Query, KeepsOrderAndRepetitions) {
  EXPECT_THAT(parse_query("b=1&a=2&b=3"),
              ElementsAre(Pair("b", "1"), Pair("a", "2"), Pair("b", "3")));
}

TEST(Query, IgnoresWhatHasNoName) {
  EXPECT_THAT(parse_query(""), IsEmpty());
  EXPECT_THAT(parse_query("&&=value&flag&empty=&x=a=b"),
              ElementsAre(Pair("flag", ""), Pair("empty", ""), Pair("x", "a=b")));
}

TEST(Query, KeepsAPercentSignThatEncodesNothing) {
  EXPECT_THAT(parse_query("x=100%&y=%zz"), ElementsAre(Pair("x", "100%"), Pair("y", "%zz")));
}

TEST(Query, FindsTheFirstOfAName) {
  const QueryParameters parameters = parse_query("a=1&b=2&a=3");
  EXPECT_EQ(okta::find_parameter(parameters, "a"), "1");
  EXPECT_EQ(okta::find_parameter(parameters, "c"), std::nullopt);
}

TEST(Query, EncodesEverythingThatIsNotUnreserved) {
  EXPECT_EQ(okta::percent_encode("aZ09-._~"), "aZ09-._~");
  EXPECT_EQ(okta::percent_encode("a b/c:d+e%ü"), "a%20b%2Fc%3Ad%2Be%25%C3%BC");
  EXPECT_EQ(okta::percent_encode(""), "");
}

TEST(Query, ReadsBackWhatItWrote) {
  EXPECT_TRUE(rc::check([](const QueryParameters& parameters) {
    for (const auto& [name, value] : parameters) RC_PRE(!name.empty());
    RC_ASSERT(parse_query(okta::format_query(parameters)) == parameters);
  }));
}

}  // namespace

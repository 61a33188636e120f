#include "config/directives.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/config/parsed_directives.hpp"
#include "tests/support/recorded.hpp"

namespace {

using config::Directives;
using config::load_directives;
using std::chrono::days;
using std::chrono::hours;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using tests::accepted;
using tests::refused;

TEST(Directives, AnEmptyFileMeansTheDefaults) {
  for (const std::string_view yaml :
       {"", "# only a comment\n", "---\n", "applications:\nscopes:\n"}) {
    const Directives directives = accepted(yaml);
    EXPECT_EQ(directives.target.authorization_server, "default");
    EXPECT_FALSE(directives.target.create);
    EXPECT_THAT(directives.scopes.approve, IsEmpty());
    EXPECT_EQ(directives.scopes.consent, "IMPLICIT");
    EXPECT_EQ(directives.system_log_lookback, hours(days{30}));
    EXPECT_THAT(directives.applications, IsEmpty());
    EXPECT_EQ(directives.limits.max_changes, 50);
    EXPECT_EQ(directives.limits.rate_share_percent, 50);
    EXPECT_THAT(directives.allow, IsEmpty());
  }
}

TEST(Directives, TheExampleInTheRepositoryIsReadWhole) {
  const auto loaded =
      load_directives(tests::source_folder() / "config" / "examples" / "oktafix.yaml");
  ASSERT_TRUE(loaded) << loaded.error().message;

  EXPECT_EQ(loaded->target.authorization_server, "default");
  ASSERT_TRUE(loaded->target.create);
  EXPECT_EQ(loaded->target.create->name, "Orders API");
  EXPECT_EQ(loaded->target.create->audience, "api://orders");
  EXPECT_THAT(loaded->scopes.approve, ElementsAre("orders.*"));
  EXPECT_EQ(loaded->scopes.consent, "IMPLICIT");
  EXPECT_EQ(loaded->system_log_lookback, hours(days{30}));
  EXPECT_EQ(loaded->limits.max_changes, 50);
  EXPECT_EQ(loaded->limits.rate_share_percent, 50);
  EXPECT_THAT(loaded->allow, IsEmpty());

  ASSERT_EQ(loaded->applications.size(), 2U);
  const config::ApplicationDirective& orders = loaded->applications[0];
  EXPECT_EQ(orders.match, "0oa1b2c3d4");
  EXPECT_THAT(orders.scopes, ElementsAre("openid", "orders.read"));
  EXPECT_THAT(orders.grant_types, ElementsAre("authorization_code"));
  EXPECT_EQ(orders.authorization_server, "Orders API");
  EXPECT_THAT(orders.groups, ElementsAre("EVERYONE"));
  EXPECT_THAT(orders.files, ElementsAre("../orders-web/**/application*.yml", "../orders-web/.env"));
  EXPECT_FALSE(orders.ignore);

  const config::ApplicationDirective& legacy = loaded->applications[1];
  EXPECT_EQ(legacy.match, "Legacy *");
  EXPECT_GT(legacy.line, orders.line);
  ASSERT_TRUE(legacy.ignore);
  EXPECT_EQ(legacy.ignore->reason, "retired in March");
  using namespace std::chrono_literals;
  EXPECT_EQ(legacy.ignore->until, 2027y / 3 / 31);
}

TEST(Directives, AllProblemsAreToldAtOnceInTheOrderOfTheFile) {
  EXPECT_EQ(refused("target:\n"
                    "  authorisationServer: default\n"
                    "scopes:\n"
                    "  approv: [\"a\"]\n"
                    "  consent: ALWAYS\n"
                    "limits: {maxChanges: 0, rateShare: 101}\n"
                    "colour: red\n"),
            "oktafix.yaml:2:3: unknown key \"authorisationServer\" (did you mean "
            "\"authorizationServer\"?)\n"
            "oktafix.yaml:4:3: unknown key \"approv\" (did you mean \"approve\"?)\n"
            "oktafix.yaml:5:12: scopes.consent: \"ALWAYS\" must be IMPLICIT, REQUIRED or FLEXIBLE\n"
            "oktafix.yaml:6:22: limits.maxChanges must be a whole number from 1 to 100000\n"
            "oktafix.yaml:6:36: limits.rateShare must be a whole number from 1 to 100\n"
            "oktafix.yaml:7:1: unknown key \"colour\"");
}

TEST(Directives, MoreThanAHundredProblemsAreCountedNotListed) {
  std::string yaml;
  for (int i = 0; i < 250; ++i) yaml += "unknown" + std::to_string(i) + ": 1\n";
  const std::string message = refused(yaml);
  EXPECT_EQ(std::ranges::count(message, '\n'), 100);
  EXPECT_TRUE(message.ends_with("\noktafix.yaml: 150 more problems"));
}

TEST(Directives, AnUnknownKeyIsToldAtEveryLevel) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"x: 1", ":1:1:"},
      {"target: {x: 1}", ":1:10:"},
      {"target: {create: {name: a, audience: b, x: 1}}", ":1:41:"},
      {"scopes: {x: 1}", ":1:10:"},
      {"evidence: {x: 1}", ":1:12:"},
      {"evidence: {systemLog: {x: 1}}", ":1:24:"},
      {"applications: [{match: a, x: 1}]", ":1:27:"},
      {"applications: [{match: a, ignore: {reason: r, x: 1}}]", ":1:47:"},
      {"limits: {x: 1}", ":1:10:"},
  };
  for (const auto& [yaml, place] : cases)
    EXPECT_EQ(refused(yaml), "oktafix.yaml" + place + " unknown key \"x\"");
}

TEST(Directives, AKeyThatStandsTwiceIsRefused) {
  EXPECT_EQ(refused("limits:\n  maxChanges: 5\n  maxChanges: 50\n"),
            "oktafix.yaml:3:3: the key \"maxChanges\" stands here twice");
  EXPECT_THAT(refused("allow: []\nallow: []\n"), HasSubstr(":2:1: the key \"allow\""));
}

TEST(Directives, AWrongTypeIsRefusedWhereItStands) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"- a", ":1:1: the file must be a mapping of keys, not a list"},
      {"just text", ":1:1: the file must be a mapping of keys, not a single value"},
      {"target: default", ":1:9: target must be a mapping of keys, not a single value"},
      {"target: {authorizationServer: [a]}",
       ":1:31: target.authorizationServer must be a single value, not a list"},
      {"target: {authorizationServer: ''}", ":1:31: target.authorizationServer is empty"},
      {"target: {authorizationServer: }", ":1:10: target.authorizationServer is empty"},
      {"target:\n  authorizationServer:\n", ":2:3: target.authorizationServer is empty"},
      {"scopes: {approve: orders.read}",
       ":1:19: scopes.approve must be a list, not a single value"},
      {"scopes: {approve: [{a: b}]}",
       ":1:20: scopes.approve[0] must be a single value, not a mapping"},
      {"scopes: {approve: [a, '']}", ":1:23: scopes.approve[1] is empty"},
      {"applications: {match: a}", ":1:15: applications must be a list of mappings"},
      {"applications: [a]", ":1:16: applications[0] must be a mapping of keys, not a single value"},
      {"limits: {maxChanges: many}", ":1:22: limits.maxChanges must be a whole number"},
      {"limits: {maxChanges: '5'}", ":1:22: limits.maxChanges must be a whole number"},
      {"limits: {maxChanges: 1.5}", ":1:22: limits.maxChanges must be a whole number"},
      {"limits: {maxChanges: 99999999999999}", ":1:22: limits.maxChanges must be a whole number"},
      {"allow: widens-others", ":1:8: allow must be a list, not a single value"},
      {"? [a]\n: b", "a key must be a plain name"},
  };
  for (const auto& [yaml, words] : cases) EXPECT_THAT(refused(yaml), HasSubstr(words)) << yaml;
}

TEST(Directives, WhatIsRequiredIsAskedFor) {
  EXPECT_THAT(refused("applications: [{scopes: [a]}]"),
              HasSubstr("applications[0].match is missing"));
  EXPECT_THAT(refused("applications: [{match: ''}]"), HasSubstr("applications[0].match is empty"));
  EXPECT_THAT(refused("applications: [{match: a, ignore: {until: 2027-01-01}}]"),
              HasSubstr("applications[0].ignore.reason is missing"));
  EXPECT_THAT(refused("applications:\n- match: a\n  ignore:\n"),
              HasSubstr("ignore.reason is missing"));
  EXPECT_THAT(refused("target: {create: {name: a}}"),
              HasSubstr("target.create.audience is missing"));
  EXPECT_THAT(refused("target: {create: {audience: a}}"),
              HasSubstr("target.create.name is missing"));
}

TEST(Directives, TheLookbackIsHoursOrDaysWithinWhatOktaKeeps) {
  const auto lookback = [](const std::string& written) {
    return accepted("evidence: {systemLog: {lookback: " + written + "}}").system_log_lookback;
  };
  EXPECT_EQ(lookback("1h"), hours{1});
  EXPECT_EQ(lookback("12h"), hours{12});
  EXPECT_EQ(lookback("2160h"), hours(days{90}));
  EXPECT_EQ(lookback("90d"), hours(days{90}));
  for (const std::string written : {"0h", "91d", "2161h", "30", "d", "-1d", "+1d", "1.5d", "30 d",
                                    "30D", "4w", "999999999999d"}) {
    EXPECT_EQ(
        refused("evidence: {systemLog: {lookback: " + written + "}}"),
        "oktafix.yaml:1:34: evidence.systemLog.lookback must be a number of hours or days from "
        "1h to 90d, such as 12h or 30d, or off")
        << written;
  }
}

TEST(Directives, OffTurnsTheSystemLogOffHoweverYamlToolsWriteIt) {
  for (const std::string off : {"off", "\"off\"", "Off", "OFF", "false"}) {
    EXPECT_FALSE(accepted("evidence: {systemLog: {lookback: " + off + "}}").system_log_lookback)
        << off;
    EXPECT_FALSE(accepted("evidence: {systemLog: " + off + "}").system_log_lookback) << off;
  }
  EXPECT_THAT(refused("evidence: {systemLog: 30d}"), HasSubstr("must be off or {lookback: 30d}"));
  EXPECT_THAT(refused("evidence: {systemLog: on}"), HasSubstr("must be off or {lookback: 30d}"));
}

TEST(Directives, UntilIsADateThatTheCalendarHas) {
  for (const std::string date :
       {"2027-02-30", "2027-13-01", "31.03.2027", "2027-3-31", "soon", "2027-03-31T00:00:00Z"}) {
    EXPECT_THAT(refused("applications: [{match: a, ignore: {reason: r, until: " + date + "}}]"),
                HasSubstr("until must be a date of the calendar such as 2027-03-31"))
        << date;
  }
}

TEST(Directives, AGrantTypeIsOneThatARuleCanHave) {
  const auto yaml = [](const std::string& type) {
    return "applications: [{match: a, grantTypes: ['" + type + "']}]";
  };
  for (const std::string type :
       {"authorization_code", "client_credentials", "implicit", "password", "interaction_code",
        "urn:ietf:params:oauth:grant-type:device_code", "urn:openid:params:grant-type:ciba",
        "http://auth0.com/oauth/grant-type/mfa-otp"})
    EXPECT_THAT(accepted(yaml(type)).applications.at(0).grant_types, ElementsAre(type));

  EXPECT_THAT(refused(yaml("refresh_token")),
              HasSubstr("refresh_token is no grant type of an access rule: refreshing needs the "
                        "scope offline_access"));
  EXPECT_THAT(refused(yaml("authorisation_code")),
              HasSubstr("(did you mean \"authorization_code\"?)"));
  EXPECT_THAT(refused(yaml("code")), HasSubstr("\"code\" is no OAuth grant type"));
  EXPECT_THAT(refused(yaml("urn:a b")), HasSubstr("is no OAuth grant type"));
}

TEST(Directives, ADeclaredScopeIsAScopeTokenAndNoPattern) {
  const auto yaml = [](const std::string& scope) {
    return "applications: [{match: a, scopes: ['" + scope + "']}]";
  };
  EXPECT_THAT(accepted(yaml("https://api.acme.com/orders:read")).applications.at(0).scopes,
              ElementsAre("https://api.acme.com/orders:read"));
  for (const std::string scope : {"orders read", "a\"b", "a\\b", "caf\u00e9"})
    EXPECT_THAT(refused(yaml(scope)), HasSubstr("is no scope")) << scope;
  EXPECT_THAT(refused(yaml("orders.*")), HasSubstr("is a pattern"));
}

TEST(Directives, AnApprovalMayNameAnySingleScopeOrPattern) {
  EXPECT_THAT(
      accepted("scopes: {approve: ['orders.*', 'openid,profile', 'caf\u00e9']}").scopes.approve,
      ElementsAre("orders.*", "openid,profile", "caf\u00e9"));
  EXPECT_THAT(refused("scopes: {approve: ['orders.read orders.write']}"),
              HasSubstr("one entry is one scope"));
}

TEST(Directives, GroupsAreEveryoneOrIds) {
  EXPECT_THAT(accepted("applications: [{match: a, groups: [EVERYONE, 00g1emaKYZTWRYYRRTSK]}]")
                  .applications.at(0)
                  .groups,
              ElementsAre("EVERYONE", "00g1emaKYZTWRYYRRTSK"));
  EXPECT_THAT(refused("applications: [{match: a, groups: [everyone]}]"),
              HasSubstr("(did you mean \"EVERYONE\"?)"));
  EXPECT_THAT(refused("applications: [{match: a, groups: [Sales]}]"),
              HasSubstr("neither EVERYONE nor the id of a group"));
}

TEST(Directives, AnEmptyListThatWouldReadAsNobodyIsRefused) {
  EXPECT_THAT(refused("applications: [{match: a, groups: []}]"), HasSubstr("groups is empty"));
  EXPECT_THAT(refused("applications: [{match: a, grantTypes: []}]"),
              HasSubstr("grantTypes is empty"));
}

TEST(Directives, ContradictionsAreRefused) {
  EXPECT_THAT(refused("applications: [{match: a, scopes: [b], ignore: {reason: r}}]"),
              HasSubstr("applications[0] cannot both be ignored and have scopes"));
  EXPECT_EQ(refused("applications:\n- match: a\n- match: b\n- match: a\n"),
            "oktafix.yaml:4:3: applications[2].match is the same as on line 2");
}

TEST(Directives, OnlyKnownAllowancesAreTaken) {
  EXPECT_THAT(accepted("allow: [widens-others, 'activate:aus1']").allow,
              ElementsAre("widens-others", "activate:aus1"));
  EXPECT_THAT(refused("allow: [widen-others]"), HasSubstr("(did you mean \"widens-others\"?)"));
  EXPECT_THAT(refused("allow: ['activate:']"), HasSubstr("must be widens-others or activate:<id>"));
  EXPECT_THAT(refused("allow: [everything]"), HasSubstr("must be widens-others or activate:<id>"));
}

TEST(Directives, AServerIsNamedByIdOrNameNotByItsIssuer) {
  EXPECT_THAT(refused("target: {authorizationServer: 'https://acme.okta.com/oauth2/default'}"),
              HasSubstr("is a URL: give the authorization server's id or name"));
}

}  // namespace

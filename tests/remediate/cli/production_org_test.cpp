#include "remediate/cli/production_org.hpp"

#include <gtest/gtest.h>

namespace {

using remediate::cli::is_production;

bool is_production_at(const std::string& url) { return is_production(*okta::parse_url(url)); }

TEST(ProductionOrg, IsNoOrgThatOktaGivesAwayForTrying) {
  for (const char* url : {"https://dev-12345678.okta.com", "https://trial-1234567.okta.com",
                          "https://integrator-1234567.okta.com", "https://DEV-1.okta.com",
                          "https://dev-123.okta-emea.com", "https://acme.oktapreview.com",
                          "https://dev-tools.oktapreview.com", "https://dev-12345678.okta.com:443"})
    EXPECT_FALSE(is_production_at(url)) << url;
}

TEST(ProductionOrg, IsNoMockOnThisMachine) {
  for (const char* url :
       {"http://localhost:8080", "http://127.0.0.1:8080", "http://127.1.2.3", "http://[::1]:8080"})
    EXPECT_FALSE(is_production_at(url)) << url;
}

TEST(ProductionOrg, IsEveryOther) {
  for (const char* url : {"https://acme.okta.com",
                          "https://dev-tools.okta.com",
                          "https://dev-.okta.com",
                          "https://dev-123a.okta.com",
                          "https://dev-123-prod.okta.com",
                          "https://trial-run.okta.com",
                          "https://integrator-x1.okta.com",
                          "https://xdev-123.okta.com",
                          "https://dev-login.acme.com",
                          "https://dev-123.acme.com",
                          "https://dev-123.okta.com.acme.com",
                          "https://dev-123.a.okta.com",
                          "https://dev-123.myokta.com",
                          "https://login.acme.com",
                          "https://acme.okta-emea.com",
                          "https://acme.okta-gov.com",
                          "https://oktapreview.com",
                          "https://acmeoktapreview.com",
                          "https://127.acme.com",
                          "https://127.0.0.1.acme.com",
                          "https://localhost.acme.com"})
    EXPECT_TRUE(is_production_at(url)) << url;
}

}  // namespace

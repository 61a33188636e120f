#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "remediate/model/snapshot.hpp"

namespace remediate {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(OrgHosts, OfAnOrgReachedByItsOwnAddressAreItsCustomDomains) {
  const OrgSnapshot org{"https://acme.okta.com", "idx", {"id.acme.com"}, "https://acme.okta.com"};
  EXPECT_THAT(org.other_hosts(), ElementsAre("id.acme.com"));
}

TEST(OrgHosts, OfAnOrgReachedByACustomDomainIncludeItsOwn) {
  const OrgSnapshot org{
      "https://id.acme.com", "idx", {"id.acme.com"}, "https://acme.okta.com:8443"};
  EXPECT_THAT(org.other_hosts(), ElementsAre("id.acme.com", "acme.okta.com:8443"));
}

TEST(OrgHosts, DoWithoutAnOwnAddressThatWasNotTold) {
  const OrgSnapshot org{"https://acme.okta.com", "idx", {}, ""};
  EXPECT_THAT(org.other_hosts(), IsEmpty());
}

}  // namespace
}  // namespace remediate

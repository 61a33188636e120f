#include <mutex>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/mocks/org_caller.hpp"

// Watching an org's requests, cutting them off, and putting the org back.
namespace tests {
namespace {

using mocks::Moment;

constexpr const char* kApp = R"({"label": "Made", "signOnMode": "BOOKMARK", "name": "bookmark"})";

struct Watched {
  std::mutex lock;
  std::vector<std::string> lines;
};

mocks::FakeOrg cut_at(Moment moment, Watched& watched) {
  mocks::Options options;
  options.on_request = [moment, &watched](const mocks::RecordedRequest& request, Moment now) {
    const std::scoped_lock held(watched.lock);
    watched.lines.push_back(request.method + (now == Moment::came ? " came" : " carried out"));
    return request.method == "GET" || now != moment;
  };
  return start_org(std::move(options));
}

std::size_t count_made(const mocks::FakeOrg& org) {
  OrgCaller caller(org.base_url());
  return caller.get("/api/v1/apps?q=Made").json().size();
}

TEST(Observer, IsToldOfARequestBeforeAndAfterItIsCarriedOut) {
  Watched watched;
  const auto org = cut_at(Moment::came, watched);
  EXPECT_EQ(count_made(org), 0U);
  EXPECT_EQ(watched.lines, (std::vector<std::string>{"GET came", "GET carried out"}));
}

TEST(Observer, CutsARequestOffBeforeAnythingIsDone) {
  Watched watched;
  const auto org = cut_at(Moment::came, watched);
  EXPECT_EQ(OrgCaller(org.base_url()).post("/api/v1/apps", kApp).status, 0);
  EXPECT_EQ(count_made(org), 0U);
  EXPECT_EQ(org.count_requests("POST", ""), 0) << "as if it had never come";
}

TEST(Observer, CutsARequestOffAfterItWasCarriedOut) {
  Watched watched;
  const auto org = cut_at(Moment::carried_out, watched);
  EXPECT_EQ(OrgCaller(org.base_url()).post("/api/v1/apps", kApp).status, 0);
  EXPECT_EQ(count_made(org), 1U);
}

TEST(Restore, PutsTheOrgBackAndUsesNoIdTwice) {
  auto org = start_org();
  OrgCaller caller(org.base_url());
  const std::string before = org.state_json();
  const auto first = caller.post("/api/v1/apps", kApp).json();
  ASSERT_NE(org.state_json(), before);
  ASSERT_TRUE(org.restore(before));
  EXPECT_EQ(org.state_json(), before);
  EXPECT_EQ(count_made(org), 0U);
  EXPECT_NE(caller.post("/api/v1/apps", kApp).json()["id"], first["id"]);
}

TEST(Restore, OfWhatIsNoStateChangesNothing) {
  auto org = start_org();
  const std::string before = org.state_json();
  EXPECT_FALSE(org.restore("no JSON"));
  EXPECT_EQ(org.state_json(), before);
}

}  // namespace
}  // namespace tests

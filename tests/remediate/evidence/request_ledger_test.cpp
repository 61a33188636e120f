#include <algorithm>
#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/remediate/evidence/builders.hpp"

namespace remediate {
namespace {

using tests::at;
using tests::failed_authorize;
using tests::march;
using tests::read;

LoggedRequest any_request() {
  const auto reason = *rc::gen::element<std::string>("illegal_custom_scope", "user_not_assigned");
  const auto scopes = *rc::gen::element<std::string>("openid, a", "openid, b", "");
  const int day = *rc::gen::inRange(1, 28);
  LoggedRequest request = at(march(day), read(failed_authorize(reason, scopes)));
  request.client_id = *rc::gen::element<std::string>("c1", "c2", "");
  return request;
}

bool same(const LoggedRequest& a, const LoggedRequest& b) {
  return a.client_id == b.client_id && a.reason == b.reason && a.scopes == b.scopes &&
         a.count == b.count && a.first_seen == b.first_seen && a.last_seen == b.last_seen &&
         a.days == b.days;
}

std::vector<LoggedRequest> folded(const std::vector<LoggedRequest>& requests) {
  RequestLedger ledger;
  for (const LoggedRequest& request : requests) ledger.add(request);
  return ledger.requests();
}

RC_GTEST_PROP(RequestLedger, TellsTheSameInWhateverOrderEventsCome, ()) {
  std::vector<LoggedRequest> requests;
  const int size = *rc::gen::inRange(0, 30);
  for (int i = 0; i < size; ++i) requests.push_back(any_request());
  const auto forwards = folded(requests);
  const auto order = *rc::gen::suchThat(
      rc::gen::container<std::vector<int>>(requests.size(), rc::gen::arbitrary<int>()),
      [](const auto&) { return true; });
  std::vector<std::size_t> positions(requests.size());
  std::iota(positions.begin(), positions.end(), std::size_t{0});
  std::ranges::stable_sort(positions, {}, [&](std::size_t at) { return order[at]; });
  std::vector<LoggedRequest> shuffled;
  for (const std::size_t position : positions) shuffled.push_back(requests[position]);
  RC_ASSERT(std::ranges::equal(forwards, folded(shuffled), same));
}

RC_GTEST_PROP(RequestLedger, LosesAndInventsNoRequest, ()) {
  std::vector<LoggedRequest> requests;
  const int size = *rc::gen::inRange(0, 30);
  for (int i = 0; i < size; ++i) requests.push_back(any_request());
  const auto once = folded(requests);
  int count = 0;
  for (const LoggedRequest& request : once) count += request.count;
  RC_ASSERT(count == size);
  RC_ASSERT(std::ranges::equal(once, folded(once), same));
}

TEST(RequestLedger, KeepsCountDaysAndTheFirstAndLastTime) {
  RequestLedger ledger;
  const LoggedRequest request = read(failed_authorize("illegal_custom_scope"));
  for (const int day : {3, 1, 3, 7}) ledger.add(at(march(day), request));
  ASSERT_EQ(ledger.requests().size(), 1U);
  const LoggedRequest folded = ledger.requests()[0];
  EXPECT_EQ(folded.count, 4);
  EXPECT_EQ(folded.first_seen, march(1));
  EXPECT_EQ(folded.last_seen, march(7));
  EXPECT_EQ(folded.days.size(), 3U);
}

TEST(RequestLedger, KeepsTheScopesOfEachRequestApart) {
  RequestLedger ledger;
  ledger.add(read(failed_authorize("illegal_custom_scope", "openid, orders.read")));
  ledger.add(read(failed_authorize("illegal_custom_scope", "openid, orders.write")));
  ledger.add(read(failed_authorize("illegal_custom_scope", "")));
  EXPECT_EQ(ledger.requests().size(), 3U);
}

}  // namespace
}  // namespace remediate

// From a request to its answer: finds the endpoint, counts the rate limit, checks credentials and
// API Access Management, calls the handler, and writes the headers that every answer of Okta
// carries. Not thread-safe: FakeOrg holds the lock.
#pragma once

#include <string>
#include <vector>

#include "mocks/rate_limits.hpp"
#include "mocks/routes.hpp"

namespace mocks {

class Router {
 public:
  Router(OrgState& org, RateLimits& limits, bool api_am);

  [[nodiscard]] Response answer(const Request& request, TimePoint now);
  // For answers that no endpoint made (faults): the same headers, with the rate limit as it stands.
  void finish(Response& response, const Request& request, TimePoint now,
              const RateLimits::Reading& reading, const std::string& request_id) const;
  [[nodiscard]] std::string next_request_id();

 private:
  struct Row {
    Route route;
    std::vector<std::string> parts;
  };

  [[nodiscard]] Response dispatch(const Request& request, TimePoint now,
                                  const std::string& request_id);
  [[nodiscard]] Response call(const Row& row, std::vector<std::string> args, const Request& request,
                              TimePoint now, const std::string& request_id);

  std::vector<Row> rows_;
  OrgState* org_;
  RateLimits* limits_;
  bool api_am_;
};

}  // namespace mocks

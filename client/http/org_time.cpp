#include "client/http/org_time.hpp"

#include <utility>

namespace okta {

Timestamp OrgTime::now() const { return clock_.now() + std::chrono::milliseconds{ahead_ms_}; }

void OrgTime::learn(const Response& response) {
  if (const auto date = parse_http_date(response.headers.first("Date")))
    ahead_ms_ = (*date - clock_.now()).count();
}

OrgTimeReader::OrgTimeReader(std::unique_ptr<Transport> next, Url org,
                             std::shared_ptr<OrgTime> time)
    : next_(std::move(next)), org_(std::move(org)), time_(std::move(time)) {}

Result<Response> OrgTimeReader::send(const Request& request, std::stop_token stop) {
  Result<Response> response = next_->send(request, std::move(stop));
  if (response && same_origin(request.url, org_)) time_->learn(*response);
  return response;
}

}  // namespace okta

#include "client/http/throttle.hpp"

namespace okta {

Result<Response> Throttle::send(const Request& request, std::stop_token stop) {
  const auto pass = gate_.enter(request, stop);
  if (!pass) return failure(pass.error());
  Result<Response> result = next_->send(request, std::move(stop));
  gate_.leave(*pass, result);
  return result;
}

}  // namespace okta

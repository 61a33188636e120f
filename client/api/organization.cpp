#include "client/api/organization.hpp"

namespace okta {

Result<Org> Organization::get(std::stop_token stop) const {
  return read_object<Org>(caller_, Endpoints<Org>::kGet, {}, {}, std::move(stop))
      .map(&Stored<Org>::value);
}

}  // namespace okta

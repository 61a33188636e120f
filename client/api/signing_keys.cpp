#include "client/api/signing_keys.hpp"

#include "client/api/read_page.hpp"

namespace okta {

Result<Listing<SigningKey>::TypedPage> SigningKeys::rotate(std::stop_token stop) const {
  const Endpoint& endpoint = Endpoints<SigningKey>::kRotate;
  return read_page<SigningKey>(caller_, endpoint, caller_.url_of(endpoint, {server_id_}, {}),
                               R"({"use":"sig"})", std::move(stop));
}

}  // namespace okta

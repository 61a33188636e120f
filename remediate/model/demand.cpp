#include "remediate/model/demand.hpp"

namespace remediate {

bool Demand::shows_custom_scopes() const {
  return !custom.empty() || hides_scopes || client_credentials;
}

}  // namespace remediate

#include "remediate/formats/scalar.hpp"

#include "remediate/formats/characters.hpp"

namespace remediate {

std::string_view Scalar::key() const {
  for (std::size_t i = path.size(); i-- > 0;)
    if (!is_all_digits(path[i])) return path[i];
  return {};
}

std::string Scalar::dotted() const {
  std::string all;
  for (const std::string& each : path) {
    if (!all.empty()) all += '.';
    all += each;
  }
  return all;
}

}  // namespace remediate

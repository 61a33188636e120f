#include "remediate/formats/configuration.hpp"
namespace remediate {
std::optional<Splice> add_beside(const Configuration&, std::string_view, const Scalar&,
                                 std::string_view, std::string_view) {
  return std::nullopt;
}
}  // namespace remediate

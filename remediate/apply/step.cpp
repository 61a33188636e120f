#include "remediate/apply/step.hpp"

#include <fmt/format.h>

namespace remediate {

std::string title(const Change& change) {
  return fmt::format("{}: {} {} '{}'", change.id, to_string(change.action),
                     to_string(change.target.kind), change.target.name);
}

}  // namespace remediate

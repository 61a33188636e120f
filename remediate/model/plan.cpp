#include "remediate/model/plan.hpp"

namespace remediate {

std::string_view to_string(Answer answer) {
  switch (answer) {
    case Answer::denied:
      return "denied";
    case Answer::granted:
      return "granted";
    case Answer::unclear:
      return "unclear";
  }
  return "";
}

}  // namespace remediate

// What Okta's OAuth errors say about a probe. Sentences decide before error names: one name stands
// for many causes. Pure. Source: Okta's OAuth 2.0 error catalogue.
#pragma once

#include <optional>
#include <string_view>

#include "remediate/model/verification.hpp"

namespace remediate {

struct OktaRefusal {
  std::string_view error;
  std::string_view sentence;  // as the catalogue writes it, up to what varies
  ProbeVerdict verdict = ProbeVerdict::unclear;
};

// The first known sentence in `text`, which is in lower case.
[[nodiscard]] const OktaRefusal* refusal_in(std::string_view text);

// By the name alone; nothing when it says too little.
[[nodiscard]] std::optional<ProbeVerdict> verdict_of_error(std::string_view error);

// The first name with a verdict that stands as a word in `text`, which is in lower case; empty when
// there is none.
[[nodiscard]] std::string_view error_named_in(std::string_view text);

}  // namespace remediate

// The plan file (`oktafix.plan/1`). Its digest covers everything in it, so an edited plan is told
// from the one that was reviewed. It is no signature: whoever can edit a file can make another
// plan. Pure.
#pragma once

#include <string>
#include <string_view>

#include "client/base/result.hpp"
#include "remediate/model/plan.hpp"

namespace remediate {

// Fills in digest and id, which is the digest's beginning.
void seal(Plan& plan);
[[nodiscard]] bool is_sealed(const Plan& plan);  // the digest fits

[[nodiscard]] std::string plan_json(const Plan& plan);

// Strict about what decides (actions, kinds, references, bodies); refuses with
// ErrorKind::invalid_input what is no plan or of another schema. Does not look at the digest.
[[nodiscard]] okta::Result<Plan> read_plan(std::string_view text);

}  // namespace remediate

// How a model is read: `decode<Application>(view)` either gives the whole typed object or says why
// this one cannot be used, so that a list counts it as skipped instead of failing. Each model
// specialises decode<> beside its struct. Unknown members are ignored here; writes never come from
// a model but from a JsonEdit of the text that was read.
#pragma once

#include "client/base/json_document.hpp"
#include "client/base/result.hpp"

namespace okta {

template <class Model>
[[nodiscard]] Result<Model> decode(const JsonView& json) = delete;

}  // namespace okta

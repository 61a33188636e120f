// The field edits of an update on the text of an object: whether they fit, and the object after
// them. Never tells a value: an app object may hold what is nobody's business. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/base/json_edit.hpp"
#include "remediate/model/change.hpp"

namespace remediate {

using EditSide = std::optional<std::string> FieldEdit::*;

// The paths at which `text` does not hold what `side` says (&FieldEdit::before or ::after).
[[nodiscard]] std::vector<std::string> paths_that_differ(std::string_view text,
                                                         const std::vector<FieldEdit>& diff,
                                                         EditSide side);

// The paths at which two texts of an app say something different (canonical_application()).
[[nodiscard]] std::vector<std::string> application_paths_that_differ(std::string_view text,
                                                                     std::string_view other);

[[nodiscard]] okta::Result<okta::JsonEdit> edited(std::string_view text,
                                                  const std::vector<FieldEdit>& diff);

// What takes it back.
[[nodiscard]] std::vector<FieldEdit> reversed(const std::vector<FieldEdit>& diff);

// As the journal keeps it.
[[nodiscard]] std::string diff_json(const std::vector<FieldEdit>& diff);
[[nodiscard]] std::string splices_json(const std::vector<Splice>& splices);

}  // namespace remediate

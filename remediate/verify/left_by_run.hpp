// What a run should have left behind, object by object, from the records of its changes. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "remediate/model/run.hpp"
#include "remediate/model/verification.hpp"

namespace remediate {

struct LeftObject {
  ChangeTarget target;  // ids filled in; an empty id: the journal does not know it
  std::vector<std::string> changes;
  bool gone = false;
  bool is_settled = true;
  std::string body;  // of a create, with the run's later edits; empty: it did not make it
  std::vector<FieldEdit> edits;  // the last one for each path
  std::string status;            // ACTIVE | INACTIVE, where the run set it
  std::vector<Splice> splices;   // of a file, and what it was before
  std::string digest_before;
};

// In the order of the first change of each. Changes that were never begun, or failed, left nothing.
[[nodiscard]] std::vector<LeftObject> left_by(const std::vector<ChangeRecord>& changes);

// What of it does not stand in `text`, the object as it is read now; one line each.
[[nodiscard]] std::vector<std::string> lost_of(const LeftObject& left, std::string_view text);

}  // namespace remediate

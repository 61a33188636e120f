// What became of the runs of another journal that were taken over into this one.
#pragma once

#include <string>
#include <vector>

namespace remediate {

struct ImportedRuns {
  std::vector<std::string> added;      // ids
  std::vector<std::string> extended;   // were here, and went on there
  std::vector<std::string> unchanged;  // were here, with all that the other journal knows
  // Of these: nobody there has noted an end, so whoever wrote them may be at it again.
  std::vector<std::string> unended;
};

}  // namespace remediate

// One request that a plan leads to, or one file that it rewrites, as `--dry-run` shows it. Made by
// apply/, from the same code that sends it.
#pragma once

#include <string>
#include <vector>

#include "remediate/model/change.hpp"

namespace remediate {

struct PlannedRequest {
  std::string change;  // id of the change
  std::string method;  // GET is never among them; REWRITE: no request, `path` is that of a file
  std::string path;    // with references where ids do not exist yet
  std::string body;    // of a create: JSON text
  std::vector<FieldEdit>
      diff;  // of an update: the only paths in which the PUT differs from the GET
  // In words, of what gets its number just before it is sent: "last", "directly above policy 00p1".
  std::string place = {};
  std::vector<Splice> splices = {};  // of a file
};

}  // namespace remediate

// How a run that was cut off, or ended too early, can be finished: what became of the requests that
// nobody noted the outcome of, and what is left to do. Plain values.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "remediate/model/plan.hpp"
#include "remediate/model/run.hpp"

namespace remediate {

struct FoundOutcome {
  std::string change;                        // its id
  ChangeState state = ChangeState::applied;  // or failed: it was not carried out
  Made made;
};

struct Resumption {
  std::string run;
  std::size_t entries = 0;  // Run::entries when this was planned
  std::vector<FoundOutcome> found;
  // What others have changed since, or nobody can tell, one line each: then nothing may be done.
  std::vector<std::string> moved;
  Plan rest;  // the changes that are not done, under their ids
};

}  // namespace remediate

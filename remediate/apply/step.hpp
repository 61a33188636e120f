// What the parts of apply/ hand to one another: why a run cannot go on, and what a read-back saw.
// Plain values.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "client/base/json_edit.hpp"
#include "remediate/apply/apply.hpp"

namespace remediate {

// Why a run ends before the next write.
struct Halt {
  Ending ending = Ending::failed;  // drifted: the loop tells it as stale if nothing was written
  std::string why;
  std::vector<std::string> moved;
  std::optional<okta::Error> error;
};

inline constexpr auto kPlanAgain = "the org is not as it was when this was planned: plan again";

// Fails when the journal cannot be written; otherwise says whether the run has to end.
using Progress = okta::Result<std::optional<Halt>>;

template <class T>
using Step = tl::expected<T, Halt>;

[[nodiscard]] inline tl::unexpected<Halt> halt_drifted(std::string why,
                                                       std::vector<std::string> moved = {}) {
  return tl::unexpected<Halt>(
      Halt{Ending::drifted, std::move(why), std::move(moved), std::nullopt});
}

// A read or a preparation failed; nothing was sent.
[[nodiscard]] inline tl::unexpected<Halt> halt_failed(okta::Error error) {
  const Ending ending =
      error.kind == okta::ErrorKind::interrupted ? Ending::interrupted : Ending::failed;
  std::string why = error.describe();
  return tl::unexpected<Halt>(Halt{ending, std::move(why), {}, std::move(error)});
}

[[nodiscard]] inline Halt halt_refused(const std::string& why) {
  return {
      Ending::failed, why, {}, okta::Error{okta::ErrorKind::invalid_input, why, std::nullopt, {}}};
}

// "c1: create scope 'orders.read'".
[[nodiscard]] std::string title(const Change& change);

enum class Own { stands, undone, different };

// The org after a write.
struct Seen {
  Own own = Own::different;        // what the change was about
  Made made;                       // of a create that is there, as found
  std::vector<std::string> moved;  // what else is not as expected, one line each
  std::string digest = {};         // of the object that stands; empty where none is left
};

// A change as it is sent.
struct Prepared {
  Change change;
  std::optional<okta::JsonEdit> replacement;  // of an update: the whole object
};

}  // namespace remediate

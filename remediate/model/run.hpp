// What the journal tells of one run: which plan, and how far each of its changes got. Made by
// journal/, read by apply/, verify/, plan/ (the inverse) and report/.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/base/timestamp.hpp"
#include "remediate/model/plan.hpp"

namespace remediate {

enum class RunState { running, interrupted, done, partial, rolled_back };

// intended: the request may have left, and nobody noted what came of it.
enum class ChangeState { planned, intended, applied, failed, unknown };

[[nodiscard]] std::string_view to_string(RunState state);  // as the JSON spells it
[[nodiscard]] std::string_view to_string(ChangeState state);

struct ChangeRecord {
  Change change;  // as planned
  ChangeState state = ChangeState::planned;
  Made made;               // id and issuer, once known
  std::string request;     // "POST /api/v1/...", as sent
  std::string sent;        // the body of a create, the resolved diff of an update; JSON text
  std::string request_id;  // X-Okta-Request-Id of the answer
  std::string problem;     // why it failed, or is unknown
  bool read_back = false;  // it was seen to stand as planned
  std::string undone_by;   // the later run that took it back, or found it gone
  std::string digest;      // object_digest() of the object as it stood then; empty: not known
  std::optional<okta::Timestamp> at;  // of the last entry about it

  [[nodiscard]] bool is_open() const;  // it may have been carried out, or not
};

struct Run {
  std::string id;
  std::string org;
  std::string verb;  // apply | rollback | ...
  std::string tool_version;
  std::string undoes;  // of a rollback: the run that it undoes
  RunState state = RunState::running;
  okta::Timestamp started_at{};
  std::optional<okta::Timestamp> ended_at;
  std::string ending;  // why it ended, in words; empty when done
  Plan plan;
  std::vector<ChangeRecord> changes;  // in the plan's order
  // How many the journal has about it: whoever plans on it notices that somebody went on meanwhile.
  std::size_t entries = 0;
  // From another journal, which knew no end of it: it may have gone on there since.
  bool came_unended = false;

  [[nodiscard]] int count(ChangeState state) const;
  [[nodiscard]] bool may_have_written() const;  // false: no request is known to have left
  [[nodiscard]] std::vector<Made> made() const;
};

// Whether the plan of a rollback leaves anything that a later one could take back, once a person
// has made way for it.
[[nodiscard]] bool leaves_something(const Plan& rollback);

}  // namespace remediate

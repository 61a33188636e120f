// What a check says about one subject. `rule` ids are stable (scripts filter by them); the message
// is for people and may improve.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace remediate {

enum class Severity { error, warning, note };

[[nodiscard]] std::string_view to_string(Severity severity);

struct Subject {
  std::string kind;  // application | authorizationServer | org | file
  std::string id;
  std::string label;
};

// A line of a client configuration file.
struct Location {
  std::string file;  // relative to the folder of oktafix.yaml
  std::size_t line = 1;
};

struct Finding {
  std::string id;  // f1, f2, ... in report order
  std::string rule;
  Severity severity = Severity::error;
  Subject subject;
  std::string message;                    // what is wrong and what happens because of it
  std::vector<std::string> evidence;      // how that is known, one fact a line
  bool fixable = false;                   // oktafix can fix it once nothing blocks it
  std::optional<std::string> blocked_by;  // a rule id, or what else stands in the way
  std::string advice;                     // what to do next
  bool conflict = false;                  // no tool may decide this alone: a person does (exit 9)
  std::optional<Location> location = {};  // of what is about a file
};

}  // namespace remediate

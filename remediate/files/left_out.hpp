// Why a walk leaves something out that lies in its folder. Decides by names alone; what a file
// holds is looked at in find_files. Whatever a person names himself is not left out. Pure.
#pragma once

#include <optional>
#include <string_view>

namespace remediate {

enum class LeftOut {
  ignored_by_git,
  vendored,       // somebody else's: node_modules, vendor, .git, ...
  generated,      // made from something else: dist, lock files, minified code, state files
  recorded,       // answers that tests replay: cassettes, discovery documents
  documentation,  // text for people
  binary,
  not_utf8,
  too_large,
  outside,     // a symbolic link that leads out of the root
  special,     // no file: a pipe, a socket, a device
  unreadable,  // the system does not let us
  own,         // a plan or a report of oktafix
  leftover,    // what a run of oktafix left that was killed while it wrote
};

// As reports spell it.
[[nodiscard]] std::string_view to_string(LeftOut reason);
// For people: "is ignored by git".
[[nodiscard]] std::string_view sentence(LeftOut reason);

// Whether what speaks of the org may have been missed. The others are somebody else's files, and
// what nobody writes by hand.
[[nodiscard]] bool is_missed(LeftOut reason);

// `above`: the name of the folder that it lies in.
[[nodiscard]] std::optional<LeftOut> folder_left_out(std::string_view name, std::string_view above);
[[nodiscard]] std::optional<LeftOut> file_left_out(std::string_view name);

}  // namespace remediate

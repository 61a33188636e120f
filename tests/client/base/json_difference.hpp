// An independent judge of an edit: walks two JSON trees side by side and lists the pointers at
// which they differ. Member order counts: a reordered object is a difference of its own.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace tests {

// `/a/b` for a changed value, `+/a/b` for a member that was added at the end, `-/a/b` for one that
// was removed, `order of /a` for members that changed places.
[[nodiscard]] std::vector<std::string> differences(const nlohmann::ordered_json& before,
                                                   const nlohmann::ordered_json& after);

// Every pointer below the root, in document order.
[[nodiscard]] std::vector<std::string> pointers(const nlohmann::ordered_json& json);

// The pointers of all objects, the root ("") included.
[[nodiscard]] std::vector<std::string> object_pointers(const nlohmann::ordered_json& json);

}  // namespace tests

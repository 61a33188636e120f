// What may be concluded from a Snapshot that was not read whole. A gap is never a pass: nobody is
// clean while a source that could speak for him is not read whole, and nothing may be written while
// the objects that decide about access are not. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "remediate/checks/check.hpp"

namespace remediate {

// The source is in the snapshot, complete, and no gap names it.
[[nodiscard]] bool was_read_whole(const CheckInput& input, std::string_view source_name);

// As was_read_whole(), but a gap about another application of the org does not count.
[[nodiscard]] bool was_read_whole_for(const CheckInput& input, std::string_view source_name,
                                      const std::string& app_id);

// Why nothing can be said of an app that nothing speaks of, in one sentence; absent when every
// source that could speak was read whole. Those are the apps, the System Log, and any source that
// this file does not know; not the servers, policies, grants and domains: they tell what an app
// would be granted, never what it asks for; nor later successes, which are asked of suspects alone.
[[nodiscard]] std::optional<std::string> silence_proves_nothing(const CheckInput& input,
                                                                const std::string& app_id);

// What a suspect did after its last failure is not, or not fully, known.
[[nodiscard]] bool later_successes_are_unread(const CheckInput& input, const std::string& app_id);

// The first source that must be read whole before anything may be written: apps, authorization
// servers, scopes, policies, rules.
[[nodiscard]] std::optional<std::string> unread_before_writing(const CheckInput& input);

}  // namespace remediate

// Why a rollback leaves something as the run made it: the words of Blocked::by that programs look
// at. `oktafix explain` tells each of them to people.
#pragma once

#include <string_view>

namespace remediate::obstacle {

inline constexpr std::string_view kChangedSince = "changed-since";  // by somebody else
inline constexpr std::string_view kFileUnread = "file-unread";
inline constexpr std::string_view kGone = "gone";
inline constexpr std::string_view kInUse = "in-use";
inline constexpr std::string_view kLaterRun = "later-run";
inline constexpr std::string_view kNotUndone = "not-undone";
inline constexpr std::string_view kServerStays = "server-stays";
inline constexpr std::string_view kUnknownOutcome = "unknown-outcome";
inline constexpr std::string_view kUsageUnknown = "usage-unknown";  // it may be in use

}  // namespace remediate::obstacle

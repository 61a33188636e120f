// One row of the journal: what happened to a run, and the JSON of its particulars. Written and read
// here only, so that both sides stay together. Pure.
#pragma once

#include <string>
#include <string_view>

#include "client/base/result.hpp"
#include "client/base/timestamp.hpp"
#include "remediate/journal/journal.hpp"
#include "remediate/journal/writer_process.hpp"

namespace remediate {

// Values of entry.kind. A run itself is a row of its own table.
namespace entry_kind {
inline constexpr std::string_view kIntent = "intent";
inline constexpr std::string_view kOutcome = "outcome";
inline constexpr std::string_view kReadBack = "readBack";
inline constexpr std::string_view kInterrupted = "interrupted";
inline constexpr std::string_view kEnded = "ended";
inline constexpr std::string_view kResumed = "resumed";  // after a cut, or one of these two
}  // namespace entry_kind

struct Entry {
  std::string kind;
  std::string change;  // its id; empty when it is about the run
  okta::Timestamp at{};
  std::string content;  // JSON object

  friend bool operator==(const Entry&, const Entry&) = default;
};

[[nodiscard]] std::string content_of(const NewRun& run, const WriterProcess& writer);
[[nodiscard]] std::string content_of(const Intent& intent);
[[nodiscard]] std::string content_of(const ChangeOutcome& outcome);
[[nodiscard]] std::string content_of_read_back(const std::string& digest);
[[nodiscard]] std::string content_of_end(RunState state, const std::string& why);
[[nodiscard]] std::string content_of_resumption(const WriterProcess& writer);

// What begins a Run: everything of its row but id, time and plan.
[[nodiscard]] okta::Status read_beginning(std::string_view content, Run& run,
                                          WriterProcess& writer);
// Takes up one entry; they must come in the order in which they were written. `writer` is the one
// who goes on.
[[nodiscard]] okta::Status add(const Entry& entry, Run& run, WriterProcess& writer);
// The writer as the content of a beginning or a resumption has it; nobody from any other text.
[[nodiscard]] WriterProcess read_writer(std::string_view text);

}  // namespace remediate

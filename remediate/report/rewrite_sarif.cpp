#include <algorithm>

#include <fmt/format.h>

#include "remediate/report/rewrite_report.hpp"

namespace remediate {
namespace {

namespace fs = std::filesystem;

constexpr auto kRule = "issuer-points-to-org-server";

std::string told_path(const fs::path& path, const fs::path& folder) {
  const fs::path plain = path.lexically_normal();
  if (plain.is_relative()) return plain.generic_string();
  const fs::path below = plain.lexically_relative(folder.lexically_normal());
  const bool is_below = !below.empty() && *below.begin() != "..";
  return is_below ? below.generic_string() : plain.generic_string();
}

// SARIF counts characters, an occurrence bytes.
std::size_t column_in(std::string_view bytes, std::size_t line, std::size_t column) {
  std::size_t begin = 0;
  for (std::size_t each = 1; each < line; ++each) {
    const std::size_t end = bytes.find('\n', begin);
    if (end == bytes.npos) return 0;
    begin = end + 1;
  }
  if (line == 1 && bytes.starts_with("\xEF\xBB\xBF")) begin = 3;
  if (column == 0 || begin > bytes.size()) return 0;
  const std::string_view before = bytes.substr(begin, column - 1);
  return 1 + static_cast<std::size_t>(std::ranges::count_if(before, [](char each) {
           return (static_cast<unsigned char>(each) & 0xC0U) != 0x80U;
         }));
}

std::string message_of(const DecidedOccurrence& occurrence) {
  const Occurrence& found = occurrence.found;
  std::string message = fmt::format("{} names the org authorization server: {}", found.key,
                                    found.value.empty() ? "(not set)" : found.value);
  if (occurrence.decision == MoveDecision::moves)
    return message + fmt::format(". It moves to {}", occurrence.after);
  return occurrence.why.empty() ? message : fmt::format("{} ({})", message, occurrence.why);
}

bool is_told(const RewrittenFile& file, const DecidedOccurrence& occurrence) {
  if (occurrence.decision == MoveDecision::custom || occurrence.decision == MoveDecision::stays)
    return false;
  return occurrence.decision != MoveDecision::moves || file.state != FileState::written;
}

Severity severity_of(MoveDecision decision) {
  if (decision == MoveDecision::moves) return Severity::error;
  const bool is_settled = decision == MoveDecision::ignored || decision == MoveDecision::elsewhere;
  return is_settled ? Severity::note : Severity::warning;
}

class Run {
 public:
  Run(const Rewrite& rewrite, const fs::path& folder) : folder_(folder) {
    const ExitCodes codes = exit_codes(rewrite);
    run_.verb = "rewrite";
    run_.exit_code = static_cast<int>(codes.front());
    for (const RewrittenFile& each : rewrite.files) add(each);
    for (const LeftOutPath& each : rewrite.left_out) {
      if (each.reason == LeftOut::unreadable)
        run_.notices.push_back({Severity::warning, std::string(sentence(each.reason)),
                                SarifPlace{told_path(each.path, folder_), 1, 0}});
    }
  }

  [[nodiscard]] const SarifRun& run() const { return run_; }

 private:
  void add(const RewrittenFile& file) {
    const std::string path = told_path(file.path, folder_);
    for (const DecidedOccurrence& each : file.occurrences) {
      if (!is_told(file, each)) continue;
      const Occurrence& found = each.found;
      SarifResult result;
      result.rule = kRule;
      result.severity = severity_of(each.decision);
      result.message = message_of(each);
      result.place =
          SarifPlace{path, found.line, column_in(file.text.bytes, found.line, found.column)};
      if (each.decision == MoveDecision::ignored) result.suppressed_because = each.why;
      result.same_as = found.key + "\n" + found.value;
      run_.results.push_back(std::move(result));
    }
    for (const auto* notes : {&file.reading.notes, &file.move.notes}) {
      for (const FileNote& each : *notes)
        run_.results.push_back({each.reason,
                                Severity::warning,
                                each.message,
                                SarifPlace{path, each.line, 0},
                                {},
                                {},
                                {},
                                {}});
    }
    if (file.state != FileState::failed) return;
    run_.successful = false;
    run_.notices.push_back(
        {Severity::error, fmt::format("not written: it {}", file.problem), SarifPlace{path, 1, 0}});
  }

  const fs::path& folder_;
  SarifRun run_;
};

}  // namespace

std::string rewrite_sarif(const Rewrite& rewrite, const fs::path& folder, const SarifTool& tool) {
  return sarif(Run(rewrite, folder).run(), tool);
}

}  // namespace remediate

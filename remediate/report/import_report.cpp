#include "remediate/report/import_report.hpp"

#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "remediate/report/json_parts.hpp"

namespace remediate {
namespace {

std::string lines_of(const std::vector<std::string>& ids, std::string_view what) {
  std::string lines;
  for (const std::string& each : ids) lines += fmt::format("{}  {}\n", each, what);
  return lines;
}

}  // namespace

// Ids were looked at when they were read: there is nothing in them to escape.
std::string import_text(const ImportedRuns& imported) {
  const std::string lines = lines_of(imported.added, "taken over") +
                            lines_of(imported.extended, "went on there, goes on here") +
                            lines_of(imported.unchanged, "was here already");
  if (lines.empty()) return "There is no run in it.\n";
  if (imported.unended.empty()) return lines;
  return fmt::format(
      "{}\nNobody there has noted an end of {}. It was cut off, or somebody goes on with it there: "
      "make sure that nobody does before you resume it or undo it.\n",
      lines, fmt::join(imported.unended, ", "));
}

std::string import_json(const ImportedRuns& imported) {
  return json_parts::printed({{"schema", "oktafix.import/1"},
                              {"added", imported.added},
                              {"extended", imported.extended},
                              {"unchanged", imported.unchanged},
                              {"unended", imported.unended}});
}

}  // namespace remediate

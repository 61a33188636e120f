#include <nlohmann/json.hpp>

#include "remediate/files/masked_diff.hpp"
#include "remediate/report/json_parts.hpp"
#include "remediate/report/rewrite_report.hpp"

namespace remediate {
namespace {

using Json = nlohmann::ordered_json;
using json_parts::text_or_null;

std::string_view to_string(RewriteMode mode) {
  switch (mode) {
    case RewriteMode::check:
      return "check";
    case RewriteMode::diff:
      return "diff";
    case RewriteMode::write:
      break;
  }
  return "write";
}

Json occurrence_json(const DecidedOccurrence& occurrence) {
  const Occurrence& found = occurrence.found;
  return {{"line", found.line},
          {"column", found.column},
          {"key", found.key},
          {"value", found.value},
          {"after", text_or_null(occurrence.after)},
          {"decision", to_string(occurrence.decision)},
          {"why", text_or_null(occurrence.why)},
          {"reason", text_or_null(found.reason)},
          {"client", text_or_null(occurrence.client)},
          {"boundBy", text_or_null(occurrence.bound_by)}};
}

Json file_json(const RewrittenFile& file, RewriteMode mode) {
  Json occurrences = Json::array();
  for (const DecidedOccurrence& each : file.occurrences)
    occurrences.push_back(occurrence_json(each));
  Json notes = Json::array();
  for (const auto* some : {&file.reading.notes, &file.move.notes}) {
    for (const FileNote& each : *some)
      notes.push_back({{"reason", each.reason}, {"message", each.message}, {"line", each.line}});
  }
  Json made = {{"path", file.path.generic_string()},
               {"state", to_string(file.state)},
               {"problem", text_or_null(file.problem)},
               {"occurrences", occurrences},
               {"notes", notes}};
  if (mode == RewriteMode::diff)
    made["diff"] = masked_diff(file.path.generic_string(), file.text.bytes, file.reading,
                               file.chosen, file.move);
  return made;
}

Json summary_json(const Rewrite& rewrite) {
  Json summary = {{"read", rewrite.read}, {"files", rewrite.files.size()}};
  for (const FileState each : {FileState::due, FileState::written, FileState::failed})
    summary[std::string(to_string(each))] = count_of(rewrite, each);
  for (const MoveDecision each :
       {MoveDecision::moves, MoveDecision::unbound, MoveDecision::ambiguous, MoveDecision::ignored,
        MoveDecision::elsewhere, MoveDecision::manual, MoveDecision::custom, MoveDecision::stays})
    summary[std::string(to_string(each))] = count_of(rewrite, each);
  return summary;
}

}  // namespace

std::string rewrite_json(const Rewrite& rewrite, RewriteMode mode) {
  Json hosts = Json::array({rewrite.hosts.org_authority()});
  for (const std::string& each : rewrite.hosts.custom_authorities()) hosts.push_back(each);
  Json files = Json::array();
  for (const RewrittenFile& each : rewrite.files) files.push_back(file_json(each, mode));
  Json left_out = Json::array();
  for (const LeftOutPath& each : rewrite.left_out)
    left_out.push_back({{"path", each.path.generic_string()},
                        {"reason", to_string(each.reason)},
                        {"detail", text_or_null(each.detail)}});
  Json warnings = Json::array();
  for (const std::string& each : rewrite.warnings) warnings.push_back(each);
  const ExitCodes codes = exit_codes(rewrite);
  const Json document = {{"schema", "oktafix.rewrite/1"},
                         {"mode", to_string(mode)},
                         {"org", {{"hosts", hosts}}},
                         {"target",
                          {{"authorizationServer", rewrite.target.server},
                           {"issuer", text_or_null(rewrite.target.issuer)}}},
                         {"files", files},
                         {"leftOut", left_out},
                         {"warnings", warnings},
                         {"summary", summary_json(rewrite)},
                         {"exitCode", static_cast<int>(codes.front())},
                         {"exitCodes", json_parts::exit_codes(codes)}};
  return json_parts::printed(document);
}

}  // namespace remediate

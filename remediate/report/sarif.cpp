#include "remediate/report/sarif.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "client/base/digest.hpp"
#include "remediate/explain/explain.hpp"
#include "remediate/report/escape.hpp"
#include "remediate/report/exit_code.hpp"
#include "remediate/report/json_parts.hpp"

namespace remediate {
namespace {

using Json = nlohmann::ordered_json;

constexpr auto kRoot = "%SRCROOT%";

// RFC 3986: whatever is not unreserved, but for the slashes between names.
std::string uri_of(std::string_view path) {
  constexpr std::string_view kUnreserved =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  std::string uri;
  for (const char each : path) {
    if (kUnreserved.find(each) != kUnreserved.npos) {
      uri += each;
    } else {
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(each));
    }
  }
  return uri;
}

Json text_json(std::string_view text) { return {{"text", escape_terminal(text)}}; }

Json physical_json(const SarifPlace& place) {
  Json region = {{"startLine", std::max<std::size_t>(place.line, 1)}};
  if (place.column > 0) region["startColumn"] = place.column;
  Json artifact;
  if (place.path.starts_with('/')) {
    artifact = {{"uri", "file://" + uri_of(place.path)}};
  } else {
    artifact = {{"uri", uri_of(place.path)}, {"uriBaseId", kRoot}};
  }
  return {{"artifactLocation", artifact}, {"region", region}};
}

Json locations_json(const std::optional<SarifPlace>& place, const std::string& name,
                    const std::string& kind) {
  Json location = Json::object();
  if (place) location["physicalLocation"] = physical_json(*place);
  if (!name.empty())
    location["logicalLocations"] =
        Json::array({{{"fullyQualifiedName", escape_terminal(name)}, {"kind", kind}}});
  return Json::array({location});
}

// The next of its kind in the same file is another one.
class Fingerprints {
 public:
  std::string of(const SarifResult& result) {
    const std::string file = result.place ? result.place->path : std::string();
    const std::string what =
        result.rule + "\n" + file + "\n" + result.logical_name + "\n" + result.same_as;
    const int nth = ++seen_[what];
    return okta::digest_of(fmt::format("{}\n{}", what, nth)).substr(sizeof "sha256:" - 1);
  }

 private:
  std::map<std::string, int> seen_;
};

std::string title_of(const std::string& rule) {
  const Explanation explained = explain(rule);
  return explained.id == rule ? explained.title : rule;
}

Json rules_json(const std::vector<std::string>& rules) {
  Json list = Json::array();
  for (const std::string& each : rules)
    list.push_back({{"id", each}, {"shortDescription", text_json(title_of(each))}});
  return list;
}

std::vector<std::string> rules_of(const SarifRun& run) {
  std::vector<std::string> rules;
  for (const SarifResult& each : run.results) rules.push_back(each.rule);
  std::ranges::sort(rules);
  const auto repeated = std::ranges::unique(rules);
  rules.erase(repeated.begin(), repeated.end());
  return rules;
}

Json result_json(const SarifResult& result, const std::vector<std::string>& rules,
                 Fingerprints& fingerprints) {
  const auto rule = std::ranges::find(rules, result.rule);
  Json made = {
      {"ruleId", result.rule},
      {"ruleIndex", rule - rules.begin()},
      {"level", to_string(result.severity)},
      {"message", text_json(result.message)},
      {"locations", locations_json(result.place, result.logical_name, result.logical_kind)},
      {"partialFingerprints", {{"oktafix/v1", fingerprints.of(result)}}}};
  if (!result.suppressed_because.empty())
    made["suppressions"] = Json::array(
        {{{"kind", "external"}, {"justification", escape_terminal(result.suppressed_because)}}});
  return made;
}

Json notice_json(const SarifNotice& notice) {
  Json made = {{"level", to_string(notice.severity)}, {"message", text_json(notice.message)}};
  if (notice.place) made["locations"] = locations_json(notice.place, {}, {});
  return made;
}

std::string name_of(const Subject& subject) {
  const std::string& name = subject.label.empty() ? subject.id : subject.label;
  return name.empty() ? subject.kind : fmt::format("{}/{}", subject.kind, name);
}

}  // namespace

std::string sarif(const SarifRun& run, const SarifTool& tool) {
  const std::vector<std::string> rules = rules_of(run);
  Fingerprints fingerprints;
  Json results = Json::array();
  for (const SarifResult& each : run.results)
    results.push_back(result_json(each, rules, fingerprints));
  Json notices = Json::array();
  for (const SarifNotice& each : run.notices) notices.push_back(notice_json(each));
  Json invocation = {{"executionSuccessful", run.successful}, {"exitCode", run.exit_code}};
  if (!notices.empty()) invocation["toolExecutionNotifications"] = notices;
  const Json root = {
      {"description", text_json("The folder where oktafix ran, or that of its oktafix.yaml.")}};
  const Json document = {
      {"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
      {"version", "2.1.0"},
      {"runs",
       Json::array(
           {{{"tool",
              {{"driver",
                {{"name", "oktafix"}, {"version", tool.version}, {"rules", rules_json(rules)}}}}},
             {"automationDetails", {{"id", fmt::format("oktafix/{}/", run.verb)}}},
             {"invocations", Json::array({invocation})},
             {"originalUriBaseIds", {{kRoot, root}}},
             {"columnKind", "unicodeCodePoints"},
             {"results", results}}})}};
  return json_parts::printed(document);
}

std::string audit_sarif(const Audit& audit, const SarifTool& tool) {
  SarifRun run{"audit", {}, {}, static_cast<int>(exit_codes(audit).front()), true};
  for (const Finding& each : audit.findings) {
    SarifResult result;
    result.rule = each.rule;
    result.severity = each.severity;
    result.message = each.message;
    if (!each.advice.empty()) result.message += " Next: " + each.advice;
    if (each.location) result.place = SarifPlace{each.location->file, each.location->line, 0};
    result.logical_name = name_of(each.subject);
    result.logical_kind = "resource";
    result.same_as = each.subject.id;
    run.results.push_back(std::move(result));
  }
  for (const Gap& each : audit.gaps)
    run.notices.push_back({Severity::warning,
                           fmt::format("{} could not be read: {}", each.source, each.reason),
                           std::nullopt});
  return sarif(run, tool);
}

}  // namespace remediate

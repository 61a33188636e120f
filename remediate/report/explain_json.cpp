#include <nlohmann/json.hpp>

#include "remediate/report/explain_report.hpp"
#include "remediate/report/json_parts.hpp"

namespace remediate {

namespace {

using Json = nlohmann::ordered_json;

Json strings(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const std::string& each : texts) list.push_back(each);
  return list;
}

}  // namespace

std::string explain_json(const Explanation& explanation) {
  Json seen = Json::array();
  for (const SeenFact& each : explanation.seen)
    seen.push_back({{"name", each.name}, {"value", each.value}});
  const Json document = {{"schema", "oktafix.explain/1"},
                         {"id", json_parts::text_or_null(explanation.id)},
                         {"title", explanation.title},
                         {"confidence", to_string(explanation.confidence)},
                         {"meaning", explanation.meaning},
                         {"causes", strings(explanation.causes)},
                         {"check", strings(explanation.check)},
                         {"run", strings(explanation.run)},
                         {"sources", strings(explanation.sources)},
                         {"seen", seen},
                         {"holdsSecret", explanation.holds_secret}};
  return json_parts::printed(document);
}

}  // namespace remediate

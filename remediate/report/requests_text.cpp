#include <algorithm>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "remediate/report/json_parts.hpp"
#include "remediate/report/narrative.hpp"
#include "remediate/report/plan_narrative.hpp"
#include "remediate/report/plan_report.hpp"

namespace remediate {

namespace {

using Json = nlohmann::ordered_json;

// A text that is no JSON stays a text.
Json embedded(const std::string& text) {
  Json value = Json::parse(text, nullptr, false);
  return value.is_discarded() ? Json(text) : value;
}

// One line a member: to be compared with what Okta's documents say.
void print_body(TextPage& page, const std::string& body) {
  std::istringstream lines(embedded(body).dump(2, ' ', false, Json::error_handler_t::replace));
  for (std::string line; std::getline(lines, line);) page.line("    " + line, Ink::plain);
}

Json edit_json(const FieldEdit& edit) {
  Json json = {{"path", edit.path}};
  if (edit.before) json["before"] = embedded(*edit.before);
  if (edit.after) json["after"] = embedded(*edit.after);
  return json;
}

Json request_json(const PlannedRequest& request) {
  Json json = {{"change", request.change}, {"method", request.method}, {"path", request.path}};
  if (!request.body.empty()) json["body"] = embedded(request.body);
  if (!request.place.empty()) json["place"] = request.place;
  if (!request.diff.empty()) {
    json["diff"] = Json::array();
    for (const FieldEdit& each : request.diff) json["diff"].push_back(edit_json(each));
  }
  if (!request.splices.empty()) {
    json["splices"] = Json::array();
    for (const Splice& each : request.splices)
      json["splices"].push_back(
          {{"offset", each.offset}, {"before", each.before}, {"after", each.after}});
  }
  return json;
}

}  // namespace

std::string requests_text(const std::vector<PlannedRequest>& requests, const TextStyle& style) {
  TextPage page(style);
  if (requests.empty()) {
    page.line("No request would be sent.", Ink::green);
    return page.text();
  }
  const auto files = static_cast<int>(std::ranges::count_if(
      requests, [](const PlannedRequest& each) { return !each.splices.empty(); }));
  const int sent = static_cast<int>(requests.size()) - files;
  page.paragraph(
      fmt::format("{} would be sent{}, in this order. Nothing has been written.",
                  count_of(sent, "request", "requests"),
                  files == 0 ? std::string()
                             : fmt::format(" and {} rewritten", count_of(files, "file", "files"))),
      0, Ink::bold);
  page.paragraph("References such as ${c1.id} are replaced by what Okta answers to that change.", 0,
                 Ink::dim);
  for (const PlannedRequest& each : requests) {
    page.blank();
    page.line(fmt::format("{}  {} {}", each.change, each.method, each.path), Ink::bold);
    if (!each.body.empty()) print_body(page, each.body);
    if (!each.place.empty())
      page.paragraph(fmt::format("with the priority that puts it {}", each.place), 4, Ink::dim);
    if (!each.diff.empty())
      page.paragraph("the object as it is then, and only this is different:", 4, Ink::dim);
    for (const FieldEdit& edit : each.diff) page.paragraph(edit_sentence(edit), 4);
    if (!each.splices.empty())
      page.paragraph("a file of this disk, in which only this is replaced:", 4, Ink::dim);
    for (const Splice& splice : each.splices) page.paragraph(splice_sentence(splice), 4);
  }
  return page.text();
}

std::string requests_json(const std::vector<PlannedRequest>& requests) {
  Json list = Json::array();
  for (const PlannedRequest& each : requests) list.push_back(request_json(each));
  return json_parts::printed({{"schema", "oktafix.requests/1"}, {"requests", std::move(list)}});
}

}  // namespace remediate

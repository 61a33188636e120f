#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "remediate/checks/target_choice.hpp"
#include "remediate/checks/wording.hpp"

namespace remediate {
namespace {

std::string message(const CheckInput& input, const std::string& reference, std::size_t apps) {
  const auto same_name = std::ranges::count_if(
      input.snapshot.servers,
      [&](const ServerSnapshot& each) { return each.server.name == reference; });
  const std::string waiting =
      fmt::format("{} app{} nowhere to move to", apps, apps == 1 ? " has" : "s have");
  if (same_name > 1)
    return fmt::format("{} authorization servers are called '{}', so {}", same_name, reference,
                       waiting);
  return fmt::format("there is no authorization server '{}', so {}", reference, waiting);
}

}  // namespace

void target_server_missing(const CheckInput& input, Findings& findings) {
  if (!servers_were_read(input)) return;
  std::map<std::string, std::vector<std::string>> labels_by_reference;
  for (const OpenCase& open : input.open_cases) {
    if (open.target == nullptr)
      labels_by_reference[open.target_reference].push_back(open.application->label);
  }
  for (auto& [reference, labels] : labels_by_reference) {
    std::ranges::sort(labels);
    Finding finding = about_server(reference, reference, Severity::error);
    finding.message = message(input, reference, labels.size());
    finding.evidence = {"the list of authorization servers was read to its end",
                        "needed by " + list_of(labels)};
    finding.fixable = may_be_created(input.directives, reference);
    finding.advice =
        finding.fixable
            ? "target.create in oktafix.yaml says how to make it"
            : "name an existing server by its id in oktafix.yaml, or say under target.create how "
              "to make it";
    findings.push_back(std::move(finding));
  }
}

}  // namespace remediate

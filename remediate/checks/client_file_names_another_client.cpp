// `files` of oktafix.yaml binds a file to an app; where another client id stands in it, what
// belongs to that one stays. The owner may have bound too much.
#include <algorithm>

#include <fmt/format.h>

#include "remediate/checks/file_share.hpp"
#include "remediate/checks/wording.hpp"
#include "remediate/model/clients.hpp"

namespace remediate {
namespace {

bool is_bound_client(const CheckInput& input, const BoundFile& file, const std::string& client_id) {
  const okta::Application* application = application_of_client(input.snapshot, client_id);
  return application != nullptr && std::ranges::binary_search(file.app_ids, application->id);
}

std::string called(const CheckInput& input, const std::string& client_id) {
  const okta::Application* application = application_of_client(input.snapshot, client_id);
  return application == nullptr ? client_id
                                : fmt::format("{} ('{}')", client_id, application->label);
}

}  // namespace

void client_file_names_another_client(const CheckInput& input, Findings& findings) {
  const BoundFile* told = nullptr;
  for (const FileShare& share : file_shares(input)) {
    if (share.file == told) continue;
    told = share.file;
    for (const FileClient& each : share.file->clients) {
      if (each.client_id.empty() || is_bound_client(input, *share.file, each.client_id)) continue;
      Finding finding = about_file(*share.file, each.line, Severity::warning);
      finding.message = fmt::format(
          "names client {}, and oktafix.yaml binds this file to {}: what belongs to the other "
          "client, or to none for certain, stays as it is",
          called(input, each.client_id), list_of(share.file->app_ids));
      finding.evidence = {fmt::format("line {}: {}", each.line, each.client_id)};
      finding.advice = "bind the file to the app that it configures (`files` in oktafix.yaml)";
      findings.push_back(std::move(finding));
    }
  }
}

}  // namespace remediate

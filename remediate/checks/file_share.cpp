#include "remediate/checks/file_share.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "remediate/checks/find_open_cases.hpp"
#include "remediate/model/clients.hpp"

namespace remediate {
namespace {

std::vector<const FileUrl*>& list_for(FileShare& share, FileUrlState state) {
  switch (state) {
    case FileUrlState::names_custom:
      return share.custom;
    case FileUrlState::manual:
      return share.manual;
    case FileUrlState::names_org:
      break;
  }
  return share.org;
}

FileShare share_of(const CheckInput& input, const BoundFile& file,
                   const okta::Application& application) {
  FileShare share{&file, &application, nullptr, nullptr, {}, {}, {}};
  const auto open = std::ranges::find(input.open_cases, &application, &OpenCase::application);
  if (open != input.open_cases.end()) share.open = &*open;
  const auto move = std::ranges::find(file.moves, application.id, &ClientMove::app_id);
  if (move != file.moves.end()) share.move = &*move;
  for (const FileUrl& url : file.urls) {
    if (belongs_to(url, file, application.id, client_id_of(application)))
      list_for(share, url.state).push_back(&url);
  }
  return share;
}

bool has_line(const FileShare& share, std::size_t line) {
  for (const auto* urls : {&share.org, &share.custom, &share.manual}) {
    if (std::ranges::any_of(*urls, [&](const FileUrl* url) { return url->line == line; }))
      return true;
  }
  return false;
}

}  // namespace

std::vector<FileShare> file_shares(const CheckInput& input) {
  std::vector<FileShare> shares;
  for (const BoundFile& file : input.snapshot.files) {
    for (std::size_t place = 0; place < input.snapshot.applications.size(); ++place) {
      const okta::Application& application = input.snapshot.applications[place];
      if (!std::ranges::binary_search(file.app_ids, application.id)) continue;
      const Demand* demand = demand_of(input, place);
      if (demand == nullptr || !demand->ignored_because)
        shares.push_back(share_of(input, file, application));
    }
  }
  return shares;
}

const OpenCase* open_case_of(const CheckInput& input, const Finding& finding) {
  if (finding.subject.kind == "file") {
    for (const FileShare& share : file_shares(input)) {
      if (share.file->path == finding.subject.id && finding.location &&
          has_line(share, finding.location->line))
        return share.open;
    }
    return nullptr;
  }
  const auto open = std::ranges::find_if(input.open_cases, [&](const OpenCase& each) {
    return finding.subject.kind == "application" && finding.subject.id == each.application->id;
  });
  return open == input.open_cases.end() ? nullptr : &*open;
}

Finding about_file(const BoundFile& file, std::size_t line, Severity severity) {
  Finding finding;
  finding.severity = severity;
  finding.subject = {"file", file.path, file.path};
  finding.location = Location{file.path, line};
  return finding;
}

std::vector<std::string> lines_of(const std::vector<const FileUrl*>& urls) {
  std::vector<std::string> lines;
  for (const FileUrl* url : urls) {
    lines.push_back(url->key.empty()
                        ? fmt::format("line {}: {}", url->line, url->value)
                        : fmt::format("line {}: {}: {}", url->line, url->key, url->value));
  }
  return lines;
}

}  // namespace remediate

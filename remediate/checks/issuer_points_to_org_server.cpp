// Clients read their issuer in configuration files, or where organisations keep it in the app
// object's profile or settings. For an app that needs no custom scope the org server is the right
// one: then it is worth a note, since nothing else tells which server a client uses.
#include <algorithm>

#include <fmt/format.h>

#include "remediate/checks/file_share.hpp"
#include "remediate/checks/find_open_cases.hpp"
#include "remediate/checks/url_naming.hpp"
#include "remediate/checks/wording.hpp"

namespace remediate {
namespace {

Finding about_urls(const FileShare& share) {
  const bool asks_for_custom_scopes = share.open != nullptr;
  Finding finding = about_file(*share.file, share.org.front()->line,
                               asks_for_custom_scopes ? Severity::warning : Severity::note);
  finding.evidence = lines_of(share.org);
  if (!asks_for_custom_scopes) {
    finding.message = fmt::format(
        "the configuration of '{}' names the org authorization server, which is right as long as "
        "the client asks for no custom scope",
        share.application->label);
    return finding;
  }
  finding.message = fmt::format(
      "the configuration of '{}' names the org authorization server: its client keeps asking it "
      "for custom scopes",
      share.application->label);
  finding.fixable = share.move != nullptr;
  finding.advice = fmt::format("let these URLs name {}", target_of(*share.open));
  if (share.move != nullptr && !share.move->obstacle.empty()) {
    finding.blocked_by = "file-by-hand";
    finding.advice = share.move->obstacle;
  }
  return finding;
}

// What names the org server, and no text edit can change it.
Finding about_manual(const FileShare& share, const FileUrl& url) {
  Finding finding =
      about_file(*share.file, url.line, share.open != nullptr ? Severity::warning : Severity::note);
  finding.message = fmt::format(
      "the configuration of '{}' names the org authorization server in a way that no text edit can "
      "change",
      share.application->label);
  finding.evidence = lines_of({&url});
  finding.advice = url.why;
  return finding;
}

// Bound to several apps, and the file ties it to none of them.
void add_unowned(const CheckInput& input, Findings& findings) {
  for (const BoundFile& file : input.snapshot.files) {
    if (file.app_ids.size() < 2) continue;
    for (const FileUrl& url : file.urls) {
      if (!url.client_id.empty() || url.state != FileUrlState::names_org) continue;
      Finding finding = about_file(file, url.line, Severity::warning);
      finding.message =
          "names the org authorization server for one of several apps, and nothing tells for which";
      finding.evidence = lines_of({&url});
      finding.advice =
          "write the client id beside it, or let `files` of one application name this file";
      findings.push_back(std::move(finding));
    }
  }
}

void add_files(const CheckInput& input, Findings& findings) {
  for (const FileShare& share : file_shares(input)) {
    if (!share.org.empty()) findings.push_back(about_urls(share));
    for (const FileUrl* url : share.manual) findings.push_back(about_manual(share, *url));
  }
  add_unowned(input, findings);
}

}  // namespace

void issuer_points_to_org_server(const CheckInput& input, Findings& findings) {
  for (std::size_t place = 0; place < input.snapshot.applications.size(); ++place) {
    const okta::Application& application = input.snapshot.applications[place];
    const Demand* demand = demand_of(input, place);
    if (demand != nullptr && demand->ignored_because) continue;
    NamedServers named = servers_named_by(input, application);
    if (named.org.empty()) continue;
    const auto open = std::ranges::find(input.open_cases, &application, &OpenCase::application);
    const bool asks_for_custom_scopes = open != input.open_cases.end();

    Finding finding =
        about(application, asks_for_custom_scopes ? Severity::warning : Severity::note);
    finding.evidence = std::move(named.org);
    finding.fixable = asks_for_custom_scopes;
    if (asks_for_custom_scopes) {
      finding.message =
          "the app object names the org authorization server: a client that reads its issuer there "
          "keeps asking it for custom scopes";
      finding.advice = fmt::format("let these URLs name {}", target_of(*open));
    } else {
      finding.message =
          "the app object names the org authorization server, which is right as long as the client "
          "asks for no custom scope";
    }
    findings.push_back(std::move(finding));
  }
  add_files(input, findings);
}

}  // namespace remediate

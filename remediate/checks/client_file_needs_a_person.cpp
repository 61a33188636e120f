// What no text edit mends in a bound file, or has to move in another place as well: code that
// builds the URL, audiences, siblings in another repository. One finding each. For an app that
// moves nobody anywhere it is only worth a note.
#include <algorithm>

#include "remediate/checks/file_share.hpp"

namespace remediate {
namespace {

// Has a rule of its own.
constexpr std::string_view kMixed = "mixed-issuer-and-endpoints";

void add(const BoundFile& file, const FileRemark& remark, Severity severity, Findings& findings) {
  Finding finding = about_file(file, remark.line, severity);
  finding.message = remark.message;
  finding.evidence = {remark.reason};
  findings.push_back(std::move(finding));
}

}  // namespace

void client_file_needs_a_person(const CheckInput& input, Findings& findings) {
  const BoundFile* told = nullptr;
  for (const FileShare& share : file_shares(input)) {
    const Severity severity = share.open != nullptr ? Severity::warning : Severity::note;
    // What the file says is the same for all of its apps.
    if (share.file != told) {
      for (const FileRemark& each : share.file->remarks) {
        if (each.reason != kMixed) add(*share.file, each, severity, findings);
      }
    }
    told = share.file;
    if (share.move == nullptr) continue;
    for (const FileRemark& each : share.move->remarks) add(*share.file, each, severity, findings);
  }
}

}  // namespace remediate

// What a client configuration file has of one app: the URLs that its client owns, and what its move
// would replace. Ignored apps have no share in any file. Pure; the pointers are as valid as the
// snapshot and the open cases.
#pragma once

#include <string>
#include <vector>

#include "remediate/checks/check.hpp"

namespace remediate {

struct FileShare {
  const BoundFile* file = nullptr;
  const okta::Application* application = nullptr;
  const OpenCase* open = nullptr;    // nullptr: the app needs no custom scopes, as far as is known
  const ClientMove* move = nullptr;  // nullptr: nothing of it would move
  std::vector<const FileUrl*> org;
  std::vector<const FileUrl*> custom;
  std::vector<const FileUrl*> manual;
};

// One for each app that the file is bound to; by file.
[[nodiscard]] std::vector<FileShare> file_shares(const CheckInput& input);

// The open case that a finding is about: by its app, or as the owner of the URL of a file.
[[nodiscard]] const OpenCase* open_case_of(const CheckInput& input, const Finding& finding);

[[nodiscard]] Finding about_file(const BoundFile& file, std::size_t line, Severity severity);

// "line 3: okta.oauth2.issuer: https://acme.okta.com", one for each.
[[nodiscard]] std::vector<std::string> lines_of(const std::vector<const FileUrl*>& urls);

}  // namespace remediate

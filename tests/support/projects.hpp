// The small projects of tests/projects, before and after they moved, as if their org had another
// URL. Not thread-safe.
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace tests {

// By path below the folder of the projects.
using ProjectFiles = std::map<std::string, std::string>;

inline constexpr const char* kProjectsOrg = "https://acme.okta.com";

// With oktafix.yaml. `stage`: before or after. Their org's URL stands in escapes and in base64 as
// well as plainly.
[[nodiscard]] ProjectFiles projects(const std::string& stage,
                                    const std::string& org_url = kProjectsOrg);

void write_files(const std::filesystem::path& folder, const ProjectFiles& files);
[[nodiscard]] ProjectFiles files_in(const std::filesystem::path& folder);

}  // namespace tests

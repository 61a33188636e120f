#include "tests/support/projects.hpp"

#include <fstream>

#include "tests/support/recorded.hpp"

namespace tests {
namespace {

namespace fs = std::filesystem;

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
  return text;
}

std::string base64(const std::string& text) {
  constexpr const char* kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string digits;
  unsigned bits = 0;
  int waiting = 0;
  for (const char each : text) {
    bits = (bits << 8U) | static_cast<unsigned char>(each);
    waiting += 8;
    for (; waiting >= 6; waiting -= 6) digits += kDigits[(bits >> (waiting - 6)) & 63U];
  }
  if (waiting > 0) digits += kDigits[(bits << (6 - waiting)) & 63U];
  while (digits.size() % 4 != 0) digits += '=';
  return digits;
}

std::string at_org(std::string text, const std::string& org_url) {
  const std::string old = kProjectsOrg;
  for (const char* server : {"/oauth2/default", ""})
    text = replaced(text, " " + base64(old + server) + "\n", " " + base64(org_url + server) + "\n");
  text = replaced(text, replaced(old, ":", "\\:"), replaced(org_url, ":", "\\:"));
  return replaced(text, old, org_url);
}

}  // namespace

ProjectFiles projects(const std::string& stage, const std::string& org_url) {
  const fs::path folder = source_folder() / "tests" / "projects";
  ProjectFiles files = files_in(folder / stage);
  files["oktafix.yaml"] = read_file(folder / "oktafix.yaml");
  for (auto& [name, text] : files) text = at_org(text, org_url);
  return files;
}

void write_files(const fs::path& folder, const ProjectFiles& files) {
  for (const auto& [name, text] : files) {
    fs::create_directories((folder / name).parent_path());
    std::ofstream(folder / name, std::ios::binary) << text;
  }
}

ProjectFiles files_in(const fs::path& folder) {
  ProjectFiles files;
  for (const fs::directory_entry& each : fs::recursive_directory_iterator(folder)) {
    if (each.is_regular_file())
      files[each.path().lexically_relative(folder).generic_string()] = read_file(each.path());
  }
  return files;
}

}  // namespace tests

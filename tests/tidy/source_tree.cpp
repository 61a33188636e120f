#include "tests/tidy/source_tree.hpp"

#include <algorithm>
#include <fstream>
#include <string_view>

#include "tests/support/recorded.hpp"

namespace tests {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> included(const std::vector<std::string>& lines, char open, char close) {
  const std::string start = std::string("#include ") + open;
  std::vector<std::string> names;
  for (const std::string& line : lines) {
    if (!line.starts_with(start)) continue;
    names.push_back(line.substr(start.size(), line.find(close, start.size()) - start.size()));
  }
  return names;
}

std::vector<SourceFile> read_tree() {
  std::vector<SourceFile> files;
  for (const std::string_view top : {"client", "config", "remediate", "mocks", "tests"}) {
    for (const fs::directory_entry& entry :
         fs::recursive_directory_iterator(source_folder() / top)) {
      const fs::path extension = entry.path().extension();
      if (extension != ".hpp" && extension != ".cpp") continue;
      SourceFile file{fs::relative(entry.path(), source_folder()).generic_string(), {}};
      std::ifstream stream(entry.path());
      for (std::string line; std::getline(stream, line);) file.lines.push_back(line);
      files.push_back(std::move(file));
    }
  }
  std::ranges::sort(files, {}, &SourceFile::path);
  return files;
}

}  // namespace

std::vector<std::string> SourceFile::own_includes() const { return included(lines, '"', '"'); }
std::vector<std::string> SourceFile::system_includes() const { return included(lines, '<', '>'); }

const std::vector<SourceFile>& source_files() {
  static const std::vector<SourceFile> files = read_tree();
  return files;
}

std::string room_of(const std::string& path) {
  const std::string top = path.substr(0, path.find('/'));
  if (top == "tests" || top == "mocks" || top == "config") return top;
  const fs::path folder = fs::path(path).parent_path();
  if (top == "client") return folder == "client" ? "client/client" : folder.generic_string();
  return top == "remediate" ? folder.generic_string() : "";
}

}  // namespace tests

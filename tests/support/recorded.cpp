#include "tests/support/recorded.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace tests {

namespace fs = std::filesystem;

fs::path source_folder() { return OKTAFIX_SOURCE_DIR; }

fs::path recorded_folder() {
  const char* named = std::getenv("OKTAFIX_RECORDED");
  fs::path folder =
      named != nullptr ? fs::path(named) : source_folder() / ".." / "shared" / "recorded";
  return fs::is_directory(folder) ? folder : fs::path();
}

std::vector<fs::path> recorded_files(const std::string& folder) {
  std::vector<fs::path> files;
  if (recorded_folder().empty()) return files;
  for (const fs::directory_entry& entry : fs::directory_iterator(recorded_folder() / folder)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

std::string read_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

}  // namespace tests

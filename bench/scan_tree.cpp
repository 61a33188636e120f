// How fast a tree of source files is searched for an org, beside `grep -rF` in the same run:
//   scan_tree [FILES]
// Makes the tree in a temporary folder, reads it once so that it lies in the disk cache, and then
// times both in turn. Ends with 1 when oktafix takes more than three times as long.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

#include <fmt/format.h>
#include <unistd.h>

#include "remediate/files/find_files.hpp"

namespace {

namespace fs = std::filesystem;

constexpr const char* kOrg = "https://acme.okta.com";
constexpr std::size_t kPerFolder = 25;
constexpr std::size_t kEverySoMany = 200;  // files that speak of the org

// The same tree each time.
class Dice {
 public:
  std::size_t below(std::size_t most) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>(state_ >> 33U) % most;
  }

 private:
  std::uint64_t state_ = 2026;
};

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "oktafix-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) path_ = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

// Lines as source files have them: 100 bytes to 30 KB a file, most of them small.
std::string text_of(Dice& dice) {
  static constexpr std::array kWords = {
      "const",  "value",   "return", "(request)", "=>",
      "public", "options", "{",      "};",        "import",
      "order",  "token",   "static", "string",    "https://example.com"};
  const std::size_t size = 100 + dice.below(100) * dice.below(300);
  std::string text;
  while (text.size() < size) {
    text += kWords[dice.below(kWords.size())];
    text += dice.below(9) == 0 ? '\n' : ' ';
  }
  return text;
}

std::uint64_t make_tree(const fs::path& folder, std::size_t files) {
  static constexpr std::array kEndings = {".ts", ".java", ".yml", ".py", ".json", ".go"};
  Dice dice;
  std::uint64_t bytes = 0;
  for (std::size_t each = 0; each < files; ++each) {
    const std::size_t place = each / kPerFolder;
    const fs::path in =
        folder / fmt::format("module{}", place / 20) / fmt::format("part{}", place % 20);
    if (each % kPerFolder == 0) fs::create_directories(in);
    std::string text = text_of(dice);
    if (each % kEverySoMany == 0) text += fmt::format("\nissuer: {}\n", kOrg);
    bytes += text.size();
    std::ofstream(in / fmt::format("file{}{}", each, kEndings[dice.below(kEndings.size())]),
                  std::ios::binary)
        << text;
  }
  return bytes;
}

double best_seconds(const std::function<void()>& work) {
  constexpr int kTimes = 5;
  double best = 1e9;
  for (int each = 0; each < kTimes; ++each) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    best = std::min(best, took.count());
  }
  return best;
}

int measure(std::size_t files) {
  const Folder folder;
  const std::uint64_t bytes = make_tree(folder.path(), files);
  const std::string grep =
      fmt::format("LC_ALL=C grep -rF acme.okta.com '{}' >/dev/null", folder.path().string());
  if (std::system(grep.c_str()) != 0) {
    fmt::print("grep found nothing: no measurement\n");
    return 1;
  }
  const double by_grep = best_seconds([&grep] { (void)!std::system(grep.c_str()); });

  const remediate::ByteSearch words = remediate::search_for(remediate::OrgHosts(kOrg, {}));
  std::size_t found = 0;
  const double by_us = best_seconds([&] {
    const auto all = remediate::find_files({{folder.path()}, {}, 2}, words, {});
    found = all ? all->files.size() : 0;
  });

  const auto line = [&](const char* name, double seconds) {
    fmt::print("{:<10} {:7.1f} ms  {:7.0f} MB/s  {:8.0f} files/s\n", name, seconds * 1e3,
               static_cast<double>(bytes) / seconds / 1e6, static_cast<double>(files) / seconds);
  };
  fmt::print("{} files, {:.1f} MB, {} of them speak of the org; best of 5, in the disk cache\n",
             files, static_cast<double>(bytes) / 1e6, found);
  line("grep -rF", by_grep);
  line("find_files", by_us);
  fmt::print("{:.2f} times the time of grep -rF (at most 3)\n", by_us / by_grep);
  const std::size_t expected = (files + kEverySoMany - 1) / kEverySoMany;
  return found == expected && by_us <= 3 * by_grep ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  constexpr std::size_t kFiles = 20'000;
  return measure(count > 1 ? std::strtoul(arguments[1], nullptr, 10) : kFiles);
}

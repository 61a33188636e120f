// Finds the client configuration files that speak of an org, in files and folders that a person
// names and by the patterns of oktafix.yaml. Leaves alone what git ignores, what is vendored,
// generated, binary or no UTF-8, and what lies outside of the folder that was named; tells what it
// left out and why. What is named itself is always read. Two names of one file are one file. Reads
// the disk, in threads of its own; writes nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "client/base/result.hpp"
#include "remediate/files/byte_search.hpp"
#include "remediate/files/client_file_text.hpp"
#include "remediate/files/left_out.hpp"
#include "remediate/files/path_pattern.hpp"

namespace remediate {

struct FileSearch {
  std::vector<std::filesystem::path> paths;  // files and folders, as a person names them
  std::vector<PathPattern> patterns;
  unsigned threads = 2;
};

struct FoundFile {
  std::filesystem::path path;   // as it was named, or below what was named
  std::filesystem::path root;   // nothing outside of it is replaced through a symbolic link
  std::filesystem::path place;  // absolute, wherever links lead
  std::vector<std::filesystem::path> other_names;  // absolute: links that lead to it
  FileText text;
};

// A file that speaks of the org or cannot be looked at, or a whole folder.
struct LeftOutPath {
  std::filesystem::path path;
  LeftOut reason = LeftOut::unreadable;
  std::string detail;  // of what the system said; may be empty
};

struct FoundFiles {
  std::vector<FoundFile> files;  // by path
  std::vector<LeftOutPath> left_out;
  std::size_t read = 0;  // files that were looked into
  std::uint64_t bytes = 0;
};

// Fails when something that was named is not there (invalid_input), or was interrupted. A pattern
// that matches nothing is no failure.
[[nodiscard]] okta::Result<FoundFiles> find_files(const FileSearch& search, const ByteSearch& words,
                                                  std::stop_token stop);

}  // namespace remediate

#include "config/text_file.hpp"

#include <fstream>
#include <system_error>

#include <fmt/format.h>

namespace config {

namespace fs = std::filesystem;
using okta::ErrorKind;
using okta::failure;

okta::Result<std::string> read_text_file(const fs::path& file, std::size_t limit) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (status.type() == fs::file_type::not_found)
    return failure(ErrorKind::invalid_input, "is not there");
  if (error) return failure(ErrorKind::io, "cannot be read: " + error.message());
  if (status.type() == fs::file_type::directory)
    return failure(ErrorKind::invalid_input, "is a folder, not a file");

  std::ifstream stream(file, std::ios::binary);
  if (!stream) return failure(ErrorKind::io, "cannot be opened for reading");
  std::string text(limit + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad()) return failure(ErrorKind::io, "cannot be read");
  text.resize(static_cast<std::size_t>(stream.gcount()));
  if (text.size() > limit) {
    return failure(ErrorKind::invalid_input,
                   fmt::format("is larger than {} KiB", limit / std::size_t{1024}));
  }
  return text;
}

bool may_be_there(const fs::path& file) {
  std::error_code error;
  return fs::status(file, error).type() != fs::file_type::not_found;
}

bool open_to_others(const fs::path& file) {
  std::error_code error;
  const fs::perms rights = fs::status(file, error).permissions();
  return !error && (rights & (fs::perms::group_all | fs::perms::others_all)) != fs::perms::none;
}

}  // namespace config

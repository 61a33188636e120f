#include "remediate/cli/results.hpp"

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace remediate::cli {

namespace {

namespace fs = std::filesystem;

okta::Error error_about(std::string_view what, int code) {
  return {okta::ErrorKind::io,
          fmt::format("{}: {}", what, std::generic_category().message(code)),
          std::nullopt,
          {}};
}

okta::Status write_all(int descriptor, std::string_view text, std::string_view name) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return okta::failure(error_about(name, errno));
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

// The name is taken with O_EXCL, so that two runs never write into each other's file.
class TemporaryFile {
 public:
  explicit TemporaryFile(const fs::path& target)
      : path_(target.string() + fmt::format(".{}.tmp", ::getpid())),
        descriptor_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)) {}
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    if (!moved_) ::unlink(path_.c_str());
  }

  [[nodiscard]] int descriptor() const { return descriptor_; }

  okta::Status become(const fs::path& target) {
    if (::fsync(descriptor_) != 0 || std::rename(path_.c_str(), target.c_str()) != 0)
      return okta::failure(error_about(target.string(), errno));
    moved_ = true;
    return {};
  }

 private:
  std::string path_;
  int descriptor_;
  bool moved_ = false;
};

okta::Status replace_file(const fs::path& target, std::string_view text) {
  TemporaryFile file(target);
  if (file.descriptor() < 0) return okta::failure(error_about(target.string(), errno));
  return write_all(file.descriptor(), text, target.string()).and_then([&] {
    return file.become(target);
  });
}

// A pipe, a terminal or /dev/null must not be replaced by a file.
okta::Status write_into(const fs::path& target, std::string_view text) {
  const int descriptor = ::open(target.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) return okta::failure(error_about(target.string(), errno));
  okta::Status status = write_all(descriptor, text, target.string());
  if (::close(descriptor) != 0 && status) return okta::failure(error_about(target.string(), errno));
  return status;
}

bool is_special(const fs::path& target) {
  std::error_code ignored;
  const fs::file_status status = fs::status(target, ignored);
  return fs::exists(status) && !fs::is_regular_file(status);
}

// Through symbolic links, so that the link stays and its target is replaced.
fs::path resolved(const fs::path& file) {
  std::error_code failed;
  fs::path target = fs::weakly_canonical(file, failed);
  return failed ? file : target;
}

}  // namespace

okta::Status check_output(const std::optional<fs::path>& file) {
  if (!file) return {};
  std::error_code ignored;
  if (fs::is_directory(*file, ignored)) return okta::failure(error_about(file->string(), EISDIR));
  if (is_special(*file)) return {};
  const fs::path folder = resolved(*file).parent_path();
  if (::access(folder.empty() ? "." : folder.c_str(), W_OK | X_OK) != 0)
    return okta::failure(error_about(file->string(), errno));
  return {};
}

okta::Status write_result(std::string_view text, const std::optional<fs::path>& file) {
  if (!file) return write_all(STDOUT_FILENO, text, "stdout");
  return is_special(*file) ? write_into(*file, text) : replace_file(resolved(*file), text);
}

}  // namespace remediate::cli

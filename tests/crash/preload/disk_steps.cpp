// Preloaded into the program under test: counts the calls that change files below one folder, and
// stops the whole process at one of them, so that a test can kill it there. Nothing of it is linked
// into the program. Settings come from the environment:
//   DISK_STEPS_FOLDER  only files below it count; an absolute path
//   DISK_STEPS_LOG     gets a line for each step before it is taken, e.g. "12 pwrite
//   journal.db-wal" DISK_STEPS_STOP    the number of the step to stop at; absent: none
//   DISK_STEPS_TORN    when there: half of the bytes of that step are written before
#include <atomic>
#include <climits>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

template <class Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

using Write = ssize_t(int, const void*, size_t);
using PositionedWrite = ssize_t(int, const void*, size_t, off_t);
using Open = int(const char*, int, ...);

// What comes after the folder; null when it is not below it.
const char* below_folder(const char* path) {
  static const char* const folder = std::getenv("DISK_STEPS_FOLDER");
  if (folder == nullptr || path == nullptr) return nullptr;
  const std::size_t length = std::strlen(folder);
  if (std::strncmp(path, folder, length) != 0) return nullptr;
  return path[length] == '/' ? path + length + 1 : (path[length] == '\0' ? "." : nullptr);
}

void log_step(int number, const char* what, const char* file) {
  static const char* const path = std::getenv("DISK_STEPS_LOG");
  static Open* const real_open = next<Open>("open");
  static Write* const real_write = next<Write>("write");
  static const int log =
      path == nullptr ? -1 : real_open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  char line[PATH_MAX];
  const int length = std::snprintf(line, sizeof line, "%d %s %s\n", number, what, file);
  if (log >= 0 && length > 0) (void)!real_write(log, line, static_cast<std::size_t>(length));
}

// Whether this is the step to stop at.
bool is_last(const char* what, const char* file) {
  static std::atomic<int> count{0};
  static const char* const wanted = std::getenv("DISK_STEPS_STOP");
  const int number = ++count;
  log_step(number, what, file);
  return wanted != nullptr && number == std::atoi(wanted);
}

bool tears() { return std::getenv("DISK_STEPS_TORN") != nullptr; }

void stop() { ::kill(::getpid(), SIGSTOP); }

void step(const char* what, const char* path) {
  const char* file = below_folder(path);
  if (file != nullptr && is_last(what, file)) stop();
}

const char* path_of(int descriptor, char (&path)[PATH_MAX]) {
  char link[64];
  std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  const ssize_t length = ::readlink(link, path, sizeof path - 1);
  if (length < 0) return nullptr;
  path[length] = '\0';
  return path;
}

void step(const char* what, int descriptor) {
  char path[PATH_MAX];
  step(what, path_of(descriptor, path));
}

template <class Halve>
void write_step(const char* what, int descriptor, Halve halve) {
  char path[PATH_MAX];
  const char* file = below_folder(path_of(descriptor, path));
  if (file == nullptr || !is_last(what, file)) return;
  if (tears()) halve();
  stop();
}

ssize_t positioned_write(const char* name, int fd, const void* bytes, size_t count, off_t at) {
  PositionedWrite* const real = next<PositionedWrite>(name);
  write_step("pwrite", fd, [&] { (void)!real(fd, bytes, count / 2, at); });
  return real(fd, bytes, count, at);
}

int open_file(const char* name, const char* path, int flags, mode_t mode) {
  if ((flags & (O_CREAT | O_TRUNC)) != 0) step("open", path);
  return next<Open>(name)(path, flags, mode);
}

mode_t mode_in(va_list rest, int flags) {
  return (flags & O_CREAT) != 0 ? static_cast<mode_t>(va_arg(rest, unsigned)) : 0;
}

}  // namespace

// The names of the C library.
extern "C" {

int open(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = mode_in(rest, flags);
  va_end(rest);
  return open_file("open", path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = mode_in(rest, flags);
  va_end(rest);
  return open_file("open64", path, flags, mode);
}

ssize_t write(int fd, const void* bytes, size_t count) {
  Write* const real = next<Write>("write");
  write_step("write", fd, [&] { (void)!real(fd, bytes, count / 2); });
  return real(fd, bytes, count);
}

ssize_t pwrite(int fd, const void* bytes, size_t count, off_t at) {
  return positioned_write("pwrite", fd, bytes, count, at);
}

ssize_t pwrite64(int fd, const void* bytes, size_t count, off_t at) {
  return positioned_write("pwrite64", fd, bytes, count, at);
}

int fsync(int fd) {
  step("fsync", fd);
  return next<int(int)>("fsync")(fd);
}

int fdatasync(int fd) {
  step("fdatasync", fd);
  return next<int(int)>("fdatasync")(fd);
}

int ftruncate(int fd, off_t length) noexcept {
  step("ftruncate", fd);
  return next<int(int, off_t)>("ftruncate")(fd, length);
}

int ftruncate64(int fd, off_t length) noexcept {
  step("ftruncate", fd);
  return next<int(int, off_t)>("ftruncate64")(fd, length);
}

int unlink(const char* path) noexcept {
  step("unlink", path);
  return next<int(const char*)>("unlink")(path);
}

int rename(const char* from, const char* to) noexcept {
  step("rename", to);
  return next<int(const char*, const char*)>("rename")(from, to);
}

int mkdir(const char* path, mode_t mode) noexcept {
  step("mkdir", path);
  return next<int(const char*, mode_t)>("mkdir")(path, mode);
}

int chmod(const char* path, mode_t mode) noexcept {
  step("chmod", path);
  return next<int(const char*, mode_t)>("chmod")(path, mode);
}

int fchmod(int fd, mode_t mode) noexcept {
  step("fchmod", fd);
  return next<int(int, mode_t)>("fchmod")(fd, mode);
}

}  // extern "C"

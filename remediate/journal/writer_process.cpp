#include "remediate/journal/writer_process.hpp"

#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <unistd.h>

namespace remediate {
namespace {

std::string boot_id() {
  std::ifstream stream("/proc/sys/kernel/random/boot_id");
  std::string id;
  stream >> id;
  return id;
}

// Field 22 of /proc/PID/stat; nothing when there is no such process, or only its remains that
// nobody has waited for. Source: proc(5).
std::optional<std::string> start_of(std::int64_t pid) {
  std::ifstream stream(fmt::format("/proc/{}/stat", pid));
  const std::string text(std::istreambuf_iterator<char>(stream), {});
  // The second field is the program's name in parentheses, and may hold spaces and parentheses.
  const std::size_t name_end = text.rfind(')');
  if (name_end == std::string::npos) return std::nullopt;
  std::istringstream fields(text.substr(name_end + 1));
  std::string field;
  for (int number = 3; number <= 22 && fields >> field; ++number) {
    const bool is_dead = number == 3 && (field == "Z" || field == "X");
    if (is_dead) return std::nullopt;
  }
  if (!fields) return std::nullopt;
  return field;
}

}  // namespace

WriterProcess this_process() {
  const std::int64_t pid = ::getpid();
  return {pid, start_of(pid).value_or(""), boot_id()};
}

bool is_alive(const WriterProcess& writer) {
  if (writer.boot.empty() || writer.boot != boot_id()) return false;
  return start_of(writer.pid) == writer.started;
}

}  // namespace remediate

#include "remediate/journal/writer_process.hpp"

#include <array>

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

namespace remediate {
namespace {

// A container often has a number for its user and no name.
std::string user_name() {
  const uid_t number = ::geteuid();
  std::array<char, 4096> texts{};
  passwd entry{};
  passwd* found = nullptr;
  if (::getpwuid_r(number, &entry, texts.data(), texts.size(), &found) == 0 && found != nullptr)
    return found->pw_name;
  return fmt::format("user {}", number);
}

std::string host_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

}  // namespace

WriterProcess this_process() { return {::getpid(), user_name(), host_name()}; }

std::string in_words(const WriterProcess& writer) {
  std::string words = fmt::format("process {}", writer.pid);
  if (!writer.user.empty()) words += " of " + writer.user;
  if (!writer.host.empty()) words += " on " + writer.host;
  return words;
}

}  // namespace remediate

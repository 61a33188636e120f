#include "remediate/files/temporary_name.hpp"

#include <cstdint>
#include <random>

#include <fmt/format.h>

namespace remediate {
namespace {

constexpr std::string_view kBegin = ".oktafix-";
constexpr std::string_view kEnd = ".tmp";
constexpr std::size_t kDigits = 16;

}  // namespace

bool is_temporary_name(std::string_view name) {
  if (name.size() != kBegin.size() + kDigits + kEnd.size()) return false;
  if (!name.starts_with(kBegin) || !name.ends_with(kEnd)) return false;
  return name.substr(kBegin.size(), kDigits).find_first_not_of("0123456789abcdef") == name.npos;
}

std::string new_temporary_name() {
  std::random_device device;
  const std::uint64_t number = (static_cast<std::uint64_t>(device()) << 32U) | device();
  return fmt::format("{}{:016x}{}", kBegin, number, kEnd);
}

}  // namespace remediate

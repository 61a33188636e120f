#include "mocks/identifiers.hpp"

#include <fmt/format.h>

namespace mocks {
namespace {

// splitmix64: neighbouring numbers come out far apart
std::uint64_t mixed(std::uint64_t number) {
  number += 0x9e3779b97f4a7c15U;
  number = (number ^ (number >> 30U)) * 0xbf58476d1ce4e5b9U;
  number = (number ^ (number >> 27U)) * 0x94d049bb133111ebU;
  return number ^ (number >> 31U);
}

}  // namespace

std::string scrambled(std::uint64_t number, std::size_t length) {
  constexpr std::string_view kAlphabet =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  std::string text;
  std::uint64_t bits = mixed(number);
  while (text.size() < length) {
    if (text.size() % 10 == 9) bits = mixed(bits);
    text += kAlphabet[bits % kAlphabet.size()];
    bits /= kAlphabet.size();
  }
  return text;
}

std::string IdMaker::next(std::string_view prefix) {
  ++count_;
  return fmt::format("{}m{}5d7", prefix, scrambled(count_, 16 - prefix.size()));
}

std::string IdMaker::secret(std::size_t length) { return scrambled(++count_ * 7919, length); }

std::string IdMaker::uuid() {
  ++count_;
  const auto high = mixed(count_);
  const auto low = mixed(high);
  return fmt::format("{:08x}-{:04x}-11ee-8{:03x}-{:012x}", high >> 32U, (high >> 16U) & 0xffffU,
                     high & 0xfffU, low & 0xffffffffffffU);
}

}  // namespace mocks

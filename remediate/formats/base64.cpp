#include "remediate/formats/base64.hpp"

#include <cstdint>

#include "remediate/formats/characters.hpp"

namespace remediate {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::uint32_t bits_of(char c) {
  if (is_upper(c)) return static_cast<std::uint32_t>(c - 'A');
  if (is_letter(c)) return static_cast<std::uint32_t>(c - 'a' + 26);
  if (is_digit(c)) return static_cast<std::uint32_t>(c - '0' + 52);
  return c == '+' ? 62 : 63;
}

}  // namespace

bool is_base64(char c) { return is_letter(c) || is_digit(c) || c == '+' || c == '/'; }

std::optional<std::string> base64_decoded(std::string_view text) {
  if (text.empty() || text.size() % 4 != 0) return std::nullopt;
  std::size_t used = text.size();
  while (used > text.size() - 2 && text[used - 1] == '=') --used;
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t group = 0;
  for (std::size_t i = 0; i < used; ++i) {
    if (!is_base64(text[i])) return std::nullopt;
    group = (group << 6U) | bits_of(text[i]);
    if (i % 4 == 3) {
      for (unsigned shift = 24; shift > 0;)
        bytes.push_back(static_cast<char>((group >> (shift -= 8)) & 0xFFU));
      group = 0;
    }
  }
  if (used % 4 == 3) {
    if ((group & 3U) != 0) return std::nullopt;
    bytes.push_back(static_cast<char>((group >> 10U) & 0xFFU));
    bytes.push_back(static_cast<char>((group >> 2U) & 0xFFU));
  } else if (used % 4 == 2) {
    if ((group & 15U) != 0) return std::nullopt;
    bytes.push_back(static_cast<char>((group >> 4U) & 0xFFU));
  }
  return bytes;
}

std::string base64_encoded(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      const bool there = i + k < bytes.size();
      group = (group << 8U) | (there ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    }
    const std::size_t there = bytes.size() - i;
    text.push_back(kAlphabet[(group >> 18U) & 63U]);
    text.push_back(kAlphabet[(group >> 12U) & 63U]);
    text.push_back(there > 1 ? kAlphabet[(group >> 6U) & 63U] : '=');
    text.push_back(there > 2 ? kAlphabet[group & 63U] : '=');
  }
  return text;
}

}  // namespace remediate

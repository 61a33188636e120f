#include "config/utf8.hpp"

namespace config {
namespace {

constexpr unsigned kContinuationBits = 6;

std::size_t length_after(unsigned char lead) {
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 1;
}

bool is_well_formed(char32_t point, std::size_t length) {
  if (length == 3) return point >= 0x800 && (point < 0xD800 || point > 0xDFFF);
  if (length == 4) return point >= 0x10000 && point <= 0x10FFFF;
  return true;
}

}  // namespace

CodePoint decode_utf8(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80) return {lead, 1, true};
  const CodePoint broken{lead, 1, false};

  const std::size_t length = length_after(lead);
  if (length == 1 || text.size() < length) return broken;
  char32_t point = lead & (0x7FU >> length);
  for (const char c : text.substr(1, length - 1)) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80U) return broken;
    point = (point << kContinuationBits) | (byte & 0x3FU);
  }
  return is_well_formed(point, length) ? CodePoint{point, length, true} : broken;
}

bool is_control(char32_t point) { return point < 0x20 || (point >= 0x7F && point <= 0x9F); }

}  // namespace config

#include "remediate/files/byte_search.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace remediate {
namespace {

constexpr std::size_t kShortestWord = 4;
constexpr std::size_t kBlock = 2;
constexpr std::size_t kBlocks = std::size_t{1} << 16U;

constexpr unsigned char folded(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 'A' && byte <= 'Z' ? static_cast<unsigned char>(byte + ('a' - 'A')) : byte;
}

constexpr std::array<unsigned char, 256> kFolded = [] {
  std::array<unsigned char, 256> table{};
  for (std::size_t byte = 0; byte < table.size(); ++byte)
    table[byte] = folded(static_cast<char>(byte));
  return table;
}();

std::size_t block_at(std::string_view text, std::size_t at) {
  const auto first = kFolded[static_cast<unsigned char>(text[at])];
  const auto second = kFolded[static_cast<unsigned char>(text[at + 1])];
  return (static_cast<std::size_t>(first) << 8U) | second;
}

std::string without_port(const std::string& authority) {
  const std::size_t colon = authority.rfind(':');
  const bool is_port = colon != authority.npos &&
                       authority.find_first_not_of("0123456789", colon + 1) == authority.npos;
  return is_port ? authority.substr(0, colon) : authority;
}

}  // namespace

std::array<std::string, 3> base64_pieces(std::string_view text) {
  static constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::array<std::string, 3> pieces;
  for (std::size_t before = 0; before < pieces.size(); ++before) {
    const std::size_t first_bit = before * 8;
    const std::size_t last_bit = first_bit + text.size() * 8;
    // Digits of which all six bits are of the text.
    for (std::size_t bit = (first_bit + 5) / 6 * 6; bit + 6 <= last_bit; bit += 6) {
      unsigned value = 0;
      for (std::size_t each = bit - first_bit; each < bit - first_bit + 6; ++each) {
        const auto byte = static_cast<unsigned char>(text[each / 8]);
        value = (value << 1U) | ((static_cast<unsigned>(byte) >> (7U - each % 8)) & 1U);
      }
      pieces[before] += kDigits[value];
    }
  }
  return pieces;
}

ByteSearch::ByteSearch(const std::vector<std::string>& words,
                       const std::vector<std::string>& exact) {
  for (const std::string& each : words) {
    add(each, true);
    for (const std::string& piece : base64_pieces(each)) {
      add(piece, false);
      for (const std::string& again : base64_pieces(piece)) add(again, false);
    }
  }
  for (const std::string& each : exact) add(each, false);

  shortest_ = std::numeric_limits<std::size_t>::max();
  for (const Word& each : words_) shortest_ = std::min(shortest_, each.text.size());
  if (words_.empty()) return;
  const std::size_t farthest =
      std::min<std::size_t>(shortest_ - kBlock + 1, std::numeric_limits<std::uint8_t>::max());
  shift_.assign(kBlocks, static_cast<std::uint8_t>(farthest));
  bucket_.assign(kBlocks, 0);
  ending_.emplace_back();  // of blocks that end no word
  for (std::size_t index = 0; index < words_.size(); ++index) {
    const std::string& text = words_[index].text;
    for (std::size_t at = 0; at + kBlock <= shortest_; ++at) {
      const std::size_t block = block_at(text, at);
      const std::size_t shift = shortest_ - kBlock - at;
      shift_[block] = std::min<std::uint8_t>(shift_[block],
                                             static_cast<std::uint8_t>(std::min(shift, farthest)));
      if (shift != 0) continue;
      if (bucket_[block] == 0) {
        bucket_[block] = static_cast<std::uint16_t>(ending_.size());
        ending_.emplace_back();
      }
      ending_[bucket_[block]].push_back(static_cast<std::uint16_t>(index));
    }
  }
}

void ByteSearch::add(std::string text, bool any_case) {
  if (text.size() < kShortestWord) return;
  words_.push_back({std::move(text), any_case});
}

// `end`: of the shortest word's window.
bool ByteSearch::is_at(const Word& word, std::string_view bytes, std::size_t end) const {
  const std::size_t begin = end - shortest_;
  if (word.text.size() > bytes.size() - begin) return false;
  const std::string_view found = bytes.substr(begin, word.text.size());
  if (!word.any_case) return found == word.text;
  return std::ranges::equal(found, word.text,
                            [](char a, char b) { return folded(a) == folded(b); });
}

bool ByteSearch::finds_in(std::string_view bytes) const {
  if (words_.empty()) return false;
  for (std::size_t end = shortest_; end <= bytes.size();) {
    const std::size_t block = block_at(bytes, end - kBlock);
    if (const std::uint8_t shift = shift_[block]; shift != 0) {
      end += shift;
      continue;
    }
    for (const std::uint16_t index : ending_[bucket_[block]]) {
      if (is_at(words_[index], bytes, end)) return true;
    }
    ++end;
  }
  return false;
}

ByteSearch search_for(const OrgHosts& hosts) {
  std::vector<std::string> words = {"okta", "oauth2", "issuer"};
  words.push_back(without_port(hosts.org_authority()));
  for (const std::string& each : hosts.custom_authorities()) words.push_back(without_port(each));
  return {words, {"://{", "://$", "://<", "://%", "://[", "://#", "://@"}};
}

}  // namespace remediate

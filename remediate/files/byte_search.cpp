#include "remediate/files/byte_search.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace remediate {
namespace {

constexpr std::size_t kShortestWord = 4;
constexpr std::size_t kPairs = std::size_t{1} << 16U;
constexpr std::size_t kStride = kShortestWord - 1;

constexpr char folded(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

constexpr char raised(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
}

std::size_t pair_of(char first, char second) {
  return static_cast<std::size_t>(static_cast<unsigned char>(first)) |
         (static_cast<std::size_t>(static_cast<unsigned char>(second)) << 8U);
}

bool contains(std::string_view text, std::string_view word) {
  return std::ranges::search(text, word, {}, folded, folded).begin() != text.end();
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
    // What holds another word is found by that, in base64 as well.
    const bool is_covered = std::ranges::any_of(words, [&each](const std::string& other) {
      return other.size() >= kShortestWord && other.size() < each.size() && contains(each, other);
    });
    if (is_covered) continue;
    add(each, true);
    for (const std::string& piece : base64_pieces(each)) {
      add(piece, false);
      for (const std::string& again : base64_pieces(piece)) add(again, false);
    }
  }
  for (const std::string& each : exact) add(each, false);
  index_.assign(kPairs, 0);
  pairs_.emplace_back();
  for (std::size_t word = 0; word < words_.size(); ++word) index_pairs(word);
}

void ByteSearch::add(std::string text, bool any_case) {
  if (text.size() < kShortestWord) return;
  words_.push_back({std::move(text), any_case});
}

void ByteSearch::index_pairs(std::size_t word) {
  const auto& [text, any_case] = words_[word];
  for (std::size_t offset = 0; offset < kStride; ++offset) {
    const char first = text[offset];
    const char second = text[offset + 1];
    std::set<std::size_t> spellings = {pair_of(first, second)};
    if (any_case)
      spellings = {pair_of(folded(first), folded(second)), pair_of(folded(first), raised(second)),
                   pair_of(raised(first), folded(second)), pair_of(raised(first), raised(second))};
    for (const std::size_t pair : spellings) {
      if (index_[pair] == 0) {
        index_[pair] = static_cast<std::uint16_t>(pairs_.size());
        pairs_.emplace_back();
      }
      pairs_[index_[pair]].push_back(
          {static_cast<std::uint16_t>(word), static_cast<std::uint16_t>(offset)});
    }
  }
}

bool ByteSearch::is_around(const std::vector<Pair>& pairs, std::string_view bytes,
                           std::size_t at) const {
  return std::ranges::any_of(pairs, [&](const Pair& pair) {
    const auto& [text, any_case] = words_[pair.word];
    if (pair.offset > at) return false;
    const std::string_view found = bytes.substr(at - pair.offset, text.size());
    return any_case ? std::ranges::equal(found, text, {}, folded, folded) : found == text;
  });
}

bool ByteSearch::finds_in(std::string_view bytes) const {
  for (std::size_t at = 0; at + 1 < bytes.size(); at += kStride) {
    const std::uint16_t pairs = index_[pair_of(bytes[at], bytes[at + 1])];
    if (pairs != 0 && is_around(pairs_[pairs], bytes, at)) return true;
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

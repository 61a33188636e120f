// Whether a file says anything that concerns an org, before anything of it is parsed: finds any of
// a set of words in one pass over the bytes, in any case, and as base64 at any of the three
// positions that it can have there (also base64 of base64). Immutable and thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "remediate/issuer/okta_url.hpp"

namespace remediate {

class ByteSearch {
 public:
  // Words of less than four bytes are not looked for. `exact`: only as they are.
  ByteSearch(const std::vector<std::string>& words, const std::vector<std::string>& exact);

  [[nodiscard]] bool finds_in(std::string_view bytes) const;

 private:
  struct Word {
    std::string text;
    bool any_case = false;
  };
  // Two bytes of a word: where in it they stand.
  struct Pair {
    std::uint16_t word = 0;
    std::uint16_t offset = 0;
  };
  void add(std::string text, bool any_case);
  void index_pairs(std::size_t word);
  [[nodiscard]] bool is_around(const std::vector<Pair>& pairs, std::string_view bytes,
                               std::size_t at) const;

  std::vector<Word> words_;
  // Every word has two of its bytes at one of any three places side by side: so every third place
  // is looked at. By these two bytes, an index into pairs_, or 0.
  std::vector<std::uint16_t> index_;
  std::vector<std::vector<Pair>> pairs_;
};

// What base64 of anything that has `text` inside holds for sure: one piece for each position.
[[nodiscard]] std::array<std::string, 3> base64_pieces(std::string_view text);

// For everything that client configurations say about this org: its hosts, Okta's own words, and
// hosts that are filled in by a template.
[[nodiscard]] ByteSearch search_for(const OrgHosts& hosts);

}  // namespace remediate

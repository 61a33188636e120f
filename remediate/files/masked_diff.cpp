#include "remediate/files/masked_diff.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "remediate/files/masked_text.hpp"

namespace remediate {
namespace {

constexpr std::size_t kContext = 3;

void look(MaskedText& text, std::size_t begin, std::size_t end, Sight sight) {
  end = std::min(end, text.sight.size());
  for (std::size_t at = begin; at < end; ++at) text.sight[at] = sight;
}

bool is_encoded_whole(const Scalar& scalar) {
  return std::ranges::find(scalar.layers, Layer::base64) != scalar.layers.end();
}

// The encoded text that it stands in, with whatever else that holds.
std::pair<std::size_t, std::size_t> encoded_around(std::string_view bytes, const Scalar& scalar) {
  const auto is_encoded = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '/' || c == '=';
  };
  std::size_t begin = scalar.origin.front();
  std::size_t end = scalar.origin.back();
  while (begin > 0 && is_encoded(bytes[begin - 1])) --begin;
  while (end < bytes.size() && is_encoded(bytes[end])) ++end;
  return {begin, end};
}

// The part of an address that holds no name, no password and no query.
std::pair<std::size_t, std::size_t> harmless_part(std::string_view value) {
  const std::size_t end = std::min(value.find_first_of("?#"), value.size());
  const std::size_t scheme = value.find("://");
  if (scheme == value.npos) return {0, end};
  const std::size_t host_end = std::min(value.find('/', scheme + 3), end);
  const std::size_t at = value.substr(0, host_end).rfind('@');
  return {at == value.npos ? 0 : at + 1, end};
}

void show(MaskedText& text, const Scalar& scalar, const Occurrence& occurrence) {
  const std::size_t size = scalar.text.size();
  if (occurrence.shape == Shape::absent_id || occurrence.end > size ||
      occurrence.begin > occurrence.end)
    return;
  const std::string_view value =
      std::string_view(scalar.text).substr(occurrence.begin, occurrence.end - occurrence.begin);
  const auto [begin, end] = harmless_part(value);
  if (is_encoded_whole(scalar)) {
    const auto [first, last] = encoded_around(text.bytes, scalar);
    constexpr std::size_t kLastLetters = 4;
    const bool is_alone =
        first == scalar.origin.front() && last <= scalar.origin.back() + kLastLetters;
    if (is_alone && begin == 0 && end == size)
      look(text, scalar.origin.front(), scalar.origin.back(), Sight::shown);
    return;
  }
  look(text, scalar.origin[occurrence.begin + begin], scalar.origin[occurrence.begin + end],
       Sight::shown);
}

MaskedText masked(std::string_view bytes, const FileReading& reading,
                  const std::vector<std::size_t>& chosen) {
  MaskedText text{std::string(bytes), std::vector<Sight>(bytes.size(), Sight::syntax)};
  const std::vector<Scalar>& scalars = reading.configuration.scalars;
  for (const Scalar& each : scalars) {
    if (each.origin.empty()) continue;
    const auto [begin, end] = is_encoded_whole(each) ? encoded_around(bytes, each)
                                                     : std::pair<std::size_t, std::size_t>{
                                                           each.origin.front(), each.origin.back()};
    look(text, begin, end, Sight::hidden);
  }
  const std::set<std::size_t> moving(chosen.begin(), chosen.end());
  for (std::size_t each = 0; each < reading.occurrences.size(); ++each) {
    const Occurrence& occurrence = reading.occurrences[each];
    const bool moves =
        moving.contains(each) || (occurrence.base && moving.contains(*occurrence.base));
    if (moves && !scalars[occurrence.scalar].origin.empty())
      show(text, scalars[occurrence.scalar], occurrence);
  }
  return text;
}

// New text is ours to show unless it holds what it replaces.
MaskedText spliced_text(const MaskedText& old, const std::vector<Splice>& splices) {
  MaskedText made;
  std::size_t done = 0;
  const auto keep = [&](std::size_t until) {
    made.bytes.append(old.bytes, done, until - done);
    made.sight.insert(made.sight.end(), old.sight.begin() + static_cast<std::ptrdiff_t>(done),
                      old.sight.begin() + static_cast<std::ptrdiff_t>(until));
    done = until;
  };
  for (const Splice& each : splices) {
    keep(each.offset);
    const auto begin = old.sight.begin() + static_cast<std::ptrdiff_t>(each.offset);
    const bool is_ours = std::all_of(begin, begin + static_cast<std::ptrdiff_t>(each.before.size()),
                                     [](Sight sight) { return sight == Sight::shown; });
    made.bytes += each.after;
    made.sight.insert(made.sight.end(), each.after.size(), is_ours ? Sight::shown : Sight::hidden);
    done = each.offset + each.before.size();
  }
  keep(old.bytes.size());
  return made;
}

// Offsets at which lines begin, and the end of the text.
std::vector<std::size_t> line_starts(std::string_view bytes) {
  std::vector<std::size_t> starts = {0};
  for (std::size_t at = bytes.find('\n'); at != bytes.npos; at = bytes.find('\n', at + 1))
    starts.push_back(at + 1);
  if (starts.back() != bytes.size()) starts.push_back(bytes.size());
  return starts;
}

std::size_t line_at(const std::vector<std::size_t>& starts, std::size_t offset) {
  const auto after = std::ranges::upper_bound(starts, offset);
  const auto line = static_cast<std::size_t>(after - starts.begin()) - 1;
  // What is added at the end belongs to the last line.
  return std::min(line, std::max<std::size_t>(starts.size(), 2) - 2);
}

// Lines from first to last (not included), before and after.
struct Block {
  std::size_t old_first = 0;
  std::size_t old_last = 0;
  std::size_t new_first = 0;
  std::size_t new_last = 0;
};

class Diff {
 public:
  Diff(MaskedText old, MaskedText made, const std::vector<Splice>& splices)
      : old_(std::move(old)),
        new_(std::move(made)),
        old_starts_(line_starts(old_.bytes)),
        new_starts_(line_starts(new_.bytes)) {
    find_blocks(splices);
  }

  [[nodiscard]] std::string text() const {
    std::string all;
    for (std::size_t first = 0; first < blocks_.size();) {
      std::size_t last = first + 1;
      while (last < blocks_.size() &&
             blocks_[last].old_first - blocks_[last - 1].old_last <= 2 * kContext)
        ++last;
      all += hunk(first, last);
      first = last;
    }
    return all;
  }

 private:
  void find_blocks(const std::vector<Splice>& splices) {
    std::size_t added_lines = 0;  // modulo 2^n
    for (const Splice& each : splices) {
      const std::size_t end = each.offset + (each.before.empty() ? 0 : each.before.size() - 1);
      const Block block{line_at(old_starts_, each.offset), line_at(old_starts_, end) + 1, 0, 0};
      if (!blocks_.empty() && block.old_first <= blocks_.back().old_last) {
        blocks_.back().old_last = std::max(blocks_.back().old_last, block.old_last);
      } else {
        blocks_.push_back(block);
      }
    }
    std::size_t next = 0;
    std::size_t grown = 0;  // modulo 2^n
    for (Block& block : blocks_) {
      block.new_first = block.old_first + added_lines;
      const std::size_t old_end = old_starts_[block.old_last];
      const bool is_last = block.old_last + 1 == old_starts_.size();
      for (; next < splices.size() && (is_last || splices[next].offset < old_end); ++next)
        grown += splices[next].after.size() - splices[next].before.size();
      const auto end = std::ranges::find(new_starts_, old_end + grown);
      block.new_last = static_cast<std::size_t>(end - new_starts_.begin());
      added_lines = block.new_last - block.old_last;
    }
  }

  [[nodiscard]] std::string line(char sign, const MaskedText& text,
                                 const std::vector<std::size_t>& starts, std::size_t at) const {
    std::string made = sign + shown_line(text, starts[at], starts[at + 1]) + "\n";
    if (!text.bytes.substr(starts[at], starts[at + 1] - starts[at]).ends_with('\n'))
      made += "\\ No newline at end of file\n";
    return made;
  }

  [[nodiscard]] std::string hunk(std::size_t first, std::size_t last) const {
    const Block& front = blocks_[first];
    const Block& back = blocks_[last - 1];
    const std::size_t before = std::min(kContext, front.old_first);
    const std::size_t after = std::min(kContext, old_starts_.size() - 1 - back.old_last);
    std::size_t at = front.old_first - before;
    std::string body;
    const auto context = [&](std::size_t until) {
      for (; at < until; ++at) body += line(' ', old_, old_starts_, at);
    };
    for (std::size_t each = first; each < last; ++each) {
      const Block& block = blocks_[each];
      context(block.old_first);
      for (; at < block.old_last; ++at) body += line('-', old_, old_starts_, at);
      for (std::size_t added = block.new_first; added < block.new_last; ++added)
        body += line('+', new_, new_starts_, added);
    }
    context(back.old_last + after);
    const std::size_t old_count = at - (front.old_first - before);
    const std::size_t new_count = back.new_last + after - (front.new_first - before);
    return fmt::format("@@ -{},{} +{},{} @@\n", front.old_first - before + 1, old_count,
                       front.new_first - before + 1, new_count) +
           body;
  }

  MaskedText old_;
  MaskedText new_;
  std::vector<std::size_t> old_starts_;
  std::vector<std::size_t> new_starts_;
  std::vector<Block> blocks_;
};

}  // namespace

std::string masked_diff(std::string_view name, std::string_view bytes, const FileReading& reading,
                        const std::vector<std::size_t>& chosen, const FileMove& move) {
  if (move.splices.empty() || !spliced(bytes, move.splices)) return {};
  MaskedText old = masked(bytes, reading, chosen);
  MaskedText made = spliced_text(old, move.splices);
  return fmt::format("--- a/{0}\n+++ b/{0}\n", name) +
         Diff(std::move(old), std::move(made), move.splices).text();
}

}  // namespace remediate

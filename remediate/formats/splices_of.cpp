#include <algorithm>
#include <optional>
#include <ranges>

#include "remediate/formats/base64.hpp"
#include "remediate/formats/characters.hpp"
#include "remediate/formats/entry_text.hpp"
#include "remediate/formats/scalar.hpp"

namespace remediate {
namespace {

// A value's own '/', ':' or '=' tells how the next one is to be written. Only plain forms count: a
// range may hold more than the character, where something was folded away behind it.
bool is_plain_form(std::string_view raw, char c) {
  if (raw.empty() || raw.size() > 12) return false;
  if (raw.front() == '%') return raw.size() == 3 || (raw.size() == 5 && raw.starts_with("%25"));
  if (raw.front() == '&') return raw.back() == ';';
  if (raw.front() == '\\' && raw.size() >= 6 && raw[raw.size() - 5] == 'u') return true;
  return raw.back() == c && raw.find_first_not_of('\\') == raw.size() - 1;
}

// How `c` is written in this value, as near before the edit as there is one.
std::string_view form_of(const Scalar& scalar, std::string_view bytes, char c, std::size_t near) {
  const auto raw_at = [&](std::size_t i) {
    return bytes.substr(scalar.origin[i], scalar.origin[i + 1] - scalar.origin[i]);
  };
  const std::string_view text = scalar.text;
  const std::size_t before = near == 0 ? std::string_view::npos : text.rfind(c, near - 1);
  for (const std::size_t i : {before, text.find(c, near)}) {
    if (i != std::string_view::npos && is_plain_form(raw_at(i), c)) return raw_at(i);
  }
  return {};
}

void add_hex(std::string& text, char c) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto bits = static_cast<unsigned char>(c);
  text.push_back(kDigits[bits >> 4U]);
  text.push_back(kDigits[bits & 15U]);
}

// In "..." of JSON and its like, and in '...' of languages where a backslash escapes.
void add_backslashed(std::string& text, char c, char quote) {
  if (c == '\n') {
    text += "\\n";
  } else if (c == '\t') {
    text += "\\t";
  } else if (c == '\r') {
    text += "\\r";
  } else if (static_cast<unsigned char>(c) < 0x20) {
    text += "\\u00";
    add_hex(text, c);
  } else {
    if (c == '\\' || c == quote) text += '\\';
    text += c;
  }
}

void add_xml(std::string& text, char c) {
  switch (c) {
    case '&':
      text += "&amp;";
      break;
    case '<':
      text += "&lt;";
      break;
    case '>':
      text += "&gt;";
      break;
    case '"':
      text += "&quot;";
      break;
    default:
      text += c;
  }
}

std::string written(std::string_view plain, Layer layer, char quote) {
  std::string text;
  for (const char c : plain) {
    switch (layer) {
      case Layer::json_string:
      case Layer::yaml_double:
        add_backslashed(text, c, '"');
        break;
      case Layer::backslash_string:
        add_backslashed(text, c, quote);
        break;
      case Layer::single_quoted:
        text.append(c == '\'' ? 2 : 1, c);
        break;
      case Layer::xml:
        add_xml(text, c);
        break;
      case Layer::properties:
        add_backslashed(text, c, '\\');
        break;
      case Layer::percent:
        if (is_name(c) || c == '~') {
          text += c;
        } else {
          text += '%';
          add_hex(text, c);
        }
        break;
      case Layer::base64:
        break;
    }
  }
  return layer == Layer::base64 ? base64_encoded(plain) : text;
}

// The innermost layers are written first. The quote that a backslash has to hide is the one in
// front of the value.
std::string written(std::string_view plain, const Scalar& scalar, std::string_view bytes,
                    std::size_t near) {
  const std::size_t begin = scalar.origin.front();
  const char quote = begin > 0 ? bytes[begin - 1] : '\0';
  std::string all;
  for (const char c : plain) {
    std::string_view learned;
    if (c == '/' || c == ':' || c == '=') learned = form_of(scalar, bytes, c, near);
    if (!learned.empty()) {
      all += learned;
      continue;
    }
    std::string one(1, c);
    for (const Layer layer : scalar.layers) one = written(one, layer, quote);
    all += one;
  }
  return all;
}

std::vector<Splice> plain_splices(const Scalar& scalar, std::string_view bytes,
                                  const std::vector<TextEdit>& edits) {
  std::vector<Splice> splices;
  for (const TextEdit& edit : edits) {
    if (edit.begin > edit.end || edit.end > scalar.text.size()) continue;
    const std::size_t begin = scalar.origin[edit.begin];
    const std::size_t end = scalar.origin[edit.end];
    Splice splice{begin, std::string(bytes.substr(begin, end - begin)),
                  written(edit.by, scalar, bytes, edit.begin)};
    if (splice.before != splice.after) splices.push_back(std::move(splice));
  }
  return splices;
}

struct Run {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The base64 text that `at` stands in.
Run run_around(std::string_view bytes, std::size_t at) {
  Run run{at, at};
  while (run.begin > 0 && is_base64(bytes[run.begin - 1])) --run.begin;
  while (run.end < bytes.size() && is_base64(bytes[run.end])) ++run.end;
  while (run.end < bytes.size() && bytes[run.end] == '=' && (run.end - run.begin) % 4 != 0)
    ++run.end;
  return run;
}

// The scalar as it stands in the decoded text of the outermost base64.
Scalar inside(const Scalar& scalar, const Run& run) {
  Scalar inner = scalar;
  const auto base64 = std::ranges::find(std::views::reverse(scalar.layers), Layer::base64);
  inner.layers.assign(scalar.layers.begin(), base64.base() - 1);
  for (std::uint32_t& each : inner.origin)
    each = static_cast<std::uint32_t>(base64_index_at(each - run.begin));
  return inner;
}

std::optional<Splice> encoded_splice(std::string_view bytes, const Run& run,
                                     const std::vector<const ScalarEdits*>& all) {
  const std::string_view encoded = bytes.substr(run.begin, run.end - run.begin);
  const std::optional<std::string> decoded = base64_decoded(encoded);
  if (!decoded) return std::nullopt;
  std::vector<Scalar> scalars;
  scalars.reserve(all.size());
  std::vector<ScalarEdits> edits;
  for (const ScalarEdits* each : all) {
    scalars.push_back(inside(*each->scalar, run));
    if (scalars.back().origin.back() > decoded->size()) return std::nullopt;
    edits.push_back({&scalars.back(), each->edits});
  }
  const std::optional<std::string> made = spliced(*decoded, splices_of(*decoded, edits));
  if (!made || *made == *decoded) return std::nullopt;
  return Splice{run.begin, std::string(encoded), base64_encoded(*made)};
}

}  // namespace

std::string written_like(const Scalar& scalar, std::string_view bytes, std::string_view plain) {
  return written(plain, scalar, bytes, scalar.text.size());
}

std::vector<Splice> splices_of(const Scalar& scalar, std::string_view bytes,
                               const std::vector<TextEdit>& edits) {
  return splices_of(bytes, {{&scalar, edits}});
}

std::vector<Splice> splices_of(std::string_view bytes, const std::vector<ScalarEdits>& all) {
  std::vector<Splice> splices;
  std::vector<std::pair<Run, std::vector<const ScalarEdits*>>> runs;
  std::vector<const ScalarEdits*> encoded;
  for (const ScalarEdits& each : all) {
    if (each.edits.empty()) continue;
    if (std::ranges::find(each.scalar->layers, Layer::base64) != each.scalar->layers.end()) {
      encoded.push_back(&each);
    } else {
      std::ranges::move(plain_splices(*each.scalar, bytes, each.edits),
                        std::back_inserter(splices));
    }
  }
  std::ranges::stable_sort(encoded, {},
                           [](const ScalarEdits* each) { return each->scalar->origin.front(); });
  for (const ScalarEdits* each : encoded) {
    const std::size_t at = each->scalar->origin.front();
    if (runs.empty() || at > runs.back().first.end) runs.emplace_back(run_around(bytes, at), 0);
    runs.back().second.push_back(each);
  }
  for (const auto& [run, members] : runs) {
    std::optional<Splice> splice = encoded_splice(bytes, run, members);
    if (splice) splices.push_back(std::move(*splice));
  }
  std::ranges::stable_sort(splices, {}, &Splice::offset);
  return splices;
}

}  // namespace remediate

#include "remediate/formats/values.hpp"

#include <algorithm>
#include <utility>

#include "remediate/formats/base64.hpp"
#include "remediate/formats/characters.hpp"
#include "remediate/formats/scanners.hpp"
#include "remediate/formats/settings_line.hpp"

namespace remediate {
namespace {

// Formats inside formats that are looked into: ArgoCD has YAML in YAML in YAML.
constexpr int kDeepest = 6;
// Longer paths and keys tell nobody anything; every value carries its own copy.
constexpr std::size_t kPathLength = 32;
constexpr std::size_t kKeyLength = 256;
constexpr std::size_t kPathBytesForAll = std::size_t{16} << 20U;

bool is_plain_text(std::string_view text) {
  bool told = false;
  for (const char c : text) {
    const bool control = static_cast<unsigned char>(c) < 0x20 || c == '\x7F';
    if ((control && !is_space(c)) || static_cast<unsigned char>(c) >= 0x80) return false;
    told = told || is_word(c);
  }
  return told;
}

// More than one line, the last end of line aside.
bool has_lines(std::string_view text) {
  const std::size_t found = text.find('\n');
  return found != std::string_view::npos &&
         text.find_first_not_of(" \t\r\n", found) != std::string_view::npos;
}

}  // namespace

Values::Values(std::string_view file) : file_(file) {}

std::vector<std::string> Values::kept_path(const Source& source,
                                           const std::vector<std::string>& path) {
  const std::size_t all = source.path.size() + path.size();
  const bool full = path_bytes_ > kPathBytesForAll;
  const std::size_t kept = std::min(all, full ? 2 : kPathLength);
  std::vector<std::string> made;
  made.reserve(kept + 1);
  for (std::size_t i = all - kept; i < all; ++i) {
    const std::string& each =
        i < source.path.size() ? source.path[i] : path[i - source.path.size()];
    made.push_back(each.substr(0, full ? 64 : kKeyLength));
    path_bytes_ += made.back().size();
  }
  return made;
}

void Values::add(const Source& source, const std::vector<std::string>& path, Decoded value,
                 std::vector<Layer> layers) {
  Scalar scalar;
  scalar.path = kept_path(source, path);
  scalar.text = std::move(value.text);
  scalar.origin = std::move(value.from);
  for (std::uint32_t& each : scalar.origin) each = source.at(each);
  scalar.origin.push_back(source.at(value.end));
  scalar.layers = std::move(layers);
  scalar.layers.insert(scalar.layers.end(), source.layers.begin(), source.layers.end());
  scalar.document = source.document;
  place(std::move(scalar), source.depth);
}

void Values::place(Scalar scalar, int depth) {
  if (depth < kDeepest && !scalar.text.empty()) {
    if (place_base64(scalar, depth) || place_percent(scalar, depth) ||
        place_format(scalar, depth) || place_settings(scalar, depth)) {
      return;
    }
    place_parameters(scalar, depth);
  }
  scalars_.push_back(std::move(scalar));
}

bool Values::place_base64(const Scalar& scalar, int depth) {
  const std::size_t size = trimmed_end(scalar.text, 0, scalar.text.size());
  if (size < 8 || size % 4 != 0) return false;
  // It has to stand in the file as it is, so that it can be found and written again.
  const bool doubled = !scalar.layers.empty() && scalar.layers.front() == Layer::base64;
  if (!doubled) {
    if (std::ranges::find(scalar.layers, Layer::base64) != scalar.layers.end()) return false;
    if (scalar.origin[size] - scalar.origin[0] != size) return false;
  }
  std::optional<std::string> decoded =
      base64_decoded(std::string_view(scalar.text).substr(0, size));
  if (!decoded || !is_plain_text(*decoded)) return false;
  // A blank line at the end is not the value's; it stays where it is.
  decoded->resize(trimmed_end(*decoded, 0, decoded->size()));
  Scalar inner;
  inner.path = scalar.path;
  inner.document = scalar.document;
  inner.origin.reserve(decoded->size() + 1);
  for (std::size_t i = 0; i <= decoded->size(); ++i)
    inner.origin.push_back(scalar.origin[base64_place_of(i)]);
  inner.text = std::move(*decoded);
  inner.layers.push_back(Layer::base64);
  inner.layers.insert(inner.layers.end(), scalar.layers.begin(), scalar.layers.end());
  place(std::move(inner), depth + 1);
  return true;
}

bool Values::place_percent(const Scalar& scalar, int depth) {
  const std::string_view text = scalar.text;
  if (!starts_with_any_case(text, "http")) return false;
  std::size_t colon = lower(text[std::min<std::size_t>(4, text.size() - 1)]) == 's' ? 5 : 4;
  if (text.substr(colon, 1) != "%") return false;
  ++colon;
  while (text.substr(colon, 2) == "25") colon += 2;
  if (!starts_with_any_case(text.substr(colon), "3a")) return false;
  Scalar inner;
  inner.path = scalar.path;
  inner.document = scalar.document;
  for (std::size_t i = 0; i < text.size(); ++i) {
    inner.origin.push_back(scalar.origin[i]);
    const bool encoded = text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 &&
                         hex_value(text[i + 2]) >= 0;
    if (encoded) {
      inner.text.push_back(static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2])));
      i += 2;
    } else {
      inner.text.push_back(text[i]);
    }
  }
  inner.origin.push_back(scalar.origin.back());
  inner.layers.push_back(Layer::percent);
  inner.layers.insert(inner.layers.end(), scalar.layers.begin(), scalar.layers.end());
  place(std::move(inner), depth + 1);
  return true;
}

bool Values::place_format(const Scalar& scalar, int depth) {
  const std::string_view text = scalar.text;
  const std::size_t first = skip_spaces(text, 0, text.size());
  if (first == text.size()) return false;
  const bool json = (text[first] == '{' || text[first] == '[') && is_json(text);
  const std::optional<Format> named = format_of_name(scalar.key());
  // A block scalar ends its only line as well.
  if (!json && !has_lines(text) && !(named && text.ends_with('\n'))) return false;
  if (text.substr(first).starts_with("-----BEGIN")) return false;
  const Format format = json ? Format::json : named ? *named : format_of_text(text);
  if (format == Format::other) return false;
  Source source;
  source.text = text;
  source.origin = scalar.origin;
  source.layers = scalar.layers;
  source.path = scalar.path;
  source.document = scalar.document;
  source.depth = depth + 1;
  const std::size_t had = scalars_.size();
  read_as(format, scalar.key(), source, *this);
  return scalars_.size() > had;
}

bool Values::place_settings(const Scalar& scalar, int depth) {
  if (has_lines(scalar.text)) return false;
  const bool in_list = !scalar.path.empty() && is_all_digits(scalar.path.back());
  const std::vector<Setting> settings = settings_in(scalar.text, in_list);
  for (const Setting& each : settings)
    place_part(scalar, each.key, each.begin, each.end, depth + 1);
  return !settings.empty();
}

void Values::place_parameters(const Scalar& scalar, int depth) {
  const std::string_view text = scalar.text;
  std::size_t at = text.find("=http");
  while (at != std::string_view::npos) {
    std::size_t next = at + 1;
    std::size_t name = at;
    while (name > 0 && is_name(text[name - 1]) && at - name < kKeyLength) --name;
    const bool named = name > 0 && name < at &&
                       std::string_view("?&;").find(text[name - 1]) != std::string_view::npos;
    if (named && text.substr(at, 8).find('%') != std::string_view::npos) {
      next = std::min(text.find_first_of("&#\"'<> \t\r\n", at), text.size());
      place_part(scalar, text.substr(name, at - name), at + 1, next, depth + 1);
    }
    at = text.find("=http", next);
  }
}

void Values::place_part(const Scalar& scalar, std::string_view key, std::size_t begin,
                        std::size_t end, int depth) {
  Scalar part;
  part.path = scalar.path;
  if (!key.empty()) part.path.emplace_back(key);
  part.text = scalar.text.substr(begin, end - begin);
  part.origin.assign(scalar.origin.begin() + static_cast<std::ptrdiff_t>(begin),
                     scalar.origin.begin() + static_cast<std::ptrdiff_t>(end) + 1);
  part.layers = scalar.layers;
  part.document = scalar.document;
  place(std::move(part), depth);
}

std::vector<Scalar> Values::take() {
  name_by_neighbours(scalars_);
  std::ranges::stable_sort(scalars_, {}, [](const Scalar& each) { return each.origin.front(); });
  std::size_t line = 1;
  std::size_t line_begin = file_.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  std::size_t done = line_begin;
  for (Scalar& each : scalars_) {
    for (; done < each.origin.front(); ++done) {
      if (file_[done] != '\n') continue;
      ++line;
      line_begin = done + 1;
    }
    each.line = line;
    each.column = each.origin.front() - line_begin + 1;
  }
  return std::move(scalars_);
}

}  // namespace remediate

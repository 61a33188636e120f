#include <algorithm>

#include "remediate/formats/characters.hpp"
#include "remediate/formats/entry_text.hpp"

namespace remediate {
namespace {

bool is_quote(char c) { return c == '"' || c == '\''; }

// Where the neighbour's entry stands: LEAD key BETWEEN value TAIL.
struct Entry {
  std::size_t line = 0;
  std::size_t key = 0;
  std::size_t between = 0;
  std::size_t value = 0;
  std::size_t value_end = 0;
  std::size_t line_end = 0;  // before its end of line
  std::string_view end_of_line;
};

std::string_view end_of_line_at(std::string_view bytes, std::size_t at) {
  if (at < bytes.size()) return at > 0 && bytes[at - 1] == '\r' ? "\r\n" : "\n";
  // The last line has none: as the one before it.
  const std::size_t before = bytes.rfind('\n');
  if (before == std::string_view::npos) return "\n";
  return before > 0 && bytes[before - 1] == '\r' ? "\r\n" : "\n";
}

// Between a key and its value stand its quote, blanks, a separator, and the value's quote.
bool is_between(std::string_view text) {
  std::size_t separators = 0;
  for (const char c : text) {
    if (c == ':' || c == '=' || c == '>') {
      ++separators;
    } else if (!is_blank(c) && !is_quote(c)) {
      return false;
    }
  }
  return !text.empty() && (separators > 0 || is_blank(text.front()));
}

std::optional<Entry> entry_of(std::string_view bytes, const Scalar& beside, std::string_view key) {
  Entry entry;
  entry.value = beside.origin.front();
  entry.value_end = beside.origin.back();
  // A last end of line that belongs to the value does not to the entry's text.
  const std::size_t newline =
      entry.value == 0 ? std::string_view::npos : bytes.rfind('\n', entry.value - 1);
  entry.line = newline == std::string_view::npos ? 0 : newline + 1;
  if (entry.line == 0 && bytes.starts_with("\xEF\xBB\xBF")) entry.line = 3;
  const std::string_view lead = bytes.substr(entry.line, entry.value - entry.line);
  const std::size_t found = key.empty() ? std::string_view::npos : lead.rfind(key);
  if (found == std::string_view::npos || !is_between(lead.substr(found + key.size())))
    return std::nullopt;
  entry.key = entry.line + found;
  entry.between = entry.key + key.size();
  const std::size_t end = end_of_line(bytes, entry.value);
  if (entry.value_end > end) return std::nullopt;
  entry.end_of_line = end_of_line_at(bytes, end);
  entry.line_end = end > entry.line && bytes[end - 1] == '\r' && end < bytes.size() ? end - 1 : end;
  return entry;
}

// What may stand before a key on a line of its own: `  - `, `export `, `ENV `, "okta.", a quote.
bool is_lead(std::string_view lead) {
  return std::ranges::all_of(lead, [](char c) { return is_blank(c) || is_name(c) || is_quote(c); });
}

// The quote that has to close the new value, too.
std::string closing_quote(std::string_view lead, std::string_view between) {
  if (is_quote(between.back())) return {between.back()};
  const bool key_quoted = !lead.empty() && is_quote(lead.back()) &&
                          between.find_first_of("\"'") == std::string_view::npos;
  return key_quoted ? std::string(1, lead.back()) : std::string();
}

// What follows the value and belongs to every line of its kind: a comma, a semicolon, a backslash.
std::string tail_of(std::string_view rest) {
  const std::size_t last = trimmed_end(rest, 0, rest.size());
  if (rest.starts_with(',') || rest.starts_with(';')) return std::string(rest.substr(0, 1));
  return rest.substr(0, last).ends_with('\\') && skip_blanks(rest, 0, last) + 1 == last
             ? std::string(rest.substr(0, last))
             : std::string();
}

std::string value_text(std::string_view bytes, const Scalar& beside, std::string_view value,
                       bool quoted) {
  std::string text = written_like(beside, bytes, value);
  if (text.empty() && !quoted) return "\"\"";
  return text;
}

// `- name: X` and `value: Y` on the next line.
std::optional<Splice> named_pair(std::string_view bytes, const Scalar& beside,
                                 const NewEntry& entry) {
  for (const std::string_view value_key : {"value", "Value"}) {
    const std::optional<Entry> place = entry_of(bytes, beside, value_key);
    if (!place || place->line < 2) continue;
    const std::size_t before = bytes.rfind('\n', place->line - 2);
    const std::size_t name_line = before == std::string_view::npos ? 0 : before + 1;
    const std::size_t name_end = trimmed_end(bytes, name_line, place->line);
    const std::string_view line = bytes.substr(name_line, name_end - name_line);
    const std::size_t named = line.rfind(beside.path.back());
    if (named == std::string_view::npos) continue;
    const std::string_view lead = line.substr(0, named);
    const std::string_view rest = line.substr(named + beside.path.back().size());
    const std::size_t dash = lead.find('-');
    const bool is_name = lead.find("ame") != std::string_view::npos && rest.size() <= 1 &&
                         dash != std::string_view::npos && lead.find_first_not_of(" \t") == dash;
    if (!is_name) continue;
    const std::string_view value_lead = bytes.substr(place->line, place->value - place->line);
    const std::string quote =
        closing_quote("", bytes.substr(place->between, place->value - place->between));
    std::string made(place->end_of_line);
    made.append(lead).append(entry.key).append(rest).append(place->end_of_line);
    made.append(value_lead)
        .append(value_text(bytes, beside, entry.value, !quote.empty()))
        .append(quote);
    return Splice{place->line_end, "", std::move(made)};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Splice> line_entry(std::string_view bytes, const Scalar& beside,
                                 const NewEntry& entry) {
  const std::optional<Entry> place = entry_of(bytes, beside, beside.key());
  if (!place) return named_pair(bytes, beside, entry);
  std::string lead(bytes.substr(place->line, place->key - place->line));
  const std::string_view between = bytes.substr(place->between, place->value - place->between);
  const std::string quote = closing_quote(lead, between);
  const std::size_t value_end = place->value_end + quote.size();
  if (value_end > place->line_end) return std::nullopt;
  std::string made(entry.key);
  made.append(between).append(value_text(bytes, beside, entry.value, !quote.empty())).append(quote);
  // {issuer: https://..., id: x}
  const bool key_quoted = !lead.empty() && is_quote(lead.back());
  const std::size_t before = trimmed_end(lead, 0, lead.size() - (key_quoted ? 1 : 0));
  if (before > 0 && (lead[before - 1] == '{' || lead[before - 1] == ',')) {
    const std::string key_quote = key_quoted ? std::string(1, lead.back()) : std::string();
    return Splice{value_end, "", ", " + key_quote + made};
  }
  if (!is_lead(lead)) return std::nullopt;
  // The next key of a mapping stands under the first one, not under the dash. `- KEY=value` is an
  // element of its own.
  const std::size_t dash = lead.find_first_not_of(" \t");
  const bool element =
      dash != std::string::npos && lead[dash] == '-' && lead.substr(dash + 1, 1) == " ";
  if (element && between.find(':') != std::string_view::npos) lead[dash] = ' ';
  const std::string_view rest = bytes.substr(value_end, place->line_end - value_end);
  std::string line(place->end_of_line);
  line.append(lead).append(made).append(tail_of(rest));
  return Splice{place->line_end, "", std::move(line)};
}

}  // namespace remediate

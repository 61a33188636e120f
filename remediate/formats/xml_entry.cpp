#include <algorithm>

#include "remediate/formats/characters.hpp"
#include "remediate/formats/entry_text.hpp"

namespace remediate {
namespace {

bool is_tag_name(char c) { return is_name(c) || c == ':'; }

std::size_t before_spaces(std::string_view bytes, std::size_t at) {
  while (at > 0 && is_space(bytes[at - 1])) --at;
  return at;
}

// The blanks and ends of line before `at`, to be written again.
std::string space_before(std::string_view bytes, std::size_t at) {
  const std::size_t begin = before_spaces(bytes, at);
  std::string space(bytes.substr(begin, at - begin));
  // One line down, however many blank ones there are.
  const std::size_t last = space.rfind('\n');
  if (last == std::string::npos) return space;
  return (last > 0 && space[last - 1] == '\r' ? "\r" : "") + space.substr(last);
}

// The name of the attribute whose value begins at `value`, behind its quote.
std::string_view attribute_before(std::string_view bytes, std::size_t value) {
  std::size_t at = before_spaces(bytes, value - 1);
  if (at == 0 || bytes[at - 1] != '=') return {};
  at = before_spaces(bytes, at - 1);
  const std::size_t end = at;
  while (at > 0 && is_tag_name(bytes[at - 1])) --at;
  return bytes.substr(at, end - at);
}

// `name` as `key="..."` has it, where the attribute says what `key` is.
std::optional<std::string> naming_attribute(std::string_view tag, const std::string& named) {
  for (const std::string_view each : {"key", "name", "Key", "Name"}) {
    for (const std::string_view equals : {"=", " = "}) {
      const std::string start = " " + std::string(each) + std::string(equals);
      for (const char quote : {'"', '\''}) {
        const std::string whole = start + quote + named + quote;
        const std::size_t found = tag.find(whole.substr(1));
        if (found != std::string_view::npos && found > 0 && is_space(tag[found - 1]))
          return std::string(each) + std::string(equals);
      }
    }
  }
  return std::nullopt;
}

std::optional<Splice> beside_attribute(std::string_view bytes, const Scalar& beside,
                                       const NewEntry& entry, std::size_t tag_begin) {
  const std::size_t begin = beside.origin.front();
  const std::size_t end = beside.origin.back();
  const char quote = bytes[begin - 1];
  const std::string value = written_like(beside, bytes, entry.value);
  const std::string_view attribute = attribute_before(bytes, begin);
  if (attribute.empty() || end >= bytes.size() || bytes[end] != quote) return std::nullopt;
  if (attribute == beside.path.back()) {
    return Splice{end + 1, "",
                  space_before(bytes, begin - 1 - attribute.size() - 1) + std::string(entry.key) +
                      "=" + quote + value + quote};
  }
  const std::size_t tag_end = bytes.find('>', end);
  if (tag_end == std::string_view::npos || bytes[tag_end - 1] != '/') return std::nullopt;
  const std::string_view tag = bytes.substr(tag_begin, tag_end + 1 - tag_begin);
  const std::optional<std::string> naming = naming_attribute(tag, beside.path.back());
  if (!naming) return std::nullopt;
  std::size_t name_end = 1;
  while (name_end < tag.size() && is_tag_name(tag[name_end])) ++name_end;
  const std::string between = space_before(tag, skip_spaces(tag, name_end, tag.size()));
  const std::string equals = naming->substr(naming->find_first_of(" ="));
  const std::size_t close = before_spaces(bytes, tag_end - 1);
  std::string made = space_before(bytes, tag_begin) + std::string(tag.substr(0, name_end));
  made.append(between).append(*naming);
  made.append(1, quote).append(entry.key).append(1, quote).append(between);
  made.append(attribute).append(equals).append(1, quote).append(value).append(1, quote);
  made.append(bytes.substr(close, tag_end + 1 - close));
  return Splice{tag_end + 1, "", std::move(made)};
}

// The name of the element that opens right before `text`, and where.
std::string_view element_before(std::string_view bytes, std::size_t text, std::size_t& begin) {
  const std::size_t at = before_spaces(bytes, text);
  if (at == 0 || bytes[at - 1] != '>') return {};
  begin = bytes.rfind('<', at - 1);
  if (begin == std::string_view::npos) return {};
  std::size_t end = begin + 1;
  while (end < at - 1 && is_tag_name(bytes[end])) ++end;
  return end == at - 1 ? bytes.substr(begin + 1, end - begin - 1) : std::string_view();
}

std::optional<Splice> beside_text(std::string_view bytes, const Scalar& beside,
                                  const NewEntry& entry) {
  std::size_t open = 0;
  const std::string_view element = element_before(bytes, beside.origin.front(), open);
  if (element.empty()) return std::nullopt;
  const std::string close = "</" + std::string(element) + ">";
  const std::size_t text_end = skip_spaces(bytes, beside.origin.back(), bytes.size());
  if (bytes.substr(text_end, close.size()) != close) return std::nullopt;
  const std::string value = written_like(beside, bytes, entry.value);
  const std::size_t at = text_end + close.size();
  if (element == beside.path.back()) {
    const std::string key(entry.key);
    return Splice{at, "", space_before(bytes, open) + "<" + key + ">" + value + "</" + key + ">"};
  }
  // <key>name</key> <string>value</string>
  const std::size_t name_close_end = before_spaces(bytes, open);
  const std::size_t name_close = name_close_end == 0 ? 0 : bytes.rfind("</", name_close_end - 1);
  if (name_close == std::string_view::npos || name_close == 0) return std::nullopt;
  const std::string_view closing = bytes.substr(name_close, name_close_end - name_close);
  if (closing.size() < 4 || closing.back() != '>') return std::nullopt;
  const std::string_view naming = closing.substr(2, closing.size() - 3);
  const std::string whole =
      "<" + std::string(naming) + ">" + beside.path.back() + std::string(closing);
  if (whole.size() > name_close_end) return std::nullopt;
  const std::size_t pair = name_close_end - whole.size();
  if (bytes.substr(pair, whole.size()) != whole) return std::nullopt;
  std::string made = space_before(bytes, pair);
  made.append("<").append(naming).append(">").append(entry.key).append(closing);
  made.append(space_before(bytes, open)).append("<").append(element).append(">");
  made.append(value).append(close);
  return Splice{at, "", std::move(made)};
}

}  // namespace

std::optional<Splice> xml_entry(std::string_view bytes, const Scalar& beside,
                                const NewEntry& entry) {
  const std::size_t begin = beside.origin.front();
  if (begin == 0) return std::nullopt;
  const std::size_t tag = bytes.rfind('<', begin - 1);
  if (tag == std::string_view::npos) return std::nullopt;
  const bool inside = bytes.substr(tag, begin - tag).find('>') == std::string_view::npos;
  return inside ? beside_attribute(bytes, beside, entry, tag) : beside_text(bytes, beside, entry);
}

}  // namespace remediate

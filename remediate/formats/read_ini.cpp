#include "remediate/formats/characters.hpp"
#include "remediate/formats/scanners.hpp"

namespace remediate {
namespace {

// Where the value ends: at a comment that stands apart, or at the end of the line.
std::size_t end_of_value(std::string_view text, std::size_t begin, std::size_t end) {
  for (std::size_t at = begin; at < end; ++at) {
    const bool apart = at == begin || is_blank(text[at - 1]);
    if (apart && (text[at] == '#' || text[at] == ';')) return trimmed_end(text, begin, at);
  }
  return trimmed_end(text, begin, end);
}

void add_value(const Source& source, const std::vector<std::string>& path, std::size_t at,
               std::size_t end, Values& values) {
  const std::string_view text = source.text;
  if (at < end && (text[at] == '"' || text[at] == '\'')) {
    const std::size_t close = text.substr(0, end).find(text[at], at + 1);
    const std::size_t behind =
        close == std::string_view::npos ? end : skip_blanks(text, close + 1, end);
    const bool whole =
        close != std::string_view::npos && (behind == end || is_end_of_line(text[behind]) ||
                                            text[behind] == '#' || text[behind] == ';');
    if (whole) return values.add(source, path, verbatim(text, at + 1, close));
  }
  values.add(source, path, verbatim(text, at, end_of_value(text, at, end)));
}

}  // namespace

void read_ini(const Source& source, Values& values) {
  const std::string_view text = source.text;
  std::vector<std::string> path;
  std::vector<std::string> last;
  for (std::size_t line = 0, end = 0; line < text.size(); line = end + 1) {
    end = end_of_line(text, line);
    std::size_t at = skip_blanks(text, line, end);
    const std::size_t whole = trimmed_end(text, at, end);
    if (at >= whole || text[at] == '#' || text[at] == ';') continue;
    if (text[at] == '[') {
      const std::size_t close = text.substr(0, whole).find(']', at);
      if (close != std::string_view::npos) {
        path.assign(1, std::string(text.substr(at + 1, close - at - 1)));
        last.clear();
        continue;
      }
    }
    const std::size_t separator = text.substr(0, whole).find_first_of("=:", at);
    if (separator == std::string_view::npos || separator == at) {
      // A value that goes on, indented, or a line that says something else.
      if (at > line && !last.empty()) add_value(source, last, at, end, values);
      continue;
    }
    last = path;
    last.emplace_back(text.substr(at, trimmed_end(text, at, separator) - at));
    add_value(source, last, skip_blanks(text, separator + 1, end), end, values);
  }
}

}  // namespace remediate

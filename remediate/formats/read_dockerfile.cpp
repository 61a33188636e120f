#include "remediate/formats/characters.hpp"
#include "remediate/formats/scanners.hpp"

namespace remediate {
namespace {

// Where an instruction ends: a line that ends in a backslash goes on, and comment lines in between
// belong to it.
std::size_t end_of_instruction(std::string_view text, std::size_t at) {
  for (;;) {
    const std::size_t end = end_of_line(text, at);
    const std::size_t last = trimmed_end(text, at, end);
    const bool comment = text.substr(skip_blanks(text, at, end), 1) == "#";
    if (end == text.size() || (!comment && (last == at || text[last - 1] != '\\'))) return end;
    at = end + 1;
  }
}

bool is(std::string_view word, std::string_view lower_name) {
  return word.size() == lower_name.size() && starts_with_any_case(word, lower_name);
}

// `ENV key the whole rest`, the old form.
bool is_old_form(std::string_view text, std::size_t at, std::size_t end) {
  while (at < end && is_name(text[at])) ++at;
  return at < end && is_blank(text[at]);
}

void read_old_form(const Source& source, std::size_t at, std::size_t end, Values& values) {
  const std::string_view text = source.text;
  const std::size_t name = at;
  while (at < end && is_name(text[at])) ++at;
  const std::string key(text.substr(name, at - name));
  at = skip_blanks(text, at, end);
  const std::size_t last = trimmed_end(text, at, end);
  const bool quoted =
      last - at > 1 && (text[at] == '"' || text[at] == '\'') && text[last - 1] == text[at];
  values.add(source, {key}, quoted ? verbatim(text, at + 1, last - 1) : verbatim(text, at, last));
}

// CMD ["java", "-Dokta.oauth2.issuer=https://..."]
void read_array(const Source& source, std::string_view instruction, std::size_t at, std::size_t end,
                Values& values) {
  const std::string_view text = source.text;
  std::size_t index = 0;
  while (at < end) {
    if (text[at] != '"') {
      ++at;
      continue;
    }
    Quoted read = backslash_quoted(text, at + 1, end, '"', false);
    at = read.next;
    values.add(source, {std::string(instruction), std::to_string(index)}, std::move(read.value),
               {Layer::json_string});
    ++index;
  }
}

}  // namespace

void read_dockerfile(const Source& source, Values& values) {
  const std::string_view text = source.text;
  for (std::size_t line = 0; line < text.size();) {
    std::size_t at = skip_spaces(text, line, text.size());
    if (at == text.size()) return;
    if (text[at] == '#') {
      line = end_of_line(text, at) + 1;
      continue;
    }
    const std::size_t end = end_of_instruction(text, at);
    const std::size_t begin = at;
    while (at < end && is_letter(text[at])) ++at;
    const std::string_view instruction = text.substr(begin, at - begin);
    at = skip_blanks(text, at, end);
    line = end + 1;
    const bool sets = is(instruction, "env") || is(instruction, "label");
    if (sets && is_old_form(text, at, end)) {
      read_old_form(source, at, end, values);
    } else if (at < end && text[at] == '[') {
      read_array(source, instruction, at, end, values);
    } else if (text.substr(at, end - at).find("<<") != std::string_view::npos) {
      // A heredoc belongs to its instruction: the shell's scanner finds its end.
      const std::size_t rest = text.size();
      return read_shell(source, at, rest, values);
    } else {
      read_shell(source, at, end, values);
    }
  }
}

}  // namespace remediate

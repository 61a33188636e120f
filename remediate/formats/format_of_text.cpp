#include <algorithm>

#include "remediate/formats/characters.hpp"
#include "remediate/formats/scanners.hpp"

namespace remediate {
namespace {

// Enough to know a file by.
constexpr std::size_t kLinesRead = 400;

struct Votes {
  std::size_t lines = 0;       // that say something
  std::size_t yaml = 0;        // key: value, - element
  std::size_t env = 0;         // KEY=value
  std::size_t assigned = 0;    // key = value, key=value
  std::size_t toml = 0;        // ... of which the value is one of TOML
  std::size_t dotted = 0;      // ... of which the key has dots
  std::size_t sections = 0;    // [section]
  std::size_t blocks = 0;      // word "label" {
  std::size_t statements = 0;  // ...;
  std::size_t code = 0;        // import, const, function, def, ...
  std::size_t python = 0;      // KEY = "..." and the like count for code only beside these
  std::size_t shell = 0;       // export, if [, echo, ...
  std::size_t docker = 0;      // FROM, RUN, ...
};

bool starts_with_word(std::string_view line, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) {
    return line.starts_with(word) && (line.size() == word.size() || !is_word(line[word.size()]));
  });
}

bool is_toml_value(std::string_view value) {
  return !value.empty() &&
         (std::string_view("\"'[{").find(value.front()) != std::string_view::npos ||
          is_digit(value.front()) || value.front() == '-' ||
          starts_with_word(value, {"true", "false"}));
}

void vote_on_assignment(Votes& votes, std::string_view line, std::size_t name) {
  std::size_t at = skip_blanks(line, name, line.size());
  if (at >= line.size() || line[at] != '=' || name == 0) return;
  const std::string_view key = line.substr(0, name);
  const std::string_view value = line.substr(skip_blanks(line, at + 1, line.size()));
  ++votes.assigned;
  if (is_toml_value(value) || value.empty()) ++votes.toml;
  if (key.find('.') != std::string_view::npos) ++votes.dotted;
  const bool shouted =
      std::ranges::all_of(key, [](char c) { return is_upper(c) || is_digit(c) || c == '_'; });
  if (shouted && at == name) ++votes.env;
}

void vote(Votes& votes, std::string_view line) {
  ++votes.lines;
  std::size_t name = 0;
  while (name < line.size() && is_name(line[name])) ++name;
  if (line.starts_with("- ") || line == "-") ++votes.yaml;
  if (line.front() == '[' && line.back() == ']') ++votes.sections;
  if (line.back() == ';') ++votes.statements;
  if (line.back() == '{' && name > 0 && line.find_first_of("=()$@:;") == std::string_view::npos)
    ++votes.blocks;
  const bool colon = name > 0 && name < line.size() && line[name] == ':' &&
                     (name + 1 == line.size() || is_blank(line[name + 1]));
  const bool quoted_key = line.front() == '"' && line.find("\": ") != std::string_view::npos;
  if ((colon || quoted_key) && line.back() != '{' && line.back() != ',') ++votes.yaml;
  if (starts_with_word(line, {"import", "from", "const", "let", "var", "function", "export default",
                              "module.exports", "def", "class", "package", "public", "require",
                              "return", "use strict", "<?php", "async", "exports"}))
    ++votes.code;
  if (line.starts_with("@") || line.ends_with("({") || line.ends_with("({") ||
      line.ends_with("= {") || line.ends_with("= [") || line.ends_with("=> {") ||
      line.starts_with("})"))
    ++votes.code;
  if (starts_with_word(line, {"export", "echo", "if [", "fi", "then", "set -e", "exec", "docker",
                              "curl", "source", "done", "java", "kubectl", "npm", "set -eu"}))
    ++votes.shell;
  if (starts_with_word(line, {"FROM", "RUN", "ENV", "CMD", "ENTRYPOINT", "COPY", "WORKDIR"}))
    ++votes.docker;
  vote_on_assignment(votes, line, name);
}

Format winner(const Votes& votes) {
  const std::size_t half = (votes.lines + 1) / 2;
  if (votes.docker > 1 && votes.docker * 3 >= votes.lines) return Format::dockerfile;
  if (votes.sections > 0 && votes.assigned + votes.sections >= half)
    return votes.toml == votes.assigned ? Format::toml : Format::ini;
  if (votes.code > 0 && (votes.code * 8 >= votes.lines)) return Format::code;
  if (votes.yaml >= half) return Format::yaml;
  if (votes.env > 0 && votes.env + votes.shell >= half)
    return votes.shell > 0 ? Format::shell : Format::env;
  if (votes.blocks > 0 && votes.statements * 2 > votes.lines) return Format::other;  // nginx
  if (votes.blocks > 0 && votes.statements == 0 && votes.assigned * 3 >= votes.lines)
    return Format::hcl;
  if (votes.assigned >= half && votes.statements * 2 < votes.lines) {
    if (votes.toml == votes.assigned) return Format::toml;
    return votes.dotted > 0 ? Format::properties : Format::ini;
  }
  if (votes.shell > 0 && votes.shell * 4 >= votes.lines) return Format::shell;
  return Format::other;
}

Format of_interpreter(std::string_view line) {
  for (const std::string_view name : {"python", "node", "ruby", "php"})
    if (line.find(name) != std::string_view::npos) return Format::code;
  return Format::shell;
}

}  // namespace

Format format_of_text(std::string_view text) {
  const std::size_t first = skip_spaces(text, 0, text.size());
  if (first == text.size()) return Format::other;
  const std::string_view start = text.substr(first, 2);
  if (start == "#!") return of_interpreter(text.substr(first, end_of_line(text, first) - first));
  if (start.front() == '<' && start.size() > 1 && text.substr(first, 5) != "<?php" &&
      (is_letter(start[1]) || start[1] == '?' || start[1] == '!'))
    return Format::xml;
  if ((start.front() == '{' && start != "{{" && start != "{%" && start != "{#") ||
      start.front() == '[') {
    if (is_json(text)) return Format::json;
    const std::size_t inside = skip_spaces(text, first + 1, text.size());
    if (start.front() == '{' && inside < text.size() && text[inside] == '"') return Format::json;
  }
  if (text.substr(first, 4) == "---\n" || text.substr(first, 5) == "---\r\n") return Format::yaml;
  Votes votes;
  std::size_t lines = 0;
  for (std::size_t line = first, end = 0; line < text.size() && lines < kLinesRead;
       line = end + 1, ++lines) {
    end = end_of_line(text, line);
    const std::size_t begin = skip_blanks(text, line, end);
    const std::size_t last = trimmed_end(text, begin, end);
    if (begin >= last) continue;
    const std::string_view two = text.substr(begin, 2);
    const char c = two.front();
    if (c == '#' || c == ';' || two == "//" || two == "/*" || two == "{{" || two == "{%") continue;
    vote(votes, text.substr(begin, last - begin));
  }
  return winner(votes);
}

}  // namespace remediate
